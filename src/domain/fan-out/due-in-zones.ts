import { instantOf, localDateOf, minuteOfDay } from '../calendar.ts';
import type { TimeZone } from '../local-date.ts';

/** The instant at which the clocks of `to` show what those of `from` show at `atMs`, to the minute. */
export const sameWallTime = (atMs: number, from: TimeZone, to: TimeZone): number =>
  from === to ? atMs : instantOf(localDateOf(atMs, from), minuteOfDay(atMs, from), to);

/** The zone in which a time of day comes first; `otherwise` when there are none. */
export function firstZone(zones: Iterable<TimeZone>, atMs: number, otherwise: TimeZone): TimeZone {
  let first: TimeZone | null = null;
  let firstMs = Infinity;
  for (const zone of zones) {
    const dueAtMs = sameWallTime(atMs, otherwise, zone);
    if (dueAtMs >= firstMs) continue;
    [first, firstMs] = [zone, dueAtMs];
  }
  return first ?? otherwise;
}
