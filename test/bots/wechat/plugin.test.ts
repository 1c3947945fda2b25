import { describe, expect, onTestFinished, test } from 'vitest';
import { type Wechaty, WechatyBuilder } from 'wechaty';
import type { EventEmitter } from 'node:events';
import type { Adapter } from '../../../src/bots/adapter.ts';
import { BanzhangPlugin, type PluginCore } from '../../../src/bots/wechat/index.ts';
import type { Inbound } from '../../../src/commands/core/event.ts';
import { createMemoryDesk } from '../../support/wechat/memory-desk.ts';
import { createWechatWorld } from '../../support/wechat/world.ts';

const events = ['error', 'heartbeat', 'login', 'logout', 'message', 'ready', 'room-join', 'room-leave', 'scan'];

/** How many listen to each event of the bot and of its puppet. */
const counts = (bot: Wechaty): readonly number[] =>
  [bot, bot.puppet].flatMap((one) => events.map((event) => (one as unknown as EventEmitter).listenerCount(event)));

/** A core that keeps what it is told and whom it has. */
function createCore(desk = createMemoryDesk()) {
  const heard: Inbound[] = [];
  const adapters = new Set<Adapter>();
  const handle: PluginCore['handle'] = (event) => {
    heard.push(event);
    return Promise.resolve({ isTaken: true });
  };
  const core: PluginCore = {
    handle,
    async attach(adapter) {
      adapters.add(adapter);
      await adapter.start(handle, desk);
    },
    async detach(adapter) {
      adapters.delete(adapter);
      await adapter.stop();
    },
  };
  const texts = () => heard.flatMap((event) => (event.kind === 'text' ? [event.text] : []));
  return { core, desk, heard, adapters, texts };
}

function createBot(name?: string) {
  const world = createWechatWorld();
  const lin = world.addPerson('林小满', { isFriend: true });
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [] });
  const bot = WechatyBuilder.build({ puppet: world.puppet, ...(name === undefined ? {} : { name }) });
  onTestFinished(async () => {
    bot.on('error', () => undefined);
    await bot.stop();
  });
  return { world, lin, group, bot };
}

describe('the plugin', () => {
  test('works from before the start on, as a guest under the name of the bot', async () => {
    const { world, lin, group, bot } = createBot();
    const { core, adapters, texts } = createCore();
    bot.use(BanzhangPlugin(core));
    const [adapter] = adapters;
    expect([adapter?.account, adapter?.isGuest, adapter?.state().isConnected]).toEqual([bot.name(), true, false]);
    await bot.start();
    await expect.poll(() => adapter?.state().isConnected).toBe(true);
    world.say(lin, group, '打卡');
    await expect.poll(texts).toEqual(['打卡']);
  });

  test('works in a bot that is long logged in', async () => {
    const { world, lin, group, bot } = createBot();
    await bot.start();
    await expect.poll(() => bot.isLoggedIn).toBe(true);
    const { core, adapters, texts } = createCore();
    bot.use(BanzhangPlugin(core, { account: '三班' }));
    await expect.poll(() => [...adapters][0]?.state().isConnected).toBe(true);
    expect([...adapters][0]?.account).toBe('三班');
    world.say(lin, group, '打卡');
    await expect.poll(texts).toEqual(['打卡']);
  });

  test('is taken out with exactly its own listeners, twice without harm, and can be put in again', async () => {
    const { world, lin, group, bot } = createBot();
    const hosts: string[] = [];
    bot.on('message', (message) => void hosts.push(message.text()));
    bot.on('error', () => undefined);
    await bot.start();
    await expect.poll(() => bot.isLoggedIn).toBe(true);
    const before = counts(bot);
    const { core, desk, adapters, texts } = createCore();
    const uninstall = bot.use(BanzhangPlugin(core));
    expect(counts(bot)).not.toEqual(before);
    await expect.poll(() => [...adapters][0]?.state().isConnected).toBe(true);
    uninstall();
    expect(counts(bot)).toEqual(before);
    uninstall();
    await expect.poll(() => desk.held.size).toBe(0);
    world.say(lin, group, 'A');
    await expect.poll(() => hosts).toEqual(['A']);
    expect([texts(), adapters.size]).toEqual([[], 0]);
    bot.use(BanzhangPlugin(core));
    await expect.poll(() => [...adapters][0]?.state().isConnected).toBe(true);
    world.say(lin, group, 'B');
    await expect.poll(texts).toEqual(['B']);
    expect(hosts).toEqual(['A', 'B']);
  });

  test('of two processes lets one hear, and the other when that one has ended', async () => {
    const first = createBot();
    const second = createBot();
    const { core, desk, adapters, texts } = createCore();
    const other = createCore(desk);
    const uninstall = first.bot.use(BanzhangPlugin(core, { account: 'class' }));
    await first.bot.start();
    await expect.poll(() => [...adapters][0]?.state().isConnected).toBe(true);
    second.bot.use(BanzhangPlugin(other.core, { account: 'class' }));
    await second.bot.start();
    await expect.poll(() => [...other.adapters][0]?.state().trouble).toBe('served-elsewhere');
    first.world.say(first.lin, first.group, 'A');
    second.world.say(second.lin, second.group, 'A');
    await expect.poll(texts).toEqual(['A']);
    expect(other.texts()).toEqual([]);
    uninstall();
    await expect.poll(() => [...other.adapters][0]?.state().isConnected, { timeout: 5_000 }).toBe(true);
    second.world.say(second.lin, second.group, 'B');
    await expect.poll(other.texts).toEqual(['B']);
  });

  test('keeps a bot alive that listens to no errors, and through a core that fails', async () => {
    const { world, lin, group, bot } = createBot();
    const failures: unknown[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (fields: unknown) => void failures.push(fields),
    };
    const { core } = createCore();
    bot.use(BanzhangPlugin({ ...core, attach: () => Promise.reject(new Error('no store')) }, { log }));
    const { core: sound, texts } = createCore();
    bot.use(BanzhangPlugin(sound));
    await bot.start();
    await expect.poll(() => bot.isLoggedIn).toBe(true);
    world.retitle(group, '夜读小组', lin);
    (bot as unknown as EventEmitter).emit('error', new Error('dirty'));
    world.say(lin, group, '早');
    await expect.poll(texts).toEqual(['早']);
    expect(failures).toHaveLength(1);
  });
});
