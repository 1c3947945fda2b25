import type { Update } from 'grammy/types';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Inbound } from '../../commands/core/event.ts';
import { StoreError } from '../../errors.ts';
import type { OnEvent } from '../adapter.ts';
import { createRecentIds } from './recent-ids.ts';
import { createTurns } from './turns.ts';
import { waitMs } from './wait.ts';

/** Updates that have arrived: each is handled once, in its turn, and again when the store could not record it. */
export interface Inbox {
  /** Resolves to true when the update has been handled, now or earlier; false when it must come again. */
  take(update: Update): Promise<boolean>;
  /** True for an update in hand or handled lately. */
  knows(updateId: number): boolean;
  /** Ids that have arrived and are not handled. */
  unconfirmed(): readonly number[];
  /** Resolves when everything that is in hand now has been handled or given back. */
  settled(): Promise<void>;
  /** Resolves when one more of those in hand has been handled or given back. */
  oneSettled(): Promise<void>;
  /** From now on nothing is tried again; what fails stays unconfirmed. */
  close(): void;
}

export interface InboxParts {
  readonly decode: (update: Update) => Inbound | null;
  readonly onEvent: OnEvent;
  readonly log: CoreLog;
  /** How long to wait before an event is told again, the last for all further times; empty: it is never told again. */
  readonly retryDelaysMs: readonly number[];
}

/** Handled ids kept against updates that come twice. */
const rememberedMax = 1000;
/** A script that fails on one event would hold up everything for ever; an unreachable store comes back. */
const replyErrorsMax = 8;

export function createInbox(parts: InboxParts): Inbox {
  const inHand = new Map<number, Promise<boolean>>();
  const givenBack = new Set<number>();
  const handled = createRecentIds(rememberedMax);
  const turns = createTurns();
  const closing = new AbortController();

  const settle = async (update: Update): Promise<boolean> => {
    const event = decoded(update, parts);
    const isHandled = event === null || (await turns.take(event, () => tell(event, parts, closing.signal)));
    inHand.delete(update.update_id);
    if (isHandled) handled.add(update.update_id);
    else givenBack.add(update.update_id);
    return isHandled;
  };

  return {
    take(update) {
      const id = update.update_id;
      if (handled.has(id)) return Promise.resolve(true);
      const known = inHand.get(id);
      if (known !== undefined) return known;
      givenBack.delete(id);
      // Begins after it was entered, so that work which ends at once is taken out again.
      const work = Promise.resolve(update).then(settle);
      inHand.set(id, work);
      return work;
    },
    knows: (id) => inHand.has(id) || handled.has(id),
    unconfirmed: () => [...inHand.keys(), ...givenBack],
    async settled() {
      await Promise.all(inHand.values());
    },
    async oneSettled() {
      await Promise.race(inHand.values());
    },
    close() {
      closing.abort();
    },
  };
}

/** An update that cannot be read must not come back for ever: it is logged and counts as noise. */
function decoded(update: Update, { decode, log }: InboxParts): Inbound | null {
  try {
    return decode(update);
  } catch (error) {
    log.error({ error, updateId: update.update_id }, 'telegram: an update could not be read');
    return null;
  }
}

/** True when the event was handled or never can be, false when it was given back for lack of the store. */
async function tell(
  event: Inbound,
  { onEvent, log, retryDelaysMs }: InboxParts,
  closed: AbortSignal,
): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    if (attempt > 0 && closed.aborted) return false;
    try {
      await onEvent(event);
      return true;
    } catch (error) {
      const isHopeless = !(error instanceof StoreError) || (error.code === 'redis-reply' && attempt >= replyErrorsMax);
      if (isHopeless) {
        log.error({ error, event: event.id }, 'telegram: an event was given up');
        return true;
      }
      const delayMs = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)];
      if (attempt === 0) log.warn({ error, event: event.id }, 'telegram: an event could not be recorded');
      if (delayMs === undefined) return false;
      await waitMs(delayMs, closed);
    }
  }
}
