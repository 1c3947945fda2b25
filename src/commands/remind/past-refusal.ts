import { dayOfMonth, localDateFrom, localDateOf } from '../../domain/calendar.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { Refusal } from '../../errors.ts';

/** Refuses a time that is over; on a day that is over, with how the same day of the next year is written. */
export function pastRefusal(
  code: 'remind-past' | 'send-past',
  atMs: number,
  { nowMs, zone }: { readonly nowMs: number; readonly zone: TimeZone },
): Refusal {
  const at = { atMs, zone };
  const on = localDateOf(atMs, zone);
  const again = localDateFrom(Number(on.slice(0, 4)) + 1, Number(on.slice(5, 7)), dayOfMonth(on));
  const today = localDateOf(nowMs, zone);
  if (on >= today || again === null || again < today) return new Refusal(code, { at });
  return new Refusal('past-day', { at, day: again });
}
