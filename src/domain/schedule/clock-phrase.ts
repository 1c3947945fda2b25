import { groupsAt, type Match, skip } from './scan.ts';
import { numberSource, spokenNumber } from './spoken-number.ts';

type Period = 'small-hours' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** A time of day as it was said; an evening's midnight lies beyond the day, at 1440 minutes. */
export interface ClockTime {
  readonly minute: number;
  /** The part of the day that was named, which a next time without one takes over (下午3点和5点). */
  readonly period: Period | null;
  /** Only a word such as noon, too weak to be a schedule without a day. */
  readonly isBareWord: boolean;
}

const periodWords: Readonly<Record<string, Period>> = {
  凌晨: 'small-hours',
  清晨: 'morning',
  早晨: 'morning',
  早上: 'morning',
  早间: 'morning',
  上午: 'morning',
  早: 'morning',
  morning: 'morning',
  中午: 'noon',
  正午: 'noon',
  午间: 'noon',
  下午: 'afternoon',
  午后: 'afternoon',
  afternoon: 'afternoon',
  傍晚: 'evening',
  晚上: 'evening',
  晚间: 'evening',
  夜里: 'evening',
  夜间: 'evening',
  半夜: 'evening',
  深夜: 'evening',
  午夜: 'evening',
  晚: 'evening',
  evening: 'evening',
  night: 'evening',
  tonight: 'evening',
};

/** What follows a two-digit number that is an amount (8点20页) and not the minutes of 8点20. */
const measure =
  '\\s*(?:分钟|小时|公里|单词|[页个道题]|km\\b|k\\b|min|pages?\\b|words?\\b)|[篇章次遍条组套句段首字%:/-]|\\.?\\d|[一二三四五六七八九十百]';
/** One digit behind the hour that no unit follows (8点5 读书) may be five past or a slip for 8点50: asked again. */
const strayDigit = `\\d(?=\\s|$)(?!${measure})`;
/** A span (8:00-9:00, 8点到9点) or a limit (8点前) is not a moment. */
const spanOrLimit =
  /\s*(?:(?:[-~]|到|至|to\b|until\b|till\b)\s*(?:凌晨|早上|上午|中午|下午|晚上|早|晚)?\s*\d{1,2}\s*(?:[:点时]|[ap]m)|(?:[-~]|到|至)\s*[零一二两三四五六七八九十]+[点时]|之前|以前|前(?![往去台方端辈半期面来进线排]))/y;

