import type { Slot } from '../../src/store/pace.ts';

/** The instant that was booked; throws when none was. */
export const booked = (slot: Slot): number => {
  if (!slot.isBooked) throw new Error(`nothing booked, ask again at ${String(slot.retryAtMs)}`);
  return slot.atMs;
};

/** The largest number of instants that lie within any `windowMs`. */
export function worstWindow(instants: readonly number[], windowMs: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from) => sorted.filter((at) => at >= from && at - from < windowMs).length));
}
