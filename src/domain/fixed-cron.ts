import type { Schedule } from './schedule.ts';

const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const timesMax = 12;

/**
 * The schedule that says the same as a five-field cron expression in capitals; null where none does: times that come
 * round by `*` or `/`, single months, days of the month and of the week together, and signs such as `L` and `#`.
 */
export function fixedCron(expression: string): Schedule | null {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = expression.split(' ');
  const minutesOfHour = numbersIn(minute);
  const hours = numbersIn(hour);
  if (minutesOfHour === null || hours === null || month !== '*') return null;
  const minutes = increasing(hours.flatMap((at) => minutesOfHour.map((past) => at * 60 + past)));
  if (minutes.length > timesMax) return null;
  if (day === '*' && weekday === '*') return { kind: 'daily', minutes };
  if (day === '*') {
    const weekdays = numbersIn(
      weekdayNames.reduce((text, name, index) => text.replaceAll(name, String(index)), weekday),
    );
    return weekdays === null ? null : { kind: 'weekly', weekdays: increasing(weekdays.map((at) => at || 7)), minutes };
  }
  const days = weekday === '*' ? numbersIn(day) : null;
  return days === null ? null : { kind: 'monthly', days: increasing(days), minutes };
}

/** The numbers of `5`, `1-5` and `1,3,5-7`. */
function numbersIn(field: string): readonly number[] | null {
  const lists = field.split(',').map((part) => {
    const [, from, to = from] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part) ?? [];
    const length = Number(to) - Number(from) + 1;
    return from === undefined || length < 1 ? null : Array.from({ length }, (_, index) => Number(from) + index);
  });
  const found = lists.filter((list) => list !== null);
  return found.length === lists.length ? found.flat() : null;
}

const increasing = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((first, second) => first - second);
