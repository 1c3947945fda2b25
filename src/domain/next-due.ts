import { dayNumber, dayOfMonth, instantOf, localDateOf, localDateOfDayNumber, weekdayOfDayNumber } from './calendar.ts';
import { nextCronAtMs } from './cron.ts';
import type { LocalDate, TimeZone } from './local-date.ts';
import type { Schedule } from './schedule.ts';
import { isWorkday } from './workdays.ts';

/** The longest wait of a valid schedule is for a 31st, two months; with some days to spare. */
const daysLookedAt = 66;

/**
 * The first instant strictly after `afterMs` at which the schedule is due on the clocks of the zone, or null if there
 * is none. A time that clocks skip is due at the first instant after the gap, a time that comes twice the first time only.
 */
export function nextDueAtMs(schedule: Schedule, afterMs: number, zone: TimeZone): number | null {
  if (schedule.kind === 'once') return schedule.atMs > afterMs ? schedule.atMs : null;
  if (schedule.kind === 'cron') return nextCronAtMs(schedule.expression, afterMs, zone);
  const firstDay = dayNumber(localDateOf(afterMs, zone));
  for (let day = firstDay; day < firstDay + daysLookedAt; day++) {
    const on = localDateOfDayNumber(day);
    if (!isDueOn(schedule, on, day)) continue;
    for (const minute of schedule.minutes) {
      const atMs = instantOf(on, minute, zone);
      if (atMs > afterMs) return atMs;
    }
  }
  return null;
}

/** Up to three next instants strictly after `nowMs`, as shown when a schedule is made. */
export function nextThreeAtMs(schedule: Schedule, nowMs: number, zone: TimeZone): number[] {
  const times: number[] = [];
  for (let afterMs: number | null = nowMs; times.length < 3;) {
    afterMs = nextDueAtMs(schedule, afterMs, zone);
    if (afterMs === null) break;
    times.push(afterMs);
  }
  return times;
}

function isDueOn(schedule: Exclude<Schedule, { kind: 'once' | 'cron' }>, on: LocalDate, day: number): boolean {
  switch (schedule.kind) {
    case 'daily':
      return true;
    case 'workdays':
      return isWorkday(on);
    case 'weekly':
      return schedule.weekdays.includes(weekdayOfDayNumber(day));
    case 'monthly':
      return schedule.days.includes(dayOfMonth(on));
  }
}
