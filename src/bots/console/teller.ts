import type { Inbound } from '../../commands/core/event.ts';
import { StoreError } from '../../errors.ts';
import type { OnEvent } from '../adapter.ts';

/** Tells the core what happens, each person's doings in order, and again for as long as the store is away. */
export interface Teller {
  /** Resolves to true when it is recorded, false when it was given up by `close`; rejects when it can never be. */
  tell(event: Inbound): Promise<boolean>;
  /** Nothing is told again from now on; resolves when nothing is in hand. */
  close(): Promise<void>;
}

const retryMs = 500;

export function createTeller(onEvent: OnEvent): Teller {
  const closing = new AbortController();
  const tails = new Map<string, Promise<boolean>>();
  return {
    tell(event) {
      const lane = 'sender' in event ? event.sender.id : '';
      const work = (): Promise<boolean> => tellUntilRecorded(event, onEvent, closing.signal);
      const turn = (tails.get(lane) ?? Promise.resolve(true)).then(work, work);
      tails.set(lane, turn);
      const leave = (): void => {
        if (tails.get(lane) === turn) tails.delete(lane);
      };
      turn.then(leave, leave);
      return turn;
    },
    async close() {
      closing.abort();
      await Promise.allSettled(tails.values());
    },
  };
}

async function tellUntilRecorded(event: Inbound, onEvent: OnEvent, closed: AbortSignal): Promise<boolean> {
  while (!closed.aborted) {
    try {
      await onEvent(event);
      return true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await pause(retryMs, closed);
    }
  }
  return false;
}

/** Resolves after `ms` or when `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
