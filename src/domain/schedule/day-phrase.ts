import { addDays, addMonths, localDateFrom, weekStart } from '../calendar.ts';
import type { LocalDate } from '../local-date.ts';
import { groupsAt, longest, type Match, skip } from './scan.ts';
import { englishNumberSource, numberSource, spokenNumber } from './spoken-number.ts';
import { weekdayAt } from './weekday-phrase.ts';

/** A day as it was named; all but `day` leave open which one of several it is. */
export type NamedDay =
  | { readonly kind: 'day'; readonly on: LocalDate }
  | { readonly kind: 'month-and-day'; readonly month: number; readonly day: number }
  | { readonly kind: 'day-of-month'; readonly day: number }
  | { readonly kind: 'weekday'; readonly weekday: number };

const relativeDays: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
  'the day before yesterday': -2,
  yesterday: -1,
  today: 0,
  '': 0,
  tomorrow: 1,
  tmr: 1,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
};

const relative =
  /大[前后]天|[前昨今明后]天|[昨今明后]日|[昨今明](?=[早晚夜晨])|(?:the )?day after tomorrow\b|the day before yesterday\b|yesterday\b|today\b|(?=tonight\b|this (?:morning|afternoon|evening)\b)(?:this )?|tomorrow\b|tmr\b/y;
const fullDate =
  /([12]\d{3})(?:\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|([-/.])(\d{1,2})\4(\d{1,2}))(?!\d)(?:t(?=\d))?/y;
