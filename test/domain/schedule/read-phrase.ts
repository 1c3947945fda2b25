import { localDateOf, minuteOfDay } from '../../../src/domain/calendar.ts';
import type { TimeZone } from '../../../src/domain/local-date.ts';
import { clockText, type Schedule } from '../../../src/domain/schedule.ts';
import { parseSchedulePhrase } from '../../../src/domain/schedule-phrase.ts';

export const zone = 'Asia/Shanghai' as TimeZone;
/** A Saturday, ten in the morning. */
export const nowMs = Date.parse('2026-11-21T10:00:00+08:00');

function spelled(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'once':
      return `once ${localDateOf(schedule.atMs, zone)} ${clockText(minuteOfDay(schedule.atMs, zone))}`;
    case 'cron':
      return `cron ${schedule.expression}`;
    case 'daily':
    case 'workdays':
      return `${schedule.kind} ${schedule.minutes.map(clockText).join()}`;
    case 'weekly':
      return `weekly ${schedule.weekdays.join()} ${schedule.minutes.map(clockText).join()}`;
    case 'monthly':
      return `monthly ${schedule.days.join()} ${schedule.minutes.map(clockText).join()}`;
  }
}

/** The outcome in one line, `schedule | rest` where it is understood. */
export function read(text: string): string {
  const parse = parseSchedulePhrase(text, { nowMs, zone });
  switch (parse.kind) {
    case 'understood':
      return parse.rest === '' ? spelled(parse.schedule) : `${spelled(parse.schedule)} | ${parse.rest}`;
    case 'too-often':
      return `too often, ${String(parse.everyMinutes)}`;
    default:
      return parse.kind;
  }
}
