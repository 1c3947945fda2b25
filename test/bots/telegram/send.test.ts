import { expect, test } from 'vitest';
import { editTargetGone } from '../../../src/bots/telegram/errors.ts';
import { TINY_PNG } from '../../support/bot-api/driver/tiny-png.ts';
import { failureOf, group, groupAddress, lin, message, server, started, useTelegram, zhou } from './adapter-harness.ts';

useTelegram();

test('a topic that is gone sends the message to the main room', async () => {
  const { adapter } = await started();
  const forum = server.addGroup({ title: '论坛', isForum: true, members: [lin] });
  const thread = server.addTopic(forum, '打卡', lin);
  await adapter.send({ ...groupAddress(forum), thread: String(thread) }, message('在话题里'));
  server.deleteTopic(forum, thread);
  await adapter.send({ ...groupAddress(forum), thread: String(thread) }, message('在大厅里'));
  expect(server.botMessages(forum).map(({ text, threadId }) => [text, threadId])).toEqual([
    ['在话题里', thread],
    ['在大厅里', null],
  ]);
});

test('a chat that became a supergroup is told as an event and by a refused send', async () => {
  const { adapter, heard } = await started();
  const basic = server.addGroup({ title: '老群', type: 'group', owner: lin });
  const newId = server.migrate(basic);
  await server.waitFor(() => heard.filter(({ kind }) => kind === 'moved').length === 2);
  for (const event of heard) {
    expect(event).toMatchObject({ kind: 'moved', from: { chat: String(basic.id) }, to: { chat: String(newId) } });
  }
  const failure = await failureOf(adapter.send(groupAddress(basic), message('还在吗')));
  expect(failure).toMatchObject({ code: 'moved', movedTo: String(newId) });
});

test.each([
  ['kicked', 'gone'],
  ['muted', 'forbidden'],
  ['deleted', 'gone'],
] as const)('a bot that was %s gets %s', async (fate, code) => {
  const { adapter } = await started();
  if (fate === 'kicked') server.removeBot(group, lin);
  if (fate === 'muted') server.mute(group, server.bot, lin);
  if (fate === 'deleted') server.deleteGroup(group);
  expect((await failureOf(adapter.send(groupAddress(), message('早')))).code).toBe(code);
});

test('people who blocked the bot, left Telegram or never wrote cannot be written to', async () => {
  const { adapter } = await started();
  const send = (user: { readonly id: number }) => failureOf(adapter.send(groupAddress(user), message('早')));
  server.say(lin, lin, '/start');
  server.block(lin);
  expect((await send(lin)).code).toBe('gone');
  server.unblock(lin);
  server.deactivate(lin);
  expect((await send(lin)).code).toBe('gone');
  expect((await send(zhou)).code).toBe('gone');
});

test.each([
  ['429', 'rate-limited'],
  ['500', 'unknown-outcome'],
  ['502', 'unknown-outcome'],
  ['cut-before', 'unknown-outcome'],
  ['cut-after', 'unknown-outcome'],
] as const)('%s while sending is %s and is not tried again by us', async (kind, code) => {
  const { adapter } = await started();
  server.fault({ method: 'sendMessage', kind, retryAfter: 3 });
  const failure = await failureOf(adapter.send(groupAddress(), message('早')));
  expect(failure).toMatchObject({ code, retryAfterMs: kind === '429' ? 3000 : null });
  expect(server.calls('sendMessage')).toHaveLength(1);
});

test('what was never sent is told apart', async () => {
  const { adapter } = await started();
  await adapter.stop();
  await server.stop();
  expect((await failureOf(adapter.send(groupAddress(), message('早')))).code).toBe('unreachable');
});

test('an edit to the same words succeeds, one of a deleted message says recognisably so', async () => {
  const { adapter } = await started();
  const { messageId } = await adapter.send(groupAddress(), message('3 人'));
  const edit = { kind: 'edit', messageId: messageId ?? '', text: '3 人', buttons: [] } as const;
  expect(await adapter.send(groupAddress(), edit)).toEqual({ messageId });
  server.deleteMessage(group, Number(messageId));
  const failure = await failureOf(adapter.send(groupAddress(), { ...edit, text: '4 人' }));
  expect(failure.code).toBe('bad-request');
  expect(failure.message).toContain(editTargetGone);
});

test('an edit of a picture changes its caption', async () => {
  const { adapter } = await started();
  const image = {
    kind: 'image',
    name: 'q.png',
    bytes: TINY_PNG,
    caption: '第 1 题',
    buttons: [],
    otherwise: '',
  } as const;
  const { messageId } = await adapter.send(groupAddress(), image);
  const edit = { kind: 'edit', messageId: messageId ?? '', text: '答案：A', buttons: [] } as const;
  expect(await adapter.send(groupAddress(), edit)).toEqual({ messageId });
  expect(server.botMessages(group)).toMatchObject([{ kind: 'photo', text: '答案：A' }]);
});

test('a tap that can no longer be answered is no failure', async () => {
  const { adapter } = await started();
  expect(await adapter.send(groupAddress(), { kind: 'toast', tapId: '1', text: 'x' })).toEqual({ messageId: null });
});
