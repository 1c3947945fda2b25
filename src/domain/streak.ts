/** What one local day was for a member; the index is the stored two-bit value. */
export const dayStates = ['none', 'done', 'made-up', 'excused'] as const;
export type DayState = (typeof dayStates)[number];

/** Days in a row up to today, the longest such run ever, and all days recorded. */
export interface Streak {
  readonly current: number;
  readonly best: number;
  readonly total: number;
}

/**
 * The state of a day, `none` before the first and beyond the last stored one.
 * Two bits a day at bit offset 2n, most significant bit first, as Redis counts them
 * (https://redis.io/docs/latest/commands/bitfield/, type u2).
 */
export function readDayState(bits: Uint8Array, dayNumber: number): DayState {
  if (dayNumber < 0) return 'none';
  const byte = bits[Math.floor(dayNumber / 4)] ?? 0;
  const value = (byte >> (6 - 2 * (dayNumber % 4))) & 3;
  return dayStates[value] ?? 'none';
}

/** The same days with those that the whole chat has off excused, where nothing is recorded; reaching as far as they do. */
export function withDaysOff(bits: Uint8Array, daysOff: readonly number[]): Uint8Array {
  const lastDay = Math.max(-1, ...daysOff);
  const merged = new Uint8Array(Math.max(bits.length, Math.floor(lastDay / 4) + 1));
  merged.set(bits);
  for (const day of daysOff) {
    if (readDayState(merged, day) === 'none' && day >= 0)
      merged[day >> 2] = (merged[day >> 2] ?? 0) | (3 << (6 - 2 * (day % 4)));
  }
  return merged;
}

/**
 * The streak as of `todayNumber`: excused days neither break nor count, and today breaks nothing while it is still open.
 * O(days since day 0); later days are not looked at.
 */
export function streakOf(bits: Uint8Array, todayNumber: number): Streak {
  const lastDay = Math.min(todayNumber, bits.length * 4 - 1);
  let [run, best, total] = [0, 0, 0];
  for (let day = 0; day <= lastDay; day++) {
    const state = readDayState(bits, day);
    if (state === 'done' || state === 'made-up') {
      run++;
      total++;
      best = Math.max(best, run);
    } else if (state === 'none' && day !== todayNumber) {
      run = 0;
    }
  }
  // A day that the bits do not reach was missed, unless it is today.
  return { current: lastDay < todayNumber - 1 ? 0 : run, best, total };
}
