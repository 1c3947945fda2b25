import { expect, test } from 'vitest';
import { createStartCommand } from '../../../src/commands/welcome/welcome.ts';
import { readSetting } from '../../../src/domain/setting-words.ts';
import { locales } from '../../../src/i18n/locale.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { text } from '../../../src/i18n/text.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';

const nowMs = Date.UTC(2026, 10, 21, 4);

test('the words of welcome speak of buttons where there are some, and of what to type elsewhere', async () => {
  const client = (await testRedis()).connect();
  const keysWith = async (can: { readonly buttons?: null }, chat: string) => {
    const room = openRoom({
      redis: client,
      keys: createKeys(chat),
      commands: [createStartCommand()],
      nowMs,
      can,
      chat,
    });
    return (await room.say('小明', '/start')).words.join('\n');
  };
  const catalogue = openCatalogue();
  const buttons = catalogue.say(text('welcome-change'), 'zh-Hans');
  const typed = catalogue.say(text('welcome-change-typed'), 'zh-Hans');
  const [there, elsewhere] = await Promise.all([keysWith({}, 'a'), keysWith({ buttons: null }, 'b')]);
  expect([there.includes(buttons), there.includes(typed)]).toEqual([true, false]);
  expect([elsewhere.includes(buttons), elsewhere.includes(typed)]).toEqual([false, true]);
});

test.each(locales)('what welcome tells to type in %s changes settings', (locale) => {
  const said = openCatalogue().say(text('welcome-change-typed'), locale);
  const examples = [...said.matchAll(/[「“](\S+ [^」”]+)[」”]/gu)].map((match) => match[1] ?? '');
  expect(examples.map((words) => readSetting(words.replace(/^\S+ /u, '')).kind)).toEqual([
    'change',
    'change',
    'change',
  ]);
});