const chineseMonthDay = new RegExp(
  `(?:(今年|明年|去年)\\s*)?(${numberSource})\\s*月\\s*(?:份\\s*)?(${numberSource})\\s*[日号]?`,
  'y',
);
const shortMonthDay = /(\d{1,2})[-/](\d{1,2})(?![\d/.%:]|-\d{1,2}(?!\d*[-/.]))/y;
/** With a dot only where nothing makes it an amount (3.5小时). */
const dottedMonthDay = /(\d{1,2})\.(\d{1,2})(?=$|\s*[-~到至,]|\s+(?!小时|个|分|页|公里|k|h|min|km|p))/y;
const chineseDayOfMonth = new RegExp(
  `(?:(本月|这个?月|下个?月|上个?月)\\s*)?(${numberSource})\\s*[日号](?![线楼])`,
  'y',
);
const countedDays = new RegExp(
  `(?:再?过)?(${numberSource})\\s*(天|日|个?星期|周|个?礼拜|个月)(?:之后|以后|过后|后)`,
  'y',
);
const countedEnglish = new RegExp(
  `(?:in\\s+)(${englishNumberSource})\\s+(day|week|month)s?\\b|(${englishNumberSource})\\s+(day|week|month)s?\\s+(?:from now|later)\\b`,
  'y',
);
const weekOfDay = /(上上|上个?|这个?|本|下下|下个?)(?=周|星期|礼拜)|(last|this|next)\s+/y;
const months =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?\\b';
const englishYear = '(?:,?\\s*([12]\\d{3})\\b(?!:))?';
const englishDate = new RegExp(
  `(?:the\\s+)?(?:${months}\\s+(?:the\\s+)?${ordinal}|${ordinal}\\s+(?:of\\s+)?${months})(?!:|\\s*[ap]m\\b)${englishYear}`,
  'y',
);
const englishDayOfMonth = /(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b/y;
const lead = /\s*(?:在|于|on\s+)?/y;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Ten years of days; more would leave the years that a date can be written in. */
const farthestCount = 3_660;

type DayMatcher = (phrase: string, at: number, today: LocalDate) => Match<NamedDay> | null;

const matchers: readonly DayMatcher[] = [
  relativeDay,
  dateWithYear,
  monthAndDay,
  englishMonthAndDay,
  monthDay,
  countedDay,
  namedWeekday,
];

/** The single day that begins at an index of a folded phrase; null if none does or the calendar has no such day. */
export function namedDayAt(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const start = skip(lead, phrase, at);
  return longest(matchers.map((matcher) => matcher(phrase, start, today)));
}

function relativeDay(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const groups = groupsAt(relative, phrase, at);
  const days = groups === null ? undefined : relativeDays[groups[0].trim() === 'this' ? '' : groups[0]];
  return groups === null || days === undefined ? null : exactly(addDays(today, days), at + groups[0].length);
}

function dateWithYear(phrase: string, at: number): Match<NamedDay> | null {
  const groups = groupsAt(fullDate, phrase, at);
  if (groups === null) return null;
  const [year, month, day] = [groups[1], groups[2] ?? groups[5], groups[3] ?? groups[6]];
  return exactly(localDateFrom(Number(year), Number(month), Number(day)), at + groups[0].length);
}

function monthAndDay(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const chinese = groupsAt(chineseMonthDay, phrase, at);
  const groups = chinese ?? groupsAt(shortMonthDay, phrase, at) ?? groupsAt(dottedMonthDay, phrase, at);
  if (groups === null) return null;
  const end = at + groups[0].length;
  const [month, day] = (chinese === null ? [groups[1], groups[2]] : [groups[2], groups[3]]).map((text) =>
    spokenNumber(text ?? ''),
  );
  if (typeof month !== 'number' || typeof day !== 'number') return null;
  const yearStep = chinese?.[1] === undefined ? null : '去今明'.indexOf(chinese[1].charAt(0)) - 1;
  if (yearStep !== null) return exactly(localDateFrom(Number(today.slice(0, 4)) + yearStep, month, day), end);
  return inSomeYear(month, day, end);
}

function englishMonthAndDay(phrase: string, at: number): Match<NamedDay> | null {
  const groups = groupsAt(englishDate, phrase, at);
  if (groups === null) return null;
  const month = monthNames.indexOf((groups[1] ?? groups[4] ?? '').slice(0, 3)) + 1;
  const day = Number(groups[2] ?? groups[3]);
  const end = at + groups[0].length;
  return groups[5] === undefined
    ? inSomeYear(month, day, end)
    : exactly(localDateFrom(Number(groups[5]), month, day), end);
}

function monthDay(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const chinese = groupsAt(chineseDayOfMonth, phrase, at);
  const groups = chinese ?? groupsAt(englishDayOfMonth, phrase, at);
  if (groups === null) return null;
  const end = at + groups[0].length;
  const day = spokenNumber((chinese === null ? groups[1] : groups[2]) ?? '');
  if (day === null || day < 1 || day > 31) return null;
  const which = chinese?.[1];
  if (which === undefined) return { value: { kind: 'day-of-month', day }, end };
  const step = which.startsWith('下') ? 1 : which.startsWith('上') ? -1 : 0;
  const month = addMonths(today, step);
  return exactly(localDateFrom(Number(month.slice(0, 4)), Number(month.slice(5, 7)), day), end);
}

/** A day counted from today (`3天后`, `in 2 weeks`), which can stand without a time of day. */
export function countedDayAt(phrase: string, at: number, today: LocalDate): Match<LocalDate> | null {
  const match = countedDay(phrase, at, today);
  return match?.value.kind === 'day' ? { value: match.value.on, end: match.end } : null;
}

function countedDay(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const groups = groupsAt(countedDays, phrase, at) ?? groupsAt(countedEnglish, phrase, at);
  const count = groups === null ? null : spokenNumber(groups[1] ?? groups[3] ?? '');
  if (groups === null || count === null || count > farthestCount) return null;
  const unit = groups[2] ?? groups[4] ?? '';
  const end = at + groups[0].length;
  if (/月|month/.test(unit)) return exactly(addMonths(today, count), end);
  return exactly(addDays(today, count * (/周|星期|礼拜|week/.test(unit) ? 7 : 1)), end);
}

function namedWeekday(phrase: string, at: number, today: LocalDate): Match<NamedDay> | null {
  const week = groupsAt(weekOfDay, phrase, at);
  const weekday = weekdayAt(phrase, at + (week?.[0].length ?? 0));
  if (weekday === null) return null;
  if (week === null) return { value: { kind: 'weekday', weekday: weekday.value }, end: weekday.end };
  const word = week[1] ?? week[2] ?? '';
  const inThisWeek = addDays(weekStart(today), weekday.value - 1);
  if (word === 'last') return exactly(addDays(inThisWeek, inThisWeek < today ? 0 : -7), weekday.end);
  const steps = word === 'next' ? 1 : (word.match(/下/g)?.length ?? 0) - (word.match(/上/g)?.length ?? 0);
  return exactly(addDays(inThisWeek, 7 * steps), weekday.end);
}

function exactly(on: LocalDate | null, end: number): Match<NamedDay> | null {
  return on === null ? null : { value: { kind: 'day', on }, end };
}

/** A day of the year that at least leap years have. */
function inSomeYear(month: number, day: number, end: number): Match<NamedDay> | null {
  return localDateFrom(2024, month, day) === null ? null : { value: { kind: 'month-and-day', month, day }, end };
}
