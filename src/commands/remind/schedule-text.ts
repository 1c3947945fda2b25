import { describeSchedule, type Schedule } from '../../domain/schedule.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { type Text, text } from '../../i18n/text.ts';
import { type WorkdaysKind } from '../../domain/chat-workdays.ts';

const weekdayKeys = [
  'weekday-1',
  'weekday-2',
  'weekday-3',
  'weekday-4',
  'weekday-5',
  'weekday-6',
  'weekday-7',
] as const;

/** A schedule in words: what was understood, for people to check. `kind`: by which calendar workdays go. */
export function scheduleText(schedule: Schedule, zone: TimeZone, kind: WorkdaysKind): Text {
  const { form, times, weekdays = [], days = [], expression = '', atMs = 0 } = describeSchedule(schedule);
  const clock = { list: times };
  switch (form) {
    case 'once':
      return text('schedule-once', { at: { atMs, zone } });
    case 'daily':
      return text('schedule-daily', { times: clock });
    case 'workdays':
      return text(kind === 'china' ? 'schedule-workdays' : 'schedule-own-workdays', { times: clock });
    case 'weekly':
      if (weekdays.join() === '1,2,3,4,5') return text('schedule-weekdays', { times: clock });
      return text('schedule-weekly', { days: { list: weekdays.map(weekdayText) }, times: clock });
    case 'monthly':
      return text('schedule-monthly', { days: { list: days.map(String) }, times: clock });
    case 'cron':
      return cronText(expression);
  }
}

/** Even spaces in words; whoever types cron itself can read it. */
function cronText(expression: string): Text {
  const hours = /^0 (?:\*|\*\/(\d+)) \* \* \*$/.exec(expression);
  if (hours !== null) return text('schedule-hours', { count: Number(hours[1] ?? 1) });
  const minutes = /^\*\/(\d+) \* \* \* \*$/.exec(expression)?.[1];
  return minutes === undefined
    ? text('schedule-cron', { expression })
    : text('schedule-minutes', { count: Number(minutes) });
}

/** 1 for Monday to 7 for Sunday. */
function weekdayText(weekday: number): Text {
  return text(weekdayKeys[weekday - 1] ?? 'weekday-1');
}
