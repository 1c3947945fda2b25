import { Bot } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Adapter, OnEvent } from '../../../src/bots/adapter.ts';
import { banzhang, type PluginCore } from '../../../src/bots/telegram/index.ts';
import { StoreError } from '../../../src/errors.ts';
import { type BotApi, startBotApi } from '../../support/bot-api/server.ts';
import { createBanzhang } from '../../../src/index.ts';
import { testRedis } from '../../support/redis.ts';
import { textsOf } from './events.ts';
import { recordedLog } from './recorded-log.ts';
import { noDesk } from '../../support/no-desk.ts';

let server: BotApi;
let lin: { readonly id: number };
const bots: Bot[] = [];

beforeEach(async () => {
  server = await startBotApi();
  lin = server.addUser({ firstName: '林小满' });
});

afterEach(async () => {
  // grammY's last call would be answered after 3 s; the server ends under it.
  const stopped = bots.splice(0).map((bot) => bot.stop().catch(() => undefined));
  expect(server.violations()).toEqual([]);
  await server.stop();
  await Promise.all(stopped);
});

function createBot(): Bot {
  const bot = new Bot(server.token, { client: { apiRoot: server.root } });
  bots.push(bot);
  return bot;
}

/** A core that takes the words it knows; `told` are all it was told. */
function createCore(answer: (text: string) => boolean) {
  const told: string[] = [];
  const attached: Adapter[] = [];
  const handle: OnEvent = (event) => {
    told.push(...textsOf([event]));
    return Promise.resolve({ isTaken: textsOf([event]).some(answer) });
  };
  const core: PluginCore = {
    handle,
    attach: async (adapter) => {
      attached.push(adapter);
      await adapter.start(handle, noDesk);
    },
  };
  return { core, told, attached };
}

const run = (bot: Bot): void => {
  void bot.start({ drop_pending_updates: false });
};

test('what the core takes stays with it, the rest goes on to the own handlers of the bot', async () => {
  const { core, told } = createCore((text) => text === '打卡');
  const bot = createBot();
  const own: string[] = [];
  bot.use(banzhang(core));
  bot.on('message:text', (context) => {
    own.push(context.message.text);
  });
  bot.on('my_chat_member', () => {
    own.push('my_chat_member');
  });
  run(bot);
  server.say(lin, lin, '打卡');
  server.say(lin, lin, '/weather');
  await server.waitFor(() => own.length === 1);
  expect(told).toEqual(['打卡', '/weather']);
  expect(own).toEqual(['/weather']);
});

test('the core is attached once and can send', async () => {
  const { core, attached, told } = createCore(() => true);
  const bot = createBot();
  bot.use(banzhang(core));
  run(bot);
  server.say(lin, lin, 'A');
  server.say(lin, lin, 'B');
  await server.waitFor(() => told.length === 2);
  expect(attached).toHaveLength(1);
  const [adapter] = attached;
  const to = { platform: 'telegram', account: adapter?.account ?? '', chat: String(lin.id) } as const;
  await adapter?.send(to, { kind: 'message', text: '早', buttons: [], mentions: [], quote: null });
  expect(adapter).toMatchObject({ account: String(server.bot.id), platform: 'telegram' });
  expect(server.botMessages(lin).map(({ text }) => text)).toEqual(['早']);
  expect(adapter?.state()).toMatchObject({ isConnected: true });
});

test('with the api of the bot the core can speak before the first update', async () => {
  const { core, attached } = createCore(() => true);
  const bot = createBot();
  bot.use(banzhang(core, { api: bot.api }));
  await server.waitFor(() => attached.length === 1);
});

test('transformers of the bot see our calls too', async () => {
  const { core, attached } = createCore(() => true);
  const bot = createBot();
  const seen: string[] = [];
  bot.api.config.use((previous, method, payload, signal) => {
    seen.push(method);
    return previous(method, payload, signal);
  });
  bot.use(banzhang(core, { api: bot.api }));
  await server.waitFor(() => attached.length === 1);
  expect(seen).toEqual(['getMe']);
});

test('an event is told again while the store is away, and no failure reaches the bot', async () => {
  const bot = createBot();
  const log = recordedLog();
  const caught: unknown[] = [];
  const own: string[] = [];
  let told = 0;
  const handle: OnEvent = (event) => {
    told += 1;
    if (textsOf([event])[0] === 'bug') return Promise.reject(new Error('a bug'));
    return told === 1 ? Promise.reject(new StoreError('redis-unreachable', 'x')) : Promise.resolve({ isTaken: true });
  };
  bot.use(banzhang({ handle, attach: (adapter) => adapter.start(handle, noDesk) }, { log }));
  bot.on('message:text', (context) => {
    own.push(context.message.text);
  });
  bot.catch((error) => {
    caught.push(error);
  });
  run(bot);
  server.say(lin, lin, 'A');
  server.say(lin, lin, 'bug');
  await server.waitFor(() => own.length === 1);
  expect(told).toBe(3);
  expect(own).toEqual(['bug']);
  expect(caught).toEqual([]);
  expect(log.lines).toEqual([expect.stringContaining('could not be recorded'), expect.stringContaining('a bug')]);
  expect(log.lines.join()).not.toContain(server.token);
});

test('a core that cannot be attached is tried again at the next update', async () => {
  const bot = createBot();
  const { core, attached } = createCore(() => true);
  let isBroken = true;
  const attach: PluginCore['attach'] = (adapter) => {
    if (isBroken) return Promise.reject(new Error('not yet'));
    return core.attach(adapter);
  };
  bot.use(banzhang({ ...core, attach }));
  run(bot);
  server.say(lin, lin, 'A');
  await server.waitFor(() => server.isPolled());
  isBroken = false;
  server.say(lin, lin, 'B');
  await server.waitFor(() => attached.length === 1);
});

test('in a private chat the bot’s own slash commands behind the plugin are answered by the bot alone', async () => {
  const redis = await testRedis();
  const core = createBanzhang({ redis: { urls: [redis.socketPath], isCluster: false } });
  const bot = createBot();
  bot.use(banzhang(core, { api: bot.api }));
  bot.command('weather', (context) => context.reply('sunny'));
  run(bot);
  server.say(lin.id, lin.id, '/weather');
  await server.waitForMessage(lin.id, /sunny/);
  server.say(lin.id, lin.id, '/checkin');
  await server.waitForMessage(lin.id, /打卡成功/);
  expect(server.botMessages(lin.id)).toHaveLength(2);
  expect(server.calls({ method: 'setMyCommands' })).toEqual([]);
  await core.stop();
});
