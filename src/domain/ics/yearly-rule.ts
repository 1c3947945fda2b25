import { addMonths, addDays, dayOfMonth, localDateFrom, monthStart, weekdayOf } from '../calendar.ts';
import type { LocalDate } from '../local-date.ts';

/** Days that come back every year. https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10 */
export interface YearlyRule {
  readonly intervalYears: number;
  readonly count: number | null;
  readonly until: LocalDate | null;
  /** Empty: the month of the first day. */
  readonly months: readonly number[];
  /** Negative ones count from the end of the month. */
  readonly monthDays: readonly number[];
  /** `nth` 0: every such weekday of the month; negative: from its end. */
  readonly weekdays: readonly { readonly nth: number; readonly weekday: number }[];
}

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

/** The rule in `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`; null for one that is not yearly or that we cannot follow exactly. */
export function readYearlyRule(value: string): YearlyRule | null {
  const parts = new Map(value.toUpperCase().split(';').map(halves));
  if (parts.get('FREQ') !== 'YEARLY' || [...parts.keys()].some((name) => name !== '' && !known.has(name))) return null;
  const months = numbersIn(parts.get('BYMONTH'), 1, 12);
  const monthDays = numbersIn(parts.get('BYMONTHDAY'), -31, 31);
  const weekdays = weekdaysIn(parts.get('BYDAY'));
  const [intervalYears = 1] = numbersIn(parts.get('INTERVAL'), 1, 1_000) ?? [0];
  const [count = null] = numbersIn(parts.get('COUNT'), 1, 100_000) ?? [0];
  const until = parts.get('UNTIL');
  const untilOn = until === undefined ? null : dateIn(until);
  if (months === null || monthDays === null || weekdays === null || intervalYears === 0 || count === 0) return null;
  if (until !== undefined && untilOn === null) return null;
  // Without a month, weekdays count within the year; no calendar of holidays does that.
  if (weekdays.length > 0 && months.length === 0) return null;
  return { intervalYears, count, until: untilOn, months, monthDays, weekdays };
}

/** The days of the rule from `first`, which is always one, up to and with `last`, in order. */
export function yearlyDays(first: LocalDate, rule: YearlyRule, last: LocalDate): readonly LocalDate[] {
  const end = rule.until !== null && rule.until < last ? rule.until : last;
  const days: LocalDate[] = [first];
  const lastYear = Number(end.slice(0, 4));
  for (let year = Number(first.slice(0, 4)); year <= lastYear; year += rule.intervalYears) {
    days.push(...daysIn(year, first, rule).filter((on) => on > first && on <= end));
    if (rule.count !== null && days.length >= rule.count) return days.slice(0, rule.count);
  }
  return days;
}

function daysIn(year: number, first: LocalDate, { months, monthDays, weekdays }: YearlyRule): readonly LocalDate[] {
  const own = Number(first.slice(5, 7));
  if (monthDays.length === 0 && weekdays.length === 0) {
    const dates = (months.length === 0 ? [own] : months).map((month) => localDateFrom(year, month, dayOfMonth(first)));
    return dates.filter((on) => on !== null);
  }
  // BYMONTHDAY without BYMONTH means every month.
  const wanted = months.length === 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : months;
  return wanted.flatMap((month) => {
    const start = localDateFrom(year, month, 1) ?? first;
    const length = dayOfMonth(addDays(addMonths(monthStart(start), 1), -1));
    const all = Array.from({ length }, (_, index) => addDays(start, index));
    return all.filter((on) => fitsDay(on, length, monthDays) && fitsWeekday(on, length, weekdays));
  });
}

function fitsDay(on: LocalDate, length: number, monthDays: readonly number[]): boolean {
  const day = dayOfMonth(on);
  return monthDays.length === 0 || monthDays.includes(day) || monthDays.includes(day - length - 1);
}

function fitsWeekday(on: LocalDate, length: number, weekdays: YearlyRule['weekdays']): boolean {
  const day = dayOfMonth(on);
  const fromStart = Math.ceil(day / 7);
  const fromEnd = -Math.ceil((length - day + 1) / 7);
  const fits = ({ nth, weekday }: YearlyRule['weekdays'][number]): boolean =>
    weekdayOf(on) === weekday && (nth === 0 || nth === fromStart || nth === fromEnd);
  return weekdays.length === 0 || weekdays.some(fits);
}

const halves = (part: string): readonly [string, string] => {
  const [name = '', ...rest] = part.trim().split('=');
  return [name, rest.join('=')];
};

/** Null where a number is none or out of bounds; empty where nothing is given. */
function numbersIn(text: string | undefined, least: number, most: number): readonly number[] | null {
  if (text === undefined) return [];
  const numbers = text.split(',').map((part) => (/^[+-]?\d+$/.test(part) ? Number(part) : 0));
  return numbers.every((number) => number !== 0 && number >= least && number <= most)
    ? numbers.toSorted((a, b) => a - b)
    : null;
}

function weekdaysIn(text: string | undefined): YearlyRule['weekdays'] | null {
  if (text === undefined) return [];
  const days = text.split(',').map((part) => {
    const [, nth = '', name = ''] = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part) ?? [];
    return { nth: Number(nth), weekday: weekdayNames.indexOf(name) + 1 };
  });
  return days.every(({ weekday }) => weekday > 0) ? days : null;
}

/** The day of `20261225` or `20261225T000000Z`; null if it is none. */
export function dateIn(value: string): LocalDate | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(value.trim()) ?? [];
  return year === undefined ? null : localDateFrom(Number(year), Number(month), Number(day));
}
