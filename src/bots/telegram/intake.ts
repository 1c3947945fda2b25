import type { Api } from 'grammy';
import type { CoreLog } from '../../commands/core/core-log.ts';
import { DeliveryError } from '../../errors.ts';
import type { AdapterState, OnEvent } from '../adapter.ts';
import { type Bot, withFreshSight } from './bot.ts';
import { decode } from './decode.ts';
import { deliveryErrorOf } from './errors.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { wantedUpdates } from './limits.ts';
import { createPoller } from './poll.ts';
import type { PollDelays } from './poll-delays.ts';
import { createWebhookCatchUps } from './webhook-catch-ups.ts';

/** The way on which updates come in, once it is open. */
export interface Intake {
  /** Where updates are put that are brought to us; null where they are fetched. */
  readonly inbox: Inbox | null;
  readonly state: () => AdapterState;
  readonly catchUp: () => Promise<void>;
  /** Takes no more, waits for what is in hand and confirms what was handled. */
  readonly close: () => Promise<void>;
}

/** Updates that are fetched. */
export interface Polling extends Intake {
  /** True while somebody else fetches them too. */
  readonly isContested: () => boolean;
  /** Ends at once, and confirms nothing: what is in hand comes again, to whoever fetches next. */
  readonly abandon: () => void;
}

export interface IntakeParts {
  readonly api: Api;
  readonly bot: Bot;
  readonly onEvent: OnEvent;
  readonly log: CoreLog;
  readonly clock: () => number;
}

/** Fetches the updates itself; takes a webhook away that another way of running the bot has left. */
export async function openPolling(parts: IntakeParts, delays: PollDelays): Promise<Polling> {
  await settingUp(parts.api.raw.deleteWebhook({}), 'deleteWebhook');
  const inbox = inboxOf(parts, delays.failureMs);
  const poller = createPoller({ api: parts.api, inbox, log: parts.log, delays, clock: parts.clock });
  poller.start();
  return {
    inbox: null,
    state() {
      const problem = poller.problem();
      const detail = problem ?? 'fetching updates';
      return { isConnected: problem === null, detail, caughtUpAtMs: poller.caughtUpAtMs() };
    },
    isContested: poller.isContested,
    catchUp: poller.catchUp,
    close: poller.stop,
    abandon: poller.abandon,
  };
}

/**
 * Has the updates sent to `url`, whichever of several processes is behind it. The webhook stays when we stop: Telegram
 * keeps what comes meanwhile. Set again, it keeps what is waiting.
 */
export async function openWebhook(
  parts: IntakeParts,
  { url, secret }: { readonly url: string; readonly secret: string },
): Promise<Intake> {
  // Never told again by us: Telegram sends again what was not answered with 200.
  const inbox = inboxOf(parts, []);
  const catchUps = createWebhookCatchUps({ api: parts.api, inbox, clock: parts.clock });
  const setting = { url, secret_token: secret, allowed_updates: [...wantedUpdates] };
  await settingUp(parts.api.raw.setWebhook(setting), 'setWebhook');
  return {
    inbox,
    state: () => ({ isConnected: true, detail: 'updates come by webhook', caughtUpAtMs: catchUps.caughtUpAtMs() }),
    catchUp: catchUps.catchUp,
    async close() {
      catchUps.close();
      inbox.close();
      await inbox.settled();
    },
  };
}

const inboxOf = ({ api, bot, onEvent, log, clock }: IntakeParts, retryDelaysMs: readonly number[]): Inbox =>
  createInbox({
    decode: (update) => decode(update, bot, clock()),
    onEvent: async (event) => onEvent(await withFreshSight(event, api)),
    log,
    retryDelaysMs,
  });

async function settingUp(call: Promise<unknown>, method: string): Promise<void> {
  try {
    await call;
  } catch (error) {
    const failure = deliveryErrorOf(error, method);
    if (failure.code === 'unauthorised') throw failure;
    throw new DeliveryError('unreachable', failure.message);
  }
}
