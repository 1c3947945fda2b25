import type { CoreLog } from '../../commands/core/dispatch.ts';
import type { Adapter, AdapterState } from '../adapter.ts';
import { botOf } from './bot.ts';
import { createApi, identify } from './connect.ts';
import { type Intake, openPolling, openWebhook } from './intake.ts';
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
  /** Other waiting times than usual, for tests. */
  readonly delays?: Partial<PollDelays>;
}

export interface TelegramAdapter extends Adapter {
  /** Takes Telegram's requests; null when updates are fetched. */
  readonly webhook: WebhookHandler | null;
}

/** Somebody waits in front of a terminal; a server that is away for longer is said. */
const startTriesMax = 3;

/** A ready bot's adapter: long polling, or a webhook if one is given. */
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
    async start(onEvent) {
      const delays = { ...pollDelays, ...options.delays };
      const me = await identify(api, delays.failureMs.slice(0, startTriesMax));
      account = String(me.id);
      const { log, clock } = options;
      const parts = { api, bot: botOf(api, me), onEvent, log, clock };
      intake = await (webhook === undefined ? openPolling(parts, delays) : openWebhook(parts, webhook));
    },
    async stop() {
      const open = intake;
      intake = null;
      await open?.close();
    },
    state: () => stateOf(intake),
    catchUp: () => intake?.catchUp() ?? Promise.resolve(),
    webhook: webhook === undefined ? null : createWebhook(webhook.secret, () => intake?.inbox ?? null),
  };
}

function stateOf(intake: Intake | null): AdapterState {
  if (intake === null) return { isConnected: false, detail: 'not running', caughtUpAtMs: 0 };
  const problem = intake.problem();
  return { isConnected: problem === null, detail: problem ?? intake.detail, caughtUpAtMs: intake.caughtUpAtMs() };
}