const spaces = /\s*/y;
const atWord = /(?:at\b|@)\s*/y;
const periodPattern = new RegExp(
  `(${Object.keys(periodWords)
    .filter((word) => word.charCodeAt(0) > 0x7f)
    .join('|')})|(?:in the )?(morning|afternoon|evening|tonight|night)\\b`,
  'y',
);
const digital = /(\d{1,2}):(\d{2})(?::00)?(?![\d:])(?:\s*([ap])\.?m\b\.?)?/y;
const halfDay = /(\d{1,2})(?:[:.]([0-5]\d))?\s*([ap])\.?m\b\.?/y;
const chinese = new RegExp(
  `(${numberSource})\\s*(点|时)(?!点(?!名)|儿|${strayDigit})(?:钟|整|(半)(?!个?小时|个|天|年|月)|([一三])刻(?!钟)|\\s*(${numberSource})\\s*分(?!钟|享|组|别|钱|析)|(\\d{2}|零[一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?)(?!${measure}))?`,
  'y',
);
const bareHour =
  /(\d{1,2})(?![\d:.%/-]|\s*[ap]\.?m\b)(\s*o['’]?clock)?(?:\s+(in the morning|in the afternoon|in the evening|at night))?(?=$|[^\w])/y;
const bareWord = /(中午|正午|noon\b|midday\b)|(午夜|midnight\b)/y;
const suffix = /\s+(in the morning|in the afternoon|in the evening|at night)\b/y;

interface Spoken {
  readonly hour: number;
  readonly minute: number;
  readonly period: Period | null;
  readonly isBareWord?: boolean;
}

/** The time of day that begins at an index of a folded phrase; null if none does or it is the start of a span. */
export function clockTimeAt(phrase: string, at: number, inherited: ClockTime | null = null): Match<ClockTime> | null {
  const start = skip(atWord, phrase, skip(spaces, phrase, at));
  const word = groupsAt(periodPattern, phrase, start);
  const period = word === null ? null : (periodWords[word[1] ?? word[2] ?? ''] ?? null);
  const beforeAt = word === null ? start : skip(spaces, phrase, start + word[0].length);
  const afterAt = skip(atWord, phrase, beforeAt);
  const hasAt = afterAt > beforeAt || start > skip(spaces, phrase, at);
  const spoken = spokenTimeAt(phrase, afterAt, period, hasAt) ?? wordAt(phrase, start);
  if (spoken === null || groupsAt(spanOrLimit, phrase, spoken.end) !== null) return null;
  const { hour, minute, isBareWord = false } = spoken.value;
  const said = spoken.value.period;
  const total =
    said === null && inherited !== null ? afterInherited(hour, minute, inherited) : minuteOf(hour, minute, said);
  if (total === null) return null;
  return { value: { minute: total, period: said ?? inherited?.period ?? null, isBareWord }, end: spoken.end };
}

function spokenTimeAt(phrase: string, at: number, period: Period | null, hasAt: boolean): Match<Spoken> | null {
  const groups = groupsAt(halfDay, phrase, at) ?? groupsAt(digital, phrase, at);
  if (groups !== null) return withSuffix(phrase, at + groups[0].length, digitalTime(groups, period));
  const spelled = groupsAt(chinese, phrase, at);
  if (spelled !== null) return chineseTime(spelled, period, at + spelled[0].length);
  const bare = groupsAt(bareHour, phrase, at);
  if (bare === null || (!hasAt && bare[2] === undefined && bare[3] === undefined)) return null;
  const named = period ?? periodOfSuffix(bare[3]);
  const hour = Number(bare[1]);
  // “at 3” is as likely the afternoon as the night: better asked again than rung at three in the morning.
  if (named === null && hour < 7) return null;
  return { value: { hour, minute: 0, period: named }, end: at + bare[0].length };
}

function digitalTime(groups: RegExpExecArray, period: Period | null): Spoken {
  const [hour, minute] = [Number(groups[1]), Number(groups[2] ?? 0)];
  const half = groups[3];
  if (half === undefined) return { hour, minute, period };
  // 12 am is the day's first hour and 12 pm its noon; 13 am is nothing.
  const isReal = hour >= 1 && hour <= 12;
  return {
    hour: isReal ? (hour % 12) + (half === 'p' ? 12 : 0) : Number.NaN,
    minute,
    period: half === 'p' ? 'afternoon' : 'small-hours',
  };
}

function withSuffix(phrase: string, end: number, spoken: Spoken): Match<Spoken> {
  const found = spoken.period === null ? groupsAt(suffix, phrase, end) : null;
  if (found === null) return { value: spoken, end };
  return { value: { ...spoken, period: periodOfSuffix(found[1]) }, end: end + found[0].length };
}

function periodOfSuffix(words: string | undefined): Period | null {
  return words === undefined ? null : (periodWords[words.slice(words.lastIndexOf(' ') + 1)] ?? null);
}

function chineseTime(groups: RegExpExecArray, period: Period | null, end: number): Match<Spoken> | null {
  const hour = spokenNumber(groups[1] ?? '');
  const spelledMinute = groups[5] ?? groups[6];
  const quarter = groups[4] === undefined ? 0 : groups[4] === '一' ? 15 : 45;
  const minute = groups[3] !== undefined ? 30 : spelledMinute === undefined ? quarter : spokenNumber(spelledMinute);
  return hour === null || minute === null ? null : { value: { hour, minute, period }, end };
}

function wordAt(phrase: string, at: number): Match<Spoken> | null {
  const word = groupsAt(bareWord, phrase, at);
  if (word === null) return null;
  const value: Spoken = { hour: 12, minute: 0, period: word[1] === undefined ? 'evening' : 'noon', isBareWord: true };
  return { value, end: at + word[0].length };
}

/** Minutes from the start of the day, beyond 1440 for the night that follows it; null for hours no clock has. */
function minuteOf(hour: number, minute: number, period: Period | null): number | null {
  if (Number.isNaN(hour) || minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  if (hour === 24) return period === null || period === 'evening' ? 1_440 : null;
  const dayHour = period === null ? hour : hourIn(period, hour);
  return dayHour === null ? null : dayHour * 60 + minute;
}

function hourIn(period: Period, hour: number): number | null {
  switch (period) {
    case 'small-hours':
      return hour === 12 ? 0 : hour < 12 ? hour : null;
    case 'morning':
      return hour <= 12 ? hour : null;
    case 'noon':
      return hour >= 1 && hour <= 3 ? hour + 12 : hour >= 10 && hour <= 15 ? hour : null;
    case 'afternoon':
      return hour >= 1 && hour < 12 ? hour + 12 : hour >= 12 ? hour : null;
    case 'evening':
      // 晚上12点 and 晚上1点 are the night after the day named.
      if (hour === 12 || hour < 5) return (hour % 12) + 24;
      return hour < 12 ? hour + 12 : hour >= 16 ? hour : null;
  }
}

/** A later time of a list without a period of its own: in the period of the one before, else in the next half of the day. */
function afterInherited(hour: number, minute: number, inherited: ClockTime): number | null {
  const plain = minuteOf(hour, minute, null);
  if (inherited.period === null || hour > 12) return plain;
  const same = minuteOf(hour, minute, inherited.period);
  if (same !== null && same > inherited.minute) return same;
  const later = minuteOf(hour + 12, minute, null);
  return hour < 12 && later !== null && later > inherited.minute ? later : plain;
}
