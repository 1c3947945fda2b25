import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editTargetGone } from '../../../src/bots/telegram/errors.ts';
import {
  createTelegramAdapter,
  type TelegramAdapter,
  type TelegramOptions,
} from '../../../src/bots/telegram/telegram-adapter.ts';
import type { Address, Inbound } from '../../../src/commands/core/event.ts';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { DeliveryError, StoreError } from '../../../src/errors.ts';
import { type BotApi, startBotApi } from '../../support/bot-api/server.ts';
import { TINY_PNG } from '../../support/bot-api/driver/tiny-png.ts';
import { textsOf } from './events.ts';
import { recordedLog, wordsOf } from './recorded-log.ts';

let server: BotApi;
let lin: { readonly id: number };
let zhou: { readonly id: number };
let group: { readonly id: number };
let log: ReturnType<typeof recordedLog>;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = await startBotApi();
  lin = server.addUser({ firstName: '林小满', languageCode: 'zh-hans' });
  zhou = server.addUser({ firstName: '周文' });
  group = server.addGroup({ title: '晨读小组', owner: lin, members: [zhou] });
  log = recordedLog();
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  expect(server.violations()).toEqual([]);
  expect(log.lines.join('\n')).not.toContain(server.token);
  await server.stop();
});

function create(options: Partial<TelegramOptions> = {}): TelegramAdapter {
  const delays = { failureMs: [20], conflictMs: [40], stragglerMs: 100, idleMs: [550], ...options.delays };
  return createTelegramAdapter({
    token: server.token,
    apiRoot: `${server.root}/`,
    log,
    clock: Date.now,
    ...options,
    delays,
  });
}

async function started(options: Partial<TelegramOptions> = {}) {
  const adapter = create(options);
  const heard: Inbound[] = [];
  await adapter.start((event) => {
    heard.push(event);
    return Promise.resolve({ isTaken: true });
  });
  cleanUps.push(() => adapter.stop());
  return { adapter, heard };
}

const groupAddress = (chat: { readonly id: number } = group): Address => ({
  platform: 'telegram',
  account: String(server.bot.id),
  chat: String(chat.id),
});
const message = (text: string): Outgoing => ({ kind: 'message', text, buttons: [], mentions: [], quote: null });

/** The DeliveryError that `work` rejects with; nothing in it may hold the token. */
async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (thrown: unknown) => thrown,
  );
  expect(wordsOf(error)).not.toContain(server.token);
  if (!(error instanceof DeliveryError)) throw error;
  return error;
}

test('a wrong token is said at the start', async () => {
  const wrong = create({ token: `${String(server.bot.id)}:AAE-wrong-token_of_nobody_012345678` });
  expect((await failureOf(wrong.start(() => Promise.resolve({ isTaken: true })))).code).toBe('unauthorised');
  expect(wrong.state()).toEqual({ isConnected: false, detail: 'not running', caughtUpAtMs: 0 });
});

test('a server that answers late is waited for, one that cannot be reached is said', async () => {
  server.fault({ method: 'getMe', kind: '500', times: 1 });
  const { adapter } = await started();
  expect(adapter.state().isConnected).toBe(true);
  const nowhere = create({ apiRoot: 'http://127.0.0.1:9' });
  expect((await failureOf(nowhere.start(() => Promise.resolve({ isTaken: true })))).code).toBe('unreachable');
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
  const image = { kind: 'image', name: 'q.png', bytes: TINY_PNG, caption: '第 1 题', buttons: [] } as const;
  const { messageId } = await adapter.send(groupAddress(), image);
  const edit = { kind: 'edit', messageId: messageId ?? '', text: '答案：A', buttons: [] } as const;
  expect(await adapter.send(groupAddress(), edit)).toEqual({ messageId });
  expect(server.botMessages(group)).toMatchObject([{ kind: 'photo', text: '答案：A' }]);
});

test('a tap that can no longer be answered is no failure', async () => {
  const { adapter } = await started();
  expect(await adapter.send(groupAddress(), { kind: 'toast', tapId: '1', text: 'x' })).toEqual({ messageId: null });
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

interface Hook {
  readonly url: string;
  behind: TelegramAdapter | null;
}

/** An HTTP server with the adapter's handler behind it, as the process has one. */
async function hook(): Promise<Hook> {
  const opened: { behind: TelegramAdapter | null } = { behind: null };
  const http: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      void opened.behind
        ?.webhook?.({ headers: request.headers, body })
        .then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  cleanUps.push(() => new Promise((done) => http.close(done)));
  return Object.assign(opened, { url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/hook` });
}

test('by webhook every update is told once, also when it is delivered twice or could not be recorded', async () => {
  server.duplicateUpdates(true);
  const opened = await hook();
  const adapter = create({ webhook: { url: opened.url, secret: 'a-secret_1' } });
  opened.behind = adapter;
  const recorded: string[] = [];
  let failuresLeft = 1;
  await adapter.start((event) => {
    if (failuresLeft-- > 0) return Promise.reject(new StoreError('redis-unreachable', 'x'));
    recorded.push(...textsOf([event]));
    return Promise.resolve({ isTaken: true });
  });
  cleanUps.unshift(() => adapter.stop());
  server.say(lin, lin, 'A');
  server.say(lin, lin, 'B');
  await server.waitFor(() => server.deliveries().filter(({ status }) => status === 200).length === 4);
  expect(recorded).toEqual(['A', 'B']);
  expect(server.deliveries().map(({ status }) => status)).toEqual([503, 200, 200, 200, 200]);
  expect(adapter.state()).toMatchObject({ isConnected: true, detail: 'updates come by webhook' });
  expect(adapter.state().caughtUpAtMs).toBe(0);
  const beforeMs = Date.now();
  await Promise.all([adapter.catchUp?.(), adapter.catchUp?.(), adapter.catchUp?.()]);
  expect(adapter.state().caughtUpAtMs).toBeGreaterThanOrEqual(beforeMs);
  expect(server.calls('getWebhookInfo')).toHaveLength(2);
});

test('after stopping the webhook stays and what comes is left with Telegram', async () => {
  const opened = await hook();
  const { adapter } = await started({ webhook: { url: opened.url, secret: 'a-secret_1' } });
  opened.behind = adapter;
  await adapter.stop();
  server.say(lin, lin, 'A');
  await server.waitFor(() => server.deliveries().length > 0);
  expect(server.deliveries()[0]?.status).toBe(503);
  expect(server.webhookUrl()).toBe(opened.url);
});
