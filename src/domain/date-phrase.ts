import { addDays, dayOfMonth, localDateFrom, weekdayOf, weekStart } from './calendar.ts';
import type { LocalDate } from './local-date.ts';
import { type NamedDay, namedDayAt } from './schedule/day-phrase.ts';
import { foldPhrase, restAfter } from './schedule/fold-phrase.ts';
import { type Lean, nearestDay } from './schedule/resolve-day.ts';
import { groupsAt, type Match, skip } from './schedule/scan.ts';
import { englishNumberSource, numberSource, spokenNumber } from './schedule/spoken-number.ts';

/** Today in the chat's zone and, for a day without its month or year, whether the speaker looks back (default) or ahead. */
export interface DateContext {
  readonly today: LocalDate;
  /** A day without its year is the nearest one of `past` and `future` alike; the next one of `coming`. */
  readonly lean?: Lean;
}

/** One day named at the beginning of a text, and the text after it as typed and trimmed. */
export interface DatePhrase {
  readonly on: LocalDate;
  readonly rest: string;
}

/** The days `from`–`to`, both included, named at the beginning of a text, and the text after them as typed and trimmed. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rest: string;
}

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const lead = /\s*(?:从|from\s+)?\s*/y;
const joint = /\s*(?:到|至|-|~|(?:to|until|till|through)\b)\s*/y;
const endWord = /\s*(?:为止|止)/y;
const dayCount = new RegExp(
  `\\s*(?:起|开始)?\\s*(?:请假|请|连续|for\\s+)?\\s*(${numberSource}|${englishNumberSource})\\s*(?:天|日(?!\\d)|days?\\b)(?!后|之后|以后|前)`,
  'y',
);
const startWord = /\s*(?:from|starting)\s+/y;
const wholeWeek = /(上|这个?|本|下)个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|(last|this|next)\s+week\b/y;
const bareDay = /(\d{1,2})(?:st|nd|rd|th)?\s*[日号]?(?!\d|\s*(?:天|days?\b))/y;

/** The day that a text begins with, in any locale's words; null if it begins with none or with one that does not exist. */
export function parseDatePhrase(text: string, context: DateContext): DatePhrase | null {
  const phrase = foldPhrase(text);
  const match = dayAt(phrase, skip(lead, phrase, 0), context);
  return match === null ? null : { on: match.value, rest: restAfter(text, match.end) };
}

/**
 * The days that a text begins with: `11-20 到 11-22`, `20号到22号`, `明天到后天`, `3天` (from today on), `next week`,
 * or one day alone. Null if it begins with none or the last day is before the first.
 */
export function parseDateRange(text: string, context: DateContext): DateRange | null {
  const phrase = foldPhrase(text);
  const start = skip(lead, phrase, 0);
  const match =
    weekAt(phrase, start, context.today) ?? countAt(phrase, start, context) ?? spanAt(phrase, start, context);
  return match === null ? null : { ...match.value, rest: restAfter(text, match.end) };
}

function dayAt(phrase: string, at: number, context: DateContext): Match<LocalDate> | null {
  const match = namedDayAt(phrase, at, context.today);
  const on = match === null ? null : nearestDay(match.value, context.today, context.lean ?? 'past');
  return match === null || on === null ? null : { value: on, end: match.end };
}

/** The named week from Monday to Sunday; of this week what is left of it. */
function weekAt(phrase: string, at: number, today: LocalDate): Match<Days> | null {
  const groups = groupsAt(wholeWeek, phrase, at);
  if (groups === null) return null;
  const word = groups[1] ?? groups[2] ?? '';
  const step = word === '下' || word === 'next' ? 7 : word === '上' || word === 'last' ? -7 : 0;
  const monday = addDays(weekStart(today), step);
  return { value: { from: step === 0 ? today : monday, to: addDays(monday, 6) }, end: at + groups[0].length };
}

/** Days counted from today, or from a day named after them (`3 days from tomorrow`). */
function countAt(phrase: string, at: number, context: DateContext): Match<Days> | null {
  const counted = dayCountAt(phrase, at);
  if (counted === null) return null;
  const joined = groupsAt(startWord, phrase, counted.end);
  const first = joined === null ? null : dayAt(phrase, counted.end + joined[0].length, context);
  const from = first?.value ?? context.today;
  return { value: { from, to: addDays(from, counted.value - 1) }, end: first?.end ?? counted.end };
}

function dayCountAt(phrase: string, at: number): Match<number> | null {
  const groups = groupsAt(dayCount, phrase, at);
  const count = groups === null ? null : spokenNumber(groups[1] ?? '');
  return groups === null || count === null || count < 1 ? null : { value: count, end: at + groups[0].length };
}

function spanAt(phrase: string, at: number, context: DateContext): Match<Days> | null {
  const first = dayAt(phrase, at, context);
  if (first === null) return null;
  const from = first.value;
  const counted = dayCountAt(phrase, first.end);
  if (counted !== null) return { value: { from, to: addDays(from, counted.value - 1) }, end: counted.end };
  const joined = groupsAt(joint, phrase, first.end);
  const last = joined === null ? null : lastDayAt(phrase, first.end + joined[0].length, from, context);
  if (last === null) return { value: { from, to: from }, end: first.end };
  return last.value < from ? null : { value: { from, to: last.value }, end: skip(endWord, phrase, last.end) };
}

/** The last day of a span; a weekday or a day of the month is the first one on or after the span's first day (20号到22号). */
function lastDayAt(phrase: string, at: number, from: LocalDate, context: DateContext): Match<LocalDate> | null {
  const match = namedDayAt(phrase, at, context.today);
  if (match !== null) {
    const on = afterFirst(match.value, from);
    return on === null ? null : { value: on, end: match.end };
  }
  const groups = groupsAt(bareDay, phrase, at);
  const day = Number(groups?.[1] ?? 0);
  const on = day > dayOfMonth(from) ? localDateFrom(Number(from.slice(0, 4)), Number(from.slice(5, 7)), day) : null;
  return groups === null || on === null ? null : { value: on, end: at + groups[0].length };
}

function afterFirst(named: NamedDay, from: LocalDate): LocalDate | null {
  switch (named.kind) {
    case 'day':
      return named.on;
    case 'weekday':
      return addDays(from, (named.weekday - weekdayOf(from) + 7) % 7);
    case 'day-of-month':
    case 'month-and-day':
      return nearestDay(named, from, 'future');
  }
}
