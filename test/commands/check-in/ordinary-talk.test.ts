import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locales } from '../../../src/i18n/locale.ts';
import { testRedis } from '../../support/redis.ts';
import { hourMs, noonMs, openStudyGroup, today } from '../../support/study-group.ts';

/** Lines that nobody meant for the bot; see the head of each file for where they come from. */
const talkOf = (locale: string): readonly string[] =>
  readFileSync(new URL(`../../fixtures/group-talk/${locale}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

test.each(locales)('hundreds of lines of ordinary talk in %s record nothing and get no answer', async (locale) => {
  const { room, chats, progress } = openStudyGroup((await testRedis()).connect());
  await room.say('小李', '大家好');
  await chats.setPrompted(await room.id(), noonMs - hourMs);
  const answered: string[] = [];
  for (const line of talkOf(locale)) {
    const { replies } = await room.say('小李', line);
    if (replies.some(({ target }) => target === 'chat')) answered.push(line);
  }
  expect(answered).toEqual([]);
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});
