import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { CoreLog } from '../../commands/core/core-log.ts';
import { StoreError } from '../../errors.ts';
import type { Adapter, OnEvent } from '../adapter.ts';
import { botOf, withFreshSight } from './bot.ts';
import { cloneApi, identify } from './connect.ts';
import { decode } from './decode.ts';
import { createTelegramSide } from './telegram-side.ts';
import { createTurns } from './turns.ts';
import { waitMs } from './wait.ts';

/** An adapter whose updates are brought by somebody else's bot. */
export interface PluginAdapter extends Adapter {
  /** Whether the core took what the update tells; rejects with StoreError when it could not be recorded. */
  take(update: Update): Promise<boolean>;
}

/** The host's own loop will not bring an update again, and a webhook of grammY's waits 10 s. */
const retryDelaysMs = [300, 900, 2700] as const;

/** An adapter that sends by calls like the host's own; rejects with DeliveryError when Telegram cannot be asked. */
export async function createPluginAdapter(hostApi: Api, log: CoreLog, clock: () => number): Promise<PluginAdapter> {
  const api = cloneApi(hostApi);
  const bot = botOf(api, await identify(api, retryDelaysMs));
  const account = String(bot.id);
  const turns = createTurns();
  const inHand = new Map<Promise<boolean>, number>();
  let onEvent: OnEvent | null = null;
  const settled = async (): Promise<void> => {
    await Promise.allSettled(inHand.keys());
  };
  return {
    ...createTelegramSide(api, () => account),
    account,
    isGuest: true,
    start(told) {
      onEvent = told;
      return Promise.resolve();
    },
    async stop() {
      onEvent = null;
      await settled();
    },
    state: () => ({
      isConnected: onEvent !== null,
      detail: onEvent === null ? 'not running' : 'updates come through the bot',
      caughtUpAtMs: Math.min(...inHand.values(), clock()),
    }),
    catchUp: settled,
    async take(update) {
      const event = decode(update, bot, clock());
      const told = onEvent;
      if (event === null || told === null) return false;
      const work = turns.take(event, async () => tell(await withFreshSight(event, api), told, log));
      inHand.set(work, clock());
      try {
        return await work;
      } finally {
        inHand.delete(work);
      }
    },
  };
}

async function tell(event: Parameters<OnEvent>[0], onEvent: OnEvent, log: CoreLog): Promise<boolean> {
  for (const delayMs of retryDelaysMs) {
    try {
      return (await onEvent(event)).isTaken;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ error, event: event.id }, 'telegram: an event could not be recorded');
      await waitMs(delayMs);
    }
  }
  return (await onEvent(event)).isTaken;
}
