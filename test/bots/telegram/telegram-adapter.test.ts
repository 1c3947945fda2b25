import { expect, test } from 'vitest';
import { textsOf } from './events.ts';
import { create, failureOf, group, groupAddress, lin, server, started, useTelegram, zhou } from './adapter-harness.ts';
import { noDesk } from '../../support/no-desk.ts';

useTelegram();

test('a wrong token is said at the start', async () => {
  const wrong = create({ token: `${String(server.bot.id)}:AAE-wrong-token_of_nobody_012345678` });
  expect((await failureOf(wrong.start(() => Promise.resolve({ isTaken: true }), noDesk))).code).toBe('unauthorised');
  expect(wrong.state()).toEqual({ isConnected: false, detail: 'not running', caughtUpAtMs: 0 });
});

test('a server that answers late is waited for, one that cannot be reached is said', async () => {
  server.fault({ method: 'getMe', kind: '500', times: 1 });
  const { adapter } = await started();
  expect(adapter.state().isConnected).toBe(true);
  const nowhere = create({ apiRoot: 'http://127.0.0.1:9' });
  expect((await failureOf(nowhere.start(() => Promise.resolve({ isTaken: true }), noDesk))).code).toBe('unreachable');
});

test('the start takes a webhook away that another way of running has left, and keeps what waited there', async () => {
  const hooked = await started({ webhook: { url: 'http://127.0.0.1:9/hook', secret: 's' } });
  await hooked.adapter.stop();
  server.say(group, lin, '/quiz');
  const { heard } = await started();
  await server.waitFor(() => heard.length === 1);
  expect(server.webhookUrl()).toBeNull();
});

test('it asks for every kind of update it can use', async () => {
  await started();
  await server.waitFor(server.isPolled);
  expect(server.calls('getUpdates')[0]?.params['allowed_updates']).toEqual([
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
    'chat_member',
  ]);
});

test('organisers are the people who administer a group; private chats have none', async () => {
  const { adapter } = await started();
  server.promote(group, zhou, lin);
  server.promote(group, server.bot, lin);
  expect([...((await adapter.organisersOf(groupAddress())) ?? [])].sort()).toEqual(
    [lin, zhou].map(({ id }) => String(id)).sort(),
  );
  expect(await adapter.organisersOf(groupAddress(lin))).toBeNull();
  expect(await adapter.memberCountOf(groupAddress())).toBe(2);
  expect(await adapter.memberCountOf(groupAddress(lin))).toBe(1);
  server.removeBot(group, lin);
  expect((await failureOf(adapter.organisersOf(groupAddress()))).code).toBe('gone');
});

test('a private chat has the address of its person; a group and an anonymous administrator have none', async () => {
  const { adapter } = await started();
  expect(adapter.privateChatOf('501')).toEqual({ platform: 'telegram', account: String(server.bot.id), chat: '501' });
  expect(adapter.privateChatOf('-100501')).toBeNull();
  expect(adapter.privateChatOf('1087968824')).toBeNull();
});

test('menus appear for each scope and language, and a limit on the way is waited out', async () => {
  const { adapter } = await started();
  server.fault({ method: 'setMyCommands', kind: '429', retryAfter: 1 });
  const menu = (languageTag: string) => ({
    languageTag,
    everyone: [{ name: 'me', description: '我的进度' }],
    group: [{ name: 'quiz', description: '答题' }],
    organisers: [{ name: 'plan', description: '计划' }],
  });
  await adapter.publishMenus([menu('zh-Hans'), menu('zh-Hant'), menu('en')]);
  expect([...server.commands().keys()].sort()).toEqual([
    'all_chat_administrators',
    'all_chat_administrators en',
    'all_chat_administrators zh',
    'all_group_chats',
    'all_group_chats en',
    'all_group_chats zh',
    'all_private_chats',
    'all_private_chats en',
    'all_private_chats zh',
    'default',
  ]);
});

test('a file that was sent can be fetched, one over 20 MB cannot', async () => {
  const { heard } = await started();
  server.say(lin, lin, '/start');
  server.sendDocument(lin, lin, { name: '题库.csv', bytes: Buffer.from('q,a') });
  server.sendDocument(lin, lin, { name: 'big.csv', bytes: Buffer.from('x'), size: 21 * 1024 * 1024 });
  await server.waitFor(() => heard.length === 3);
  const files = heard.flatMap((event) => (event.kind === 'media' && event.file !== null ? [event.file] : []));
  expect(Buffer.from((await files[0]?.fetchBytes()) ?? []).toString()).toBe('q,a');
  expect((await failureOf(files[1]?.fetchBytes() ?? Promise.resolve())).code).toBe('bad-request');
  server.setOnline(false);
  expect((await failureOf(files[0]?.fetchBytes() ?? Promise.resolve())).code).not.toBe('bad-request');
  server.setOnline(true);
});

test('a bot put back after privacy mode was turned off knows that it sees all', async () => {
  const { heard } = await started();
  server.removeBot(group, lin);
  server.setReadsAllMessages(true);
  server.addBot(group, lin);
  await server.waitFor(() => heard.filter(({ kind }) => kind === 'standing').length === 2);
  expect(heard.filter(({ kind }) => kind === 'standing')).toMatchObject([
    { standing: 'removed', seesAll: false },
    { standing: 'added', seesAll: true },
  ]);
});

test('what was heard at the last moment is not heard again by the next run', async () => {
  const first = await started();
  server.say(lin, lin, 'A');
  await server.waitFor(() => first.heard.length === 1);
  await first.adapter.stop();
  expect(first.adapter.state().isConnected).toBe(false);
  server.say(lin, lin, 'B');
  const second = await started();
  await server.waitFor(() => second.heard.length === 1);
  expect(textsOf(second.heard)).toEqual(['B']);
});
