import { groupsAt, listAt, listSeparator, longest, type Match, skip } from './scan.ts';
import { numberSource, spokenNumber } from './spoken-number.ts';
import { weekdayListAt } from './weekday-phrase.ts';

/** On which days something comes back, before its times of day are known. */
export type Recurrence =
  | { readonly kind: 'daily' }
  | { readonly kind: 'workdays' }
  | { readonly kind: 'weekly'; readonly weekdays: readonly number[] }
  | { readonly kind: 'monthly'; readonly days: readonly number[] };

const daily =
  /每[天日]|天天|每(?=[早晚夜])|每个?(?=早上|早晨|晚上)|(?:every|each)\s+day\b|everyday\b|daily\b|every(?=\s+(?:morning|afternoon|evening|night)\b)/y;
const chineseWorkdays = /(?:每个?|逢|每逢)?\s*工作日/y;
const englishWeekdays =
  /(?:(?:every|each)\s+|on\s+)?(?:(week)|work|working\s+|business\s+)days?\b(\s+(?:except|but not|but)\s+(?:on\s+)?(?:public\s+|bank\s+)?holidays\b)?/y;
const weekends = /(?:每个?|逢|每逢)?\s*周末|(?:(?:every|each)\s+weekends?|(?:on\s+)?weekends)\b/y;
const everyWeek = /(?:每逢?个?|逢)(?=周|星期|礼拜)|(?:(?:every\s+week|weekly)\s+on|every|each|weekly)\s+/y;
const onWord = /on\s+/y;
const everyMonth = /每个?月的?\s*/y;
const chineseDay = new RegExp(`(${numberSource})(?:\\s*[日号](?![线楼]))?`, 'y');
const endsInDay = /[日号]$/;
const englishMonthly = /(?:every\s+month|each\s+month|monthly)(?:\s+on)?(?:\s+the)?\s+/y;
const englishDay = /(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b/y;
const englishLead = /(?:on\s+)?/y;
const ofTheMonth = /\s+of\s+(?:every|each|the)\s+month\b/y;

/** The recurring days that begin at an index of a folded phrase. */
export function recurrenceAt(phrase: string, at: number): Match<Recurrence> | null {
  return longest([
    fixed(daily, { kind: 'daily' }, phrase, at),
    fixed(chineseWorkdays, { kind: 'workdays' }, phrase, at),
    englishWorkweek(phrase, at),
    fixed(weekends, { kind: 'weekly', weekdays: [6, 7] }, phrase, at),
    weekly(phrase, at),
    chineseMonthly(phrase, at),
    monthlyInEnglish(phrase, at),
  ]);
}

function fixed(pattern: RegExp, value: Recurrence, phrase: string, at: number): Match<Recurrence> | null {
  const end = skip(pattern, phrase, at);
  return end === at ? null : { value, end };
}

function englishWorkweek(phrase: string, at: number): Match<Recurrence> | null {
  const groups = groupsAt(englishWeekdays, phrase, at);
  // “workday 8:00” without every or an s is no more a schedule than “day 8:00”.
  if (groups === null || !/^(?:every|each)|s$/.test(groups[0])) return null;
  const end = at + groups[0].length;
  // Weekdays are Monday to Friday whatever happens; workdays know holidays.
  const isPlain = groups[1] !== undefined && groups[2] === undefined;
  return { value: isPlain ? { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] } : { kind: 'workdays' }, end };
}

function weekly(phrase: string, at: number): Match<Recurrence> | null {
  const every = groupsAt(everyWeek, phrase, at);
  const start = at + (every?.[0].length ?? groupsAt(onWord, phrase, at)?.[0].length ?? 0);
  const list = weekdayListAt(phrase, start);
  // A single weekday that nothing says comes back is the next one only.
  if (list === null || (every === null && !list.value.isPlural)) return null;
  return { value: { kind: 'weekly', weekdays: list.value.weekdays }, end: list.end };
}

function chineseMonthly(phrase: string, at: number): Match<Recurrence> | null {
  const start = skip(everyMonth, phrase, at);
  if (start === at) return null;
  const list = listAt((index) => dayAt(chineseDay, phrase, index), listSeparator, phrase, start);
  return list === null || !endsInDay.test(phrase.slice(start, list.end)) ? null : monthlyOf(list);
}

function monthlyInEnglish(phrase: string, at: number): Match<Recurrence> | null {
  const afterMonthly = skip(englishMonthly, phrase, at);
  const start = afterMonthly === at ? skip(englishLead, phrase, at) : afterMonthly;
  const list = listAt((index) => dayAt(englishDay, phrase, index), listSeparator, phrase, start);
  if (list === null || afterMonthly > at) return list === null ? null : monthlyOf(list);
  const end = skip(ofTheMonth, phrase, list.end);
  return end === list.end ? null : monthlyOf({ value: list.value, end });
}

function dayAt(pattern: RegExp, phrase: string, at: number): Match<number> | null {
  const groups = groupsAt(pattern, phrase, at);
  const day = groups === null ? null : spokenNumber(groups[1] ?? '');
  return groups === null || day === null ? null : { value: day, end: at + groups[0].length };
}

function monthlyOf(list: Match<readonly number[]>): Match<Recurrence> | null {
  if (list.value.some((day) => day < 1 || day > 31)) return null;
  const days = [...new Set(list.value)].toSorted((first, second) => first - second);
  return { value: { kind: 'monthly', days }, end: list.end };
}
