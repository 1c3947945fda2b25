import type { Inbox } from './inbox.ts';
import { updatesPerFetch } from './limits.ts';

/** A getUpdates call that is about to be made. */
export interface Fetch {
  readonly offset: number | null;
  readonly startedAtMs: number;
  /** Ends it early because somebody has begun to wait. */
  hurry(): void;
}

/** The same call as far as it proves that nothing older is left on the server. */
export interface Fetching {
  /** Somebody waits: the server shall answer at once. */
  readonly isHurried: boolean;
  /** To be called with the length of the answer after its updates have been put into the inbox. */
  end(updateCount: number): void;
  readonly fail: () => void;
}

/** Knows up to when everything has been handled, and brings that instant forward when somebody waits for it. */
export interface CatchUps {
  /** Somebody waits for the next fetch. */
  isAwaited(): boolean;
  begin(fetch: Fetch): Fetching;
  readonly caughtUpAtMs: () => number;
  /** Resolves when everything that happened before the call has been handled, or at `close`. */
  readonly catchUp: () => Promise<void>;
  /** Lets everybody go who waits, now or later. */
  readonly close: () => void;
}

/** Asked again so soon from the same offset, the server may hold updates back (tdlib/telegram-bot-api, Client.cpp). */
const holdingBackMs = 1000;

type Waiter = () => void;

export function createCatchUps(inbox: Pick<Inbox, 'settled'>): CatchUps {
  let caughtUpAtMs = 0;
  let isClosed = false;
  let waiters: readonly Waiter[] = [];
  let idle: Fetch | null = null;
  let previous: Fetch | null = null;

  const takeWaiters = (): readonly Waiter[] => {
    const taken = waiters;
    waiters = [];
    return taken;
  };

  const prove = async (startedAtMs: number, served: readonly Waiter[]): Promise<void> => {
    await inbox.settled();
    if (!isClosed) caughtUpAtMs = Math.max(caughtUpAtMs, startedAtMs);
    for (const done of served) done();
  };

  return {
    isAwaited: () => waiters.length > 0,
    begin(fetch) {
      const served = takeWaiters();
      const isAgain = previous?.offset === fetch.offset && fetch.startedAtMs - previous.startedAtMs < holdingBackMs;
      previous = fetch;
      idle = served.length === 0 ? fetch : null;
      const giveBack = (): void => {
        waiters = [...served, ...waiters];
        idle = null;
      };
      return {
        isHurried: served.length > 0,
        end(updateCount) {
          const isProof = updateCount === 0 || (updateCount < updatesPerFetch && !isAgain);
          if (!isProof) {
            giveBack();
            return;
          }
          idle = null;
          void prove(fetch.startedAtMs, served);
        },
        fail: giveBack,
      };
    },
    caughtUpAtMs: () => caughtUpAtMs,
    catchUp() {
      if (isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        waiters = [...waiters, resolve];
        idle?.hurry();
      });
    },
    close() {
      isClosed = true;
      for (const done of takeWaiters()) done();
    },
  };
}
