import type { CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { decode } from '../../../src/bots/telegram/decode.ts';
import { basicGroup, bot, lin, messageUpdate, privateChat, sentAtSeconds, supergroup } from './updates.ts';

const receivedAtMs = 1_795_221_009_500;
const decoded = (fields: Partial<Message>) => decode(messageUpdate(fields), bot, receivedAtMs);

const photo = [{ file_id: 'p', file_unique_id: 'u', width: 90, height: 60 }];
const file = { file_id: 'f1', file_unique_id: 'u1' };

test.each([
  ['photo', { photo, caption: '打卡 第三章' }, '打卡 第三章'],
  ['voice', { voice: { ...file, duration: 3 } }, ''],
  ['sticker', { sticker: { ...file, type: 'regular', width: 1, height: 1, is_animated: false, is_video: false } }, ''],
  ['other', { video: { ...file, width: 1, height: 1, duration: 1 }, caption: 'v' }, 'v'],
  ['other', { animation: { ...file, width: 1, height: 1, duration: 1 }, document: file }, ''],
  ['other', { location: { latitude: 1, longitude: 2 } }, ''],
] as const)('%s is told as a medium with its caption', (medium, fields, caption) => {
  expect(decoded(fields as unknown as Partial<Message>)).toMatchObject({ kind: 'media', medium, caption, file: null });
});

test('a document offers its bytes', async () => {
  const event = decoded({
    document: { ...file, file_name: '题库.csv', file_size: 2048 },
    caption: '@banzhang_bot bank',
  });
  expect(event).toMatchObject({
    medium: 'file',
    caption: 'bank',
    isAddressed: true,
    file: { name: '题库.csv', sizeBytes: 2048 },
  });
  const bytes = event?.kind === 'media' ? await event.file?.fetchBytes() : undefined;
  expect(new TextDecoder().decode(bytes)).toBe('content of f1');
});

test('a changed caption does not come as a second medium', () => {
  const { message } = messageUpdate({ photo, caption: '打卡 2', edit_date: sentAtSeconds + 9 });
  expect(decode({ update_id: 1, edited_message: message } as Update, bot, receivedAtMs)).toBeNull();
});

test.each([
  { new_chat_title: 'new' },
  { pinned_message: { chat: supergroup, message_id: 3, date: 0 as const } },
  { new_chat_members: [{ id: bot.id, is_bot: true, first_name: 'B' }] },
  { left_chat_member: { id: 99, is_bot: true, first_name: 'other' } },
])('a service message that changes nothing for people is noise: %j', (fields) => {
  expect(decoded(fields as Partial<Message>)).toBeNull();
});

test('people who join or leave are named, bots are not', () => {
  const other = { id: 99, is_bot: true, first_name: 'other' };
  expect(decoded({ new_chat_members: [lin, other] })).toMatchObject({ kind: 'joined', people: [{ id: '501' }] });
  expect(decoded({ left_chat_member: lin })).toMatchObject({ kind: 'left', people: [{ id: '501', name: '林 小满' }] });
});

test('both messages of a move tell the same: from the old chat to the new one', () => {
  const told = decoded({ chat: basicGroup, migrate_to_chat_id: supergroup.id });
  const from = { platform: 'telegram', account: String(bot.id), chat: String(basicGroup.id) };
  expect(told).toMatchObject({ kind: 'moved', from, to: { ...from, chat: String(supergroup.id) } });
  const arrived = decoded({ chat: supergroup, migrate_from_chat_id: basicGroup.id });
  expect(arrived).toMatchObject({ kind: 'moved', from, to: { ...from, chat: String(supergroup.id) } });
});

const tap = (fields: Partial<CallbackQuery>): Update => ({
  update_id: 900,
  callback_query: { id: '4800', from: lin, chat_instance: '-7', data: 'answer 3 b', ...fields },
});
const botMessage = { message_id: 55, date: sentAtSeconds, chat: supergroup, text: '第 1 题' };

test('a tap tells who chose what under which message, at the time of receipt', () => {
  const message = { ...botMessage, message_thread_id: 12, is_topic_message: true };
  expect(decode(tap({ message }), bot, receivedAtMs)).toMatchObject({
    id: 'tg:900',
    kind: 'choice',
    atMs: receivedAtMs,
    from: { chat: String(supergroup.id), thread: '12' },
    sender: { id: '501' },
    token: 'answer 3 b',
    messageId: '55',
    tapId: '4800',
  });
});

test('a tap under a message that can no longer be seen still counts', () => {
  const message = { message_id: 55, date: 0, chat: supergroup } as const;
  expect(decode(tap({ message }), bot, receivedAtMs)).toMatchObject({ kind: 'choice', messageId: '55', isGroup: true });
});

test('a tap without data or without a message is noise', () => {
  expect(decode(tap({}), bot, receivedAtMs)).toBeNull();
  const game = { id: '4800', from: lin, chat_instance: '-7', message: botMessage };
  expect(decode({ update_id: 1, callback_query: game }, bot, receivedAtMs)).toBeNull();
});

const left: ChatMember = { status: 'left', user: lin };
const member: ChatMember = { status: 'member', user: lin };
const kicked: ChatMember = { status: 'kicked', user: lin, until_date: 0 };
const admin = { status: 'administrator', user: lin } as ChatMember;
const restricted = (isMember: boolean, canSend: boolean): ChatMember =>
  ({ status: 'restricted', user: lin, is_member: isMember, can_send_messages: canSend }) as ChatMember;

const change = (old: ChatMember, is: ChatMember, chat: ChatMemberUpdated['chat'] = supergroup): ChatMemberUpdated => ({
  chat,
  from: lin,
  date: sentAtSeconds,
  old_chat_member: old,
  new_chat_member: is,
});

test.each([
  ['joined', left, member],
  ['joined', kicked, restricted(true, true)],
  ['left', member, left],
  ['left', admin, kicked],
  ['left', restricted(true, false), restricted(false, false)],
  [null, member, admin],
  [null, restricted(false, false), left],
] as const)('administrators are told %s', (kind, old, is) => {
  expect(decode({ update_id: 5, chat_member: change(old, is) }, bot, receivedAtMs)?.kind ?? null).toBe(kind);
});

test.each([
  ['added', false, left, member, supergroup],
  ['added', true, left, admin, supergroup],
  ['active', true, member, admin, supergroup],
  ['active', false, admin, member, basicGroup],
  ['active', false, restricted(true, false), restricted(true, true), supergroup],
  ['muted', false, member, restricted(true, false), supergroup],
  ['removed', false, member, kicked, supergroup],
  ['removed', false, member, restricted(false, false), supergroup],
  ['removed', true, member, kicked, privateChat],
  ['active', true, kicked, member, privateChat],
] as const)('our own standing is %s and we see all: %s', (standing, seesAll, old, is, chat) => {
  const event = decode({ update_id: 5, my_chat_member: change(old, is, chat) }, bot, receivedAtMs);
  expect(event).toMatchObject({ kind: 'standing', standing, seesAll, atMs: sentAtSeconds * 1000, by: { id: '501' } });
  expect(event).toMatchObject({ isAdmin: is === admin });
});

test('without privacy mode the bot sees all as a plain member', () => {
  const event = decode(
    { update_id: 5, my_chat_member: change(left, member) },
    { ...bot, canReadAll: true },
    receivedAtMs,
  );
  expect(event).toMatchObject({ seesAll: true, isAdmin: false });
});

test('channels and kinds we did not ask for are noise', () => {
  const channel = { id: -1009, type: 'channel', title: 'c' } as const;
  expect(decode({ update_id: 5, my_chat_member: change(left, admin, channel) }, bot, receivedAtMs)).toBeNull();
  expect(decode({ update_id: 5 }, bot, receivedAtMs)).toBeNull();
});
