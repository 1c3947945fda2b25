import { addDays, daysBetween, localDateFrom, weekdayOf } from '../calendar.ts';
import type { LocalDate } from '../local-date.ts';
import { foldInPlace } from '../normalise.ts';
import { parseNumeral } from '../numerals.ts';
import type { DayContext } from './draft-plan.ts';

/** A day at the beginning of a text and the room it takes; `on` is null for one that the calendar does not have. */
export interface FoundDay {
  readonly on: LocalDate | null;
  readonly length: number;
}

type DayRule = readonly [RegExp, (parts: readonly string[], context: DayContext) => LocalDate | null];

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const weekdayNames = 'mon tue wed thu fri sat sun'.split(' ');
const hanNumber = '\\d{1,3}|[一二三四五六七八九十百零]{1,5}';
const maxDayNumber = 1_000;

/** All rules see folded text: lower case, simplified, half-width. */
const rules: readonly DayRule[] = [
  [/^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?: ?[日号])?/, ([year, of, day]) => dayOf(year, of, day)],
  [new RegExp(`^(${hanNumber}) ?月 ?(${hanNumber}) ?[日号]`), ([of, day], context) => nearDay(of, day, context)],
  [/^(\d{1,2})[-/](\d{1,2})/, ([of, day], context) => nearDay(of, day, context)],
  [
    new RegExp(`^${month} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`),
    ([name, day, year], context) => namedDay(name, day, year, context),
  ],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ${month}(?:,? (\\d{4}))?`),
    ([day, name, year], context) => namedDay(name, day, year, context),
  ],
  [/^(?:day|d) ?(\d{1,4})/, ([count], context) => countedDay(count, context)],
  [new RegExp(`^第 ?(${hanNumber}) ?[天日]`), ([count], context) => countedDay(count, context)],
  [/^(?:周|星期|礼拜)([一二三四五六日天])/, ([name = ''], context) => nextWeekday(hanWeekday(name), context)],
  [
    /^(mon|tues?|wed|thur?s?|fri|sat|sun)(?:[a-z]*day)?(?![a-z])/,
    ([name = ''], context) => nextWeekday(weekdayNames.indexOf(name.slice(0, 3)) + 1, context),
  ],
  [/^(?:今天|今日|today)/, (_parts, { today }) => today],
  [/^(?:明天|明日|tomorrow)/, (_parts, { today }) => addDays(today, 1)],
  [/^(?:后天)/, (_parts, { today }) => addDays(today, 2)],
];

/** The weekday that people write behind a date: `12月1日（周二）`. */
const weekdayNote = /^ ?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?/;
const clockNote = /^ \d{1,2}:\d{2}(?::\d{2})?$/;

/** The day a text begins with, or null when it begins with none. */
export function findDay(text: string, context: DayContext): FoundDay | null {
  const folded = foldInPlace(text.slice(0, 60));
  for (const [pattern, resolve] of rules) {
    const found = pattern.exec(folded);
    if (found === null || /^[a-z\d]/.test(folded.slice(found[0].length))) continue;
    const note = weekdayNote.exec(folded.slice(found[0].length))?.[0] ?? '';
    return { on: resolve(found.slice(1), context), length: found[0].length + note.length };
  }
  return null;
}

/** The day that the whole text is (a spreadsheet may add 0:00), or null. */
export function readDay(text: string, context: DayContext): LocalDate | null {
  const trimmed = text.trim();
  const found = findDay(trimmed, context);
  if (found === null) return null;
  const rest = trimmed.slice(found.length);
  return rest === '' || clockNote.test(rest) ? found.on : null;
}

function dayOf(year = '', of = '', day = ''): LocalDate | null {
  const on = localDateFrom(Number(year), Number(of), Number(day));
  return on !== null && on >= '2000-01-01' && on <= '2199-12-31' ? on : null;
}

/** The year is the one that brings the day nearest to the start: a plan made in December goes on into January. */
function nearDay(of = '', day = '', { start }: DayContext): LocalDate | null {
  const year = Number(start.slice(0, 4));
  const candidates = [year - 1, year, year + 1]
    .map((candidate) => localDateFrom(candidate, parseNumeral(of) ?? 0, parseNumeral(day) ?? 0))
    .filter((on) => on !== null);
  const distance = (on: LocalDate): number => Math.abs(daysBetween(start, on) - 120);
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function namedDay(name = '', day: string | undefined, year: string | undefined, context: DayContext): LocalDate | null {
  const of = String(monthNames.indexOf(name) + 1);
  return year === undefined ? nearDay(of, day, context) : dayOf(year, of, day);
}

function countedDay(count = '', { start }: DayContext): LocalDate | null {
  const number = parseNumeral(count) ?? 0;
  return Number.isInteger(number) && number >= 1 && number <= maxDayNumber ? addDays(start, number - 1) : null;
}

function hanWeekday(name: string): number {
  return name === '天' ? 7 : '一二三四五六日'.indexOf(name) + 1;
}

function nextWeekday(weekday: number, { start }: DayContext): LocalDate {
  return addDays(start, (weekday - weekdayOf(start) + 7) % 7);
}
