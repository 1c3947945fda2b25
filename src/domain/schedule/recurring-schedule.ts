import type { Schedule } from '../schedule.ts';
import type { Recurrence } from './recurrence-phrase.ts';

const minutesPerDay = 1_440;
/** The last day of the month after which every month has another one. */
const lastSafeDay = 27;

/**
 * The schedule of recurring days and times as said. Times beyond midnight (晚上12点, minute 1440) move to the day after;
 * null where no such schedule exists: workdays, the end of a month, or evening and day times mixed.
 */
export function recurringSchedule(recurrence: Recurrence, saidMinutes: readonly number[]): Schedule | null {
  const nightCount = saidMinutes.filter((minute) => minute >= minutesPerDay).length;
  const minutes = increasing(saidMinutes.map((minute) => minute % minutesPerDay));
  if (recurrence.kind === 'daily') return { kind: 'daily', minutes };
  if (nightCount > 0 && nightCount < saidMinutes.length) return null;
  const isNextDay = nightCount > 0;
  switch (recurrence.kind) {
    case 'workdays':
      return isNextDay ? null : { kind: 'workdays', minutes };
    case 'weekly': {
      const { weekdays } = recurrence;
      return {
        kind: 'weekly',
        weekdays: isNextDay ? increasing(weekdays.map((day) => (day % 7) + 1)) : weekdays,
        minutes,
      };
    }
    case 'monthly': {
      const { days } = recurrence;
      if (!isNextDay) return { kind: 'monthly', days, minutes };
      return days.some((day) => day > lastSafeDay)
        ? null
        : { kind: 'monthly', days: days.map((day) => day + 1), minutes };
    }
  }
}

/** The fewest minutes between two times of a schedule on one day, over midnight too where it is due every day; Infinity if it has one time. */
export function shortestGapMinutes(schedule: Schedule): number {
  if (schedule.kind === 'once' || schedule.kind === 'cron') return Number.POSITIVE_INFINITY;
  const { minutes } = schedule;
  const gaps = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
  const overnight = minutesPerDay + (minutes[0] ?? 0) - (minutes.at(-1) ?? 0);
  return Math.min(...gaps, schedule.kind === 'daily' && minutes.length > 1 ? overnight : Number.POSITIVE_INFINITY);
}

function increasing(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].toSorted((first, second) => first - second);
}
