import type { Api } from 'grammy';
import type { CoreLog } from '../../commands/core/dispatch.ts';
import { DeliveryError } from '../../errors.ts';
import type { OnEvent } from '../adapter.ts';
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
  readonly inbox: Inbox;
  /** How they come. */
  readonly detail: string;
  /** What is in the way, null when nothing is. */
  readonly problem: () => string | null;
  readonly caughtUpAtMs: () => number;
  readonly catchUp: () => Promise<void>;
  /** Takes no more, waits for what is in hand and confirms what was handled. */
  readonly close: () => Promise<void>;
}

export interface IntakeParts {
  readonly api: Api;
  readonly bot: Bot;
  readonly onEvent: OnEvent;
  readonly log: CoreLog;
  readonly clock: () => number;
}

/** Fetches the updates itself; takes a webhook away that another way of running the bot has left. */
export async function openPolling(parts: IntakeParts, delays: PollDelays): Promise<Intake> {
  await settingUp(parts.api.raw.deleteWebhook({}), 'deleteWebhook');
  const inbox = inboxOf(parts, delays.failureMs);
  const poller = createPoller({ api: parts.api, inbox, log: parts.log, delays, clock: parts.clock });
  poller.start();
  return {
    inbox,
    detail: 'fetching updates',
    problem: poller.problem,
    caughtUpAtMs: poller.caughtUpAtMs,
    catchUp: poller.catchUp,
    close: poller.stop,
  };
}

/** Has the updates sent to `url`. The webhook stays when we stop: Telegram keeps what comes meanwhile. */
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
    detail: 'updates come by webhook',
    problem: () => null,
    caughtUpAtMs: catchUps.caughtUpAtMs,
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
