import { bulkGapMs, isSlow, type SpreadPace } from '../domain/spread.ts';

/** Whether a delivery may take up a worker now, or after how long it makes sense to come again. */
export type Turn =
  | { readonly isNow: true; /** To be called once, when the delivery is over. */ leave(): void }
  | { readonly isNow: false; readonly waitMs: number };

/** Spreads the deliveries of slow accounts, so that those that wait for a slot take no worker from fast accounts. */
export interface SpreadTurns {
  /** `hasWaited`: it was told a time before and comes at that time. */
  take(account: string, pace: SpreadPace, hasWaited: boolean): Turn;
}

/** Deliveries of a slow account in hand: enough that the next one is there when a slot is. */
const inHandMax = 2;
/** Those that come when they were told to may wait in place. */
const expectedInHandMax = 4;
/** They are told a little less than it takes on average, so that there is always one. */
const hasteShare = 0.95;

/** For an account that is fast, or not here. */
export const anyTime: Turn = { isNow: true, leave: () => undefined };

export function createSpreadTurns(clock: () => number): SpreadTurns {
  const inHand = new Map<string, number>();
  const promisedUntilMs = new Map<string, number>();
  return {
    take(account, pace, hasWaited) {
      if (!isSlow(pace)) return anyTime;
      const count = inHand.get(account) ?? 0;
      const gapMs = bulkGapMs(pace);
      const nowMs = clock();
      if (count < (hasWaited ? expectedInHandMax : inHandMax)) {
        inHand.set(account, count + 1);
        return { isNow: true, leave: () => void inHand.set(account, (inHand.get(account) ?? 1) - 1) };
      }
      // It keeps its place among those that come later: they were told their times already.
      if (hasWaited) return { isNow: false, waitMs: Math.ceil(inHandMax * gapMs) };
      const atMs = Math.max(nowMs, promisedUntilMs.get(account) ?? 0) + gapMs * hasteShare;
      promisedUntilMs.set(account, atMs);
      return { isNow: false, waitMs: Math.ceil(atMs - nowMs) };
    },
  };
}
