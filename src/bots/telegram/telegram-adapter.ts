import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Adapter, AdapterState } from '../adapter.ts';
import type { LeaseTimes } from '../held-lease.ts';
import { botOf } from './bot.ts';
import { createApi, identify } from './connect.ts';
import { type Intake, openPolling, openWebhook } from './intake.ts';
import { leaseNameOf, openLedPolling, pollLeaseTimes } from './led-polling.ts';
import { pollDelays, type PollDelays } from './poll-delays.ts';
import { createTelegramSide } from './telegram-side.ts';
import { createWebhook, type WebhookHandler } from './webhook.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Another Bot API server than Telegram's own. */
  readonly apiRoot?: string;
  /** Updates come to this address instead of being fetched; the handler is to be put behind it. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly log: CoreLog;
  readonly clock: () => number;
  /** False: it only sends, and another process takes the updates. True when absent. */
  readonly hears?: boolean;
  /** Other waiting times than usual, for tests. */
  readonly delays?: Partial<PollDelays>;
  readonly leaseTimes?: LeaseTimes;
}

export interface TelegramAdapter extends Adapter {
  /** Takes Telegram's requests; null when updates are fetched. */
  readonly webhook: WebhookHandler | null;
}

/** Somebody waits in front of a terminal; a server that is away for longer is said. */
const startTriesMax = 3;

/**
 * A ready bot's adapter: a webhook if one is given, which any number of processes may serve, else long polling by one
 * process at a time.
 */
export function createTelegramAdapter(options: TelegramOptions): TelegramAdapter {
  const { token, webhook } = options;
  const api = createApi(token, options.apiRoot);
  let intake: Intake | null = null;
  // A token begins with the bot's id. https://core.telegram.org/bots/features#botfather
  let account = token.split(':', 1)[0] ?? '';
  return {
    ...createTelegramSide(api, () => account),
    get account() {
      return account;
    },
    async start(onEvent, { leases }) {
      const delays = { ...pollDelays, ...options.delays };
      const me = await identify(api, delays.failureMs.slice(0, startTriesMax));
      account = String(me.id);
      const { log, clock } = options;
      const parts = { api, bot: botOf(api, me), onEvent, log, clock };
      if (options.hears === false) intake = onlySending;
      else if (webhook !== undefined) intake = await openWebhook(parts, webhook);
      else {
        const [names, token, times] = [[leaseNameOf(me.id)], randomUUID(), options.leaseTimes ?? pollLeaseTimes];
        const lease = { leases, names, token, times, log, clock: () => performance.now() };
        intake = await openLedPolling({ lease, log, open: () => openPolling(parts, delays) });
      }
    },
    async stop() {
      const open = intake;
      intake = null;
      await open?.close();
    },
    state: () => intake?.state() ?? notRunning,
    catchUp: () => intake?.catchUp() ?? Promise.resolve(),
    webhook:
      webhook === undefined || options.hears === false
        ? null
        : createWebhook(webhook.secret, () => intake?.inbox ?? null),
  };
}

const onlySending: Intake = {
  inbox: null,
  state: () => ({
    isConnected: true,
    trouble: 'served-elsewhere',
    detail: 'sends only; another process takes the updates',
    caughtUpAtMs: 0,
  }),
  catchUp: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const notRunning: AdapterState = { isConnected: false, detail: 'not running', caughtUpAtMs: 0 };
