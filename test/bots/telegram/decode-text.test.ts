import type { Message } from 'grammy/types';
import { expect, test } from 'vitest';
import { decode } from '../../../src/bots/telegram/decode.ts';
import { basicGroup, bot, lin, messageUpdate, privateChat, sentAtSeconds, supergroup } from './updates.ts';

const receivedAtMs = 1_795_221_009_000;
const decoded = (fields: Parameters<typeof messageUpdate>[0]) => decode(messageUpdate(fields), bot, receivedAtMs);

test('a text tells who wrote what, where and when', () => {
  expect(decoded({ text: '打卡 30分钟' })).toEqual({
    id: 'tg:803',
    order: 803,
    atMs: sentAtSeconds * 1000,
    from: { platform: 'telegram', account: '7123456789', chat: '-1001234567890' },
    isGroup: true,
    title: '晨读小组',
    sender: { id: '501', name: '林 小满', languageTag: 'zh-hans' },
    isAnonymous: false,
    kind: 'text',
    text: '打卡 30分钟',
    messageId: '77',
    isAddressed: false,
    isEdited: false,
  });
});

test('a private text is meant for us and the chat has no title', () => {
  expect(decoded({ chat: privateChat, text: 'hi' })).toMatchObject({
    from: { chat: '501' },
    isGroup: false,
    title: null,
    isAddressed: true,
  });
});

test.each([
  ['@banzhang_bot 打卡', '打卡', true],
  ['@Banzhang_Bot，打卡', '打卡', true],
  ['  @banzhang_bot: /quiz', '/quiz', true],
  ['@banzhang_bot', '', true],
  ['谢谢 @banzhang_bot', '谢谢 @banzhang_bot', true],
  ['@banzhang_bots 打卡', '@banzhang_bots 打卡', false],
  ['me@banzhang_bot', 'me@banzhang_bot', false],
  ['/quiz@banzhang_bot 5', '/quiz 5', true],
  ['/quiz@BANZHANG_BOT', '/quiz', true],
  ['／打卡@banzhang_bot 3', '/打卡 3', true],
  ['/quiz 5', '/quiz 5', false],
])('%j is read as %j, meant for us: %j', (text, words, isAddressed) => {
  expect(decoded({ text })).toMatchObject({ kind: 'text', text: words, isAddressed });
});

test('a command for another bot is nothing to us', () => {
  expect(decoded({ text: '/quiz@other_bot 5' })).toBeNull();
});

test('a mention without a username is found by its entity', () => {
  const user = { id: bot.id, is_bot: true, first_name: '班长' };
  const entities = [{ type: 'text_mention', offset: 0, length: 2, user } as const];
  expect(decoded({ text: '班长 打卡', entities })).toMatchObject({ text: '打卡', isAddressed: true });
});

test('a reply to the bot is meant for us, a message in a topic that the bot opened is not', () => {
  const original = { message_id: 70, date: 1, chat: supergroup, from: { id: bot.id, is_bot: true, first_name: 'B' } };
  // A message that is replied to never shows what it replied to itself.
  const reply = original as NonNullable<Message['reply_to_message']>;
  expect(decoded({ text: 'A', reply_to_message: reply })).toMatchObject({ isAddressed: true });
  const opened = Object.assign({}, reply, { forum_topic_created: { name: 'x', icon_color: 7322096 } as const });
  expect(decoded({ text: 'A', reply_to_message: opened })).toMatchObject({ isAddressed: false });
});

test('an edited text carries the time of the edit', () => {
  const { message } = messageUpdate({ text: '打卡 40', edit_date: sentAtSeconds + 60 });
  const update = { update_id: 9, edited_message: message } as Parameters<typeof decode>[0];
  expect(decode(update, bot, receivedAtMs)).toMatchObject({ isEdited: true, atMs: (sentAtSeconds + 60) * 1000 });
});

test.each([
  ['a topic is the thread', { message_thread_id: 12, is_topic_message: true }, '12'],
  ['the General topic is the main room', { message_thread_id: 1, is_topic_message: true }, undefined],
  ['a thread of replies is the main room', { message_thread_id: 12 }, undefined],
])('%s', (_title, place, thread) => {
  expect(decoded({ text: 'A', ...place })?.from.thread).toBe(thread);
});

test('an anonymous administrator writes in the name of the group', () => {
  const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
  expect(decoded({ text: '/settings', from, sender_chat: supergroup })).toMatchObject({
    sender: { id: '1087968824', name: '晨读小组' },
    isAnonymous: true,
  });
});

test.each([
  [
    'a channel that posts in the group',
    {
      from: { id: 136_817_688, is_bot: true, first_name: 'Channel' },
      sender_chat: { id: -1009, type: 'channel', title: 'c' },
    },
  ],
  [
    'a post of the linked channel',
    {
      from: { id: 777_000, is_bot: false, first_name: 'Telegram' },
      sender_chat: { id: -1009, type: 'channel', title: 'c' },
      is_automatic_forward: true,
    },
  ],
  ['another bot', { from: { id: 99, is_bot: true, first_name: 'other' } }],
  ['the bot itself', { from: { id: bot.id, is_bot: true, first_name: 'B' } }],
  ['a channel of its own', { chat: { id: -1009, type: 'channel', title: 'c' }, from: undefined }],
] as const)('%s is nothing to us', (_title, fields) => {
  expect(decoded({ text: '打卡', ...fields } as Parameters<typeof messageUpdate>[0])).toBeNull();
});

test('somebody without any name is called by username or number', () => {
  expect(decoded({ text: 'A', from: { ...lin, first_name: '', last_name: '' } })).toMatchObject({
    sender: { name: 'linxm' },
  });
  const nameless = { id: 5, is_bot: false, first_name: '' };
  expect(decoded({ text: 'A', from: nameless, chat: basicGroup })).toMatchObject({
    sender: { id: '5', name: '5', languageTag: null },
  });
});
