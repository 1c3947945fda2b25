import { addDays, instantOf, localDateOf, minuteOfDay, startOfDayAtMs } from '../calendar.ts';
import { fixedCron } from '../fixed-cron.ts';
import type { LocalDate, TimeZone } from '../local-date.ts';
import { nextDueAtMs } from '../next-due.ts';
import type { Schedule } from '../schedule.ts';
import type { WorkCalendar } from '../workdays.ts';
import { offsetWindowAt } from '../zone-offset.ts';
import type { EventStart } from './write-calendar.ts';

/** Where and from when a schedule is written out. */
export interface ScheduleFrame {
  readonly zone: TimeZone;
  /** Nothing before this day is written. */
  readonly fromOn: LocalDate;
  /** Nothing up to this instant either: when the schedule was made, where that is known. */
  readonly afterMs?: number | undefined;
  /** By which workdays go. */
  readonly workdays: WorkCalendar;
  /** True where workdays are Monday to Friday without `daysOff`, which a rule can say. */
  readonly isPlain: boolean;
  readonly daysOff: ReadonlySet<LocalDate>;
}

/** One event of a schedule; a schedule may need several. */
export interface ScheduleEvent {
  /** Tells the events of a schedule apart and stays the same. */
  readonly part: string;
  readonly start: EventStart;
  readonly rule: string | null;
  readonly exceptOn: readonly LocalDate[];
}

/** What is written out one by one: a year, and no more than a calendar program likes. */
const daysAhead = 366;
const eventsMax = 500;
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The events that come due exactly when the schedule does: a rule a time of day where that can say it, else each for a year. */
export function scheduleEvents(given: Schedule, frame: ScheduleFrame): readonly ScheduleEvent[] {
  const schedule = given.kind === 'cron' ? (fixedCron(given.expression) ?? given) : given;
  if (schedule.kind === 'once') {
    return [{ part: 'once', start: { kind: 'instant', atMs: schedule.atMs }, rule: null, exceptOn: [] }];
  }
  const rule = ruleOf(schedule, frame);
  if (rule === null || schedule.kind === 'cron') return oneByOne(schedule, frame);
  return schedule.minutes.flatMap((minute) => {
    const single: Schedule = { ...schedule, minutes: [minute] };
    return isSkippedSometime(single, minute, frame) ? oneByOne(single, frame) : recurring(single, minute, rule, frame);
  });
}

function ruleOf(schedule: Schedule, { isPlain }: ScheduleFrame): string | null {
  switch (schedule.kind) {
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${schedule.weekdays.map((weekday) => weekdayNames[weekday - 1] ?? '').join(',')}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYMONTHDAY=${schedule.days.join(',')}`;
    case 'workdays':
      return isPlain ? 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' : null;
    case 'cron':
    case 'once':
      return null;
  }
}

function recurring(schedule: Schedule, minute: number, rule: string, frame: ScheduleFrame): readonly ScheduleEvent[] {
  const atMs = firstAtMs(schedule, frame);
  if (atMs === null) return [];
  const on = localDateOf(atMs, frame.zone);
  const isWorkdays = schedule.kind === 'workdays';
  const exceptOn = isWorkdays ? [...frame.daysOff].filter((off) => off > on).toSorted() : [];
  return [{ part: String(minute), start: { kind: 'wall', on, minute }, rule, exceptOn }];
}

function oneByOne(schedule: Schedule, frame: ScheduleFrame): readonly ScheduleEvent[] {
  const events: ScheduleEvent[] = [];
  const endMs = startOfDayAtMs(addDays(frame.fromOn, daysAhead), frame.zone);
  let atMs = firstAtMs(schedule, frame);
  while (atMs !== null && atMs < endMs && events.length < eventsMax) {
    const part = `${localDateOf(atMs, frame.zone)}-${String(minuteOfDay(atMs, frame.zone))}`;
    events.push({ part, start: { kind: 'instant', atMs }, rule: null, exceptOn: [] });
    atMs = nextDueAtMs(schedule, atMs, frame.zone, frame.workdays);
  }
  return events;
}

const firstAtMs = (schedule: Schedule, { fromOn, afterMs = -Infinity, zone, workdays }: ScheduleFrame): number | null =>
  nextDueAtMs(schedule, Math.max(startOfDayAtMs(fromOn, zone) - 1, afterMs), zone, workdays);

/**
 * Whether clocks skip the minute on one of the schedule's days within the year: we come at the end of the gap then, a
 * rule would come an hour later or not at all.
 */
function isSkippedSometime(schedule: Schedule, minute: number, frame: ScheduleFrame): boolean {
  const { zone, fromOn, workdays } = frame;
  const endMs = startOfDayAtMs(addDays(fromOn, daysAhead), zone);
  for (let atMs = startOfDayAtMs(fromOn, zone); atMs < endMs;) {
    atMs = offsetWindowAt(atMs, zone).untilMs;
    const on = localDateOf(atMs, zone);
    const dueAtMs = instantOf(on, minute, zone);
    const isSkipped = minuteOfDay(dueAtMs, zone) !== minute;
    if (isSkipped && nextDueAtMs(schedule, startOfDayAtMs(on, zone) - 1, zone, workdays) === dueAtMs) return true;
  }
  return false;
}
