import { expect, onTestFinished } from 'vitest';
import { type Wechaty, WechatyBuilder } from 'wechaty';
import type { Adapter, OnEvent } from '../../../src/bots/adapter.ts';
import { createWechatAdapter } from '../../../src/bots/wechat/wechat-adapter.ts';
import type { WechatOptions } from '../../../src/bots/wechat/wechat-options.ts';
import type { Inbound, RollCallEvent, TextEvent } from '../../../src/commands/core/event.ts';
import { createMemoryDesk, type MemoryDesk } from '../../support/wechat/memory-desk.ts';
import { createWechatWorld, type WechatWorld, type WorldOptions } from '../../support/wechat/world.ts';
import { recordedLog, type RecordedLog } from '../telegram/recorded-log.ts';

export interface BringOptions {
  readonly world?: WorldOptions;
  readonly adapter?: Partial<WechatOptions>;
  readonly desk?: MemoryDesk;
  readonly onEvent?: OnEvent;
  /** False: the test starts the adapter, or the bot. */
  readonly isStarted?: boolean;
}

export interface Brought {
  readonly world: WechatWorld;
  readonly bot: Wechaty;
  readonly adapter: Adapter;
  readonly desk: MemoryDesk;
  readonly heard: readonly Inbound[];
  /** Who was told to be in the groups, apart from what was heard. */
  readonly rolls: readonly RollCallEvent[];
  readonly log: RecordedLog;
  start(): Promise<void>;
  /** The texts heard so far. */
  texts(): readonly TextEvent[];
}

const taken: OnEvent = () => Promise.resolve({ isTaken: true });

/** An adapter on a real wechaty bot in a small world, both started and logged in; all ends with the test. */
export async function bring(options: BringOptions = {}): Promise<Brought> {
  const { desk = createMemoryDesk(), onEvent = taken, isStarted = true } = options;
  const world = createWechatWorld(options.world);
  const bot = WechatyBuilder.build({ puppet: world.puppet });
  const log = recordedLog();
  const times = { betweenPartsMs: 5, arrivalMs: 50, beatMs: 30, retryMs: 30, ...options.adapter?.times };
  const adapter = createWechatAdapter({ bot, account: 'class', log, clock: Date.now, ...options.adapter, times });
  const heard: Inbound[] = [];
  const rolls: RollCallEvent[] = [];
  const start = (): Promise<void> =>
    adapter.start((event) => {
      if (event.kind === 'present') {
        rolls.push(event);
        return taken(event);
      }
      heard.push(event);
      return onEvent(event);
    }, desk);
  onTestFinished(async () => {
    // With the adapter its listener goes; what wechaty still has in hand then would end the process.
    bot.on('error', () => undefined);
    await adapter.stop();
    await bot.stop();
  });
  if (isStarted) {
    await bot.start();
    await start();
    if (options.world?.logsIn !== false) await expect.poll(() => adapter.state().isConnected).toBe(true);
  }
  const texts = () => heard.flatMap((event) => (event.kind === 'text' ? [event] : []));
  return { world, bot, adapter, desk, heard, rolls, log, start, texts };
}
