import type { CoreLog } from '../commands/core/core-log.ts';
import type { Batch } from './batch.ts';
import { addressKey, type Recipient } from './recipient.ts';
import { restBetweenChangesMs, type Standing, type StandingMessages } from './standing-messages.ts';

/** Changes of standing messages before they join their chat's line: the latest of a slot wins, with a rest between two. */
export interface Resting {
  post(recipient: Recipient, standing: Standing): void;
  /** A new message takes over the slot: what waits for the old one goes before it, and nothing is added to it. */
  handOver(recipient: Recipient, slot: string): void;
  /** Ends all rests. */
  wakeAll(): void;
  isEmpty(): boolean;
}

export interface RestingParts {
  readonly standing: Pick<StandingMessages, 'restMs'>;
  readonly log: CoreLog;
  sleep(ms: number): Promise<void>;
  push(batch: Batch): void;
  /** The board waits still, and the process ends. */
  onLeft(recipient: Recipient, slot: string): void;
}

export function createResting(parts: RestingParts): Resting {
  /** Per slot, the change that a later one may still replace. */
  const replaceable = new Map<string, Batch>();
  const asleep = new Set<Batch>();
  const keyOf = ({ chatId, to }: Recipient, slot: string): string => `${chatId ?? addressKey(to)} ${slot}`;
  const wake = (batch: Batch): void => {
    if (asleep.delete(batch)) parts.push(batch);
  };
  return {
    post(recipient, standing) {
      const key = keyOf(recipient, standing.slot);
      const waiting = replaceable.get(key);
      if (waiting?.isStarted === false) {
        waiting.calls = [standing];
        return;
      }
      const batch: Batch = {
        recipient,
        calls: [standing],
        isStarted: false,
        urgency: 'direct',
        done(outcome) {
          if (replaceable.get(key) === batch) replaceable.delete(key);
          if (outcome.kind === 'sent') return;
          if (outcome.kind === 'later') {
            parts.onLeft(recipient, standing.slot);
            return;
          }
          parts.log.warn(
            { outcome: outcome.kind, chat: recipient.chatId, ...recipient.origin, slot: standing.slot },
            'a board was not shown',
          );
        },
      };
      replaceable.set(key, batch);
      asleep.add(batch);
      const isUnderWay = waiting !== undefined;
      const restMs = isUnderWay ? restBetweenChangesMs : parts.standing.restMs(recipient, standing.slot);
      if (restMs === 0) wake(batch);
      else
        void parts.sleep(restMs).then(() => {
          wake(batch);
        });
    },
    handOver(recipient, slot) {
      const key = keyOf(recipient, slot);
      const waiting = replaceable.get(key);
      if (waiting === undefined) return;
      replaceable.delete(key);
      wake(waiting);
    },
    wakeAll() {
      for (const batch of [...asleep]) wake(batch);
    },
    isEmpty: () => asleep.size === 0,
  };
}
