import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSettingsCommand } from '../../../src/commands/settings/settings.ts';
import { settingNameText, settingValueText } from '../../../src/commands/settings/setting-texts.ts';
import { readSetting, type SettingName, settingWords } from '../../../src/domain/setting-words.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { text } from '../../../src/i18n/text.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import { createDaysOffStore } from '../../../src/store/days-off.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, noonMs } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

function openGroup() {
  const replanned: string[] = [];
  const note = (what: string) => () => Promise.resolve(void replanned.push(what));
  const chats = createChatStore(redis, keys);
  const daysOff = createDaysOffStore(redis, keys);
  const members = createMemberStore(redis, keys);
  const commands = [
    createSettingsCommand({ chats, members, daysOff, replanDays: note('days'), replanAll: note('all') }),
  ];
  return { room: openRoom({ redis, keys, commands, nowMs: noonMs, organisers: ['班长'] }), chats, daysOff, replanned };
}

test('only what a setting moves is put on its time anew', async () => {
  const { room, replanned } = openGroup();
  for (const words of ['设置 语言 en', '设置 题数 8', '设置 安静 关']) await room.say('班长', words);
  expect(replanned).toEqual([]);
  await room.say('班长', '设置 nudge 20:00');
  expect(replanned).toEqual(['days']);
  await room.say('班长', '设置 时区 台北');
  expect(replanned).toEqual(['days', 'all']);
});

test.each(['设置 标签', '設定 標籤', 'settings tag'])('“%s” without a value shows what it is now', async (said) => {
  const { room } = openGroup();
  expect((await room.say('班长', said)).keys[0]).toBe('settings-head');
});

test('a member’s tap on a setting changes nothing', async () => {
  const { room, chats } = openGroup();
  expect((await room.tap('小李', 'settings language en')).keys).toEqual(['only-organisers']);
  expect((await room.tap('小李', 'settings nudge off')).keys).toEqual(['only-organisers']);
  const chat = await chats.read(await room.id());
  expect([chat?.locale, chat?.settings.nudgeMinute]).toEqual(['zh-Hans', 20 * 60 + 30]);
});

describe('what the overview shows in Chinese', () => {
  const catalogue = openCatalogue();
  const names = Object.keys(settingWords) as SettingName[];

  test.each(names)('%s can be typed as it is shown, with the value that is shown', async (name) => {
    const { room, chats } = openGroup();
    await room.say('班长', '大家好');
    const chat = await chats.read(await room.id());
    if (chat === null) throw new Error('no chat');
    for (const locale of ['zh-Hans', 'zh-Hant'] as const) {
      const shown = catalogue.say(text(settingNameText[name]), locale);
      const value = catalogue.say(settingValueText(chat, name), locale);
      expect(readSetting(`${shown} ${value}`)).toMatchObject({ kind: 'change', change: { name } });
    }
  });
});

test('the quiet hours may be set by the name that opting out has too', async () => {
  const { room, chats } = openGroup();
  expect((await room.say('班长', '设置 免打扰 23:00-6:30')).keys[0]).toBe('settings-done');
  const chat = await chats.read(await room.id());
  expect(chat?.settings.quiet).toEqual({ fromMinute: 23 * 60, toMinute: 6 * 60 + 30 });
});

test.each([
  ['设置 foo bar', 'settings-unknown'],
  ['settings are wrong', null],
  ['设置 一下闹钟', null],
])('%s is answered with %s', async (words, key) => {
  const { room } = openGroup();
  expect((await room.say('班长', words)).keys[0] ?? null).toBe(key);
});
