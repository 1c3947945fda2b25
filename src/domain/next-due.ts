import { dayNumber, dayOfMonth, instantOf, localDateOf, localDateOfDayNumber, weekdayOfDayNumber } from './calendar.ts';
import { nextCronAtMs } from './cron.ts';
import type { LocalDate, TimeZone } from './local-date.ts';
import type { Schedule } from './schedule.ts';
import { publishedWorkdays, type WorkCalendar } from './workdays.ts';

/** The longest wait of a valid schedule is for a 31st, two months; with some days to spare. A chat may have a summer off. */
const daysLookedAt = 66;
const workdaysLookedAt = 400;

/**
 * The first instant strictly after `afterMs` at which the schedule is due on the clocks of the zone, or null if there
 * is none. A time that clocks skip is due at the first instant after the gap, a time that comes twice the first time only.
 */
export function nextDueAtMs(
  schedule: Schedule,
  afterMs: number,
  zone: TimeZone,
  workdays: WorkCalendar = publishedWorkdays,
): number | null {
  if (schedule.kind === 'once') return schedule.atMs > afterMs ? schedule.atMs : null;
  if (schedule.kind === 'cron') return nextCronAtMs(schedule.expression, afterMs, zone);
  const firstDay = dayNumber(localDateOf(afterMs, zone));
  const lastDay = firstDay + (schedule.kind === 'workdays' ? workdaysLookedAt : daysLookedAt);
  for (let day = firstDay; day < lastDay; day++) {
    const on = localDateOfDayNumber(day);
    if (schedule.kind === 'workdays' ? !workdays.isWorkday(on) : !isDueOn(schedule, on, day)) continue;
    for (const minute of schedule.minutes) {
      const atMs = instantOf(on, minute, zone);
      if (atMs > afterMs) return atMs;
    }
  }
  return null;
}

/** Up to three next instants strictly after `nowMs`, as shown when a schedule is made. */
export function nextThreeAtMs(
  schedule: Schedule,
  nowMs: number,
  zone: TimeZone,
  workdays: WorkCalendar = publishedWorkdays,
): number[] {
  const times: number[] = [];
  for (let afterMs: number | null = nowMs; times.length < 3;) {
    afterMs = nextDueAtMs(schedule, afterMs, zone, workdays);
    if (afterMs === null) break;
    times.push(afterMs);
  }
  return times;
}

type CalendarFree = Exclude<Schedule, { kind: 'once' | 'cron' | 'workdays' }>;

function isDueOn(schedule: CalendarFree, on: LocalDate, day: number): boolean {
  switch (schedule.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return schedule.weekdays.includes(weekdayOfDayNumber(day));
    case 'monthly':
      return schedule.days.includes(dayOfMonth(on));
  }
}
