import type { Address } from '../commands/core/event.ts';
import type { DeliveringOutbox } from './outbox.ts';
import { anyTime } from './spread-turns.ts';

/** Whether an account can send now: not at all for a while, or only through another process. */
export type AccountStand = 'here' | 'away' | 'elsewhere';

/** Another process may take it up at once; this one must only not be faster all the time. */
const elsewhereMs = 500;

/**
 * An outbox that puts deliveries off while their account cannot send: hundreds of them neither call the platform nor take
 * places in the account's pace from those who wait for an answer.
 */
export function putOffWhileAway(
  { deliver, turn }: Pick<DeliveringOutbox, 'deliver' | 'turn'>,
  standOf: (address: Address) => AccountStand,
): Pick<DeliveringOutbox, 'deliver' | 'turn'> {
  return {
    turn: (address, hasWaited) => (standOf(address) === 'here' ? turn(address, hasWaited) : anyTime),
    deliver(destination, replies, sentCount, manner) {
      switch (standOf(destination.to)) {
        case 'here':
          return deliver(destination, replies, sentCount, manner);
        case 'away':
          return Promise.resolve({ kind: 'unreachable', sentCount });
        case 'elsewhere':
          return Promise.resolve({ kind: 'later', waitMs: elsewhereMs, sentCount });
      }
    },
  };
}
