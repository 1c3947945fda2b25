import { groupsAt, type Match, skip } from './scan.ts';
import { englishWordSource, numberSource, spokenNumber } from './spoken-number.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

const chineseHours = new RegExp(`(?:(${numberSource}|\\d{1,3}\\.\\d)\\s*个?(半)?|(半)个?)\\s*(?:小时|钟头)(半)?`, 'y');
const chineseMinutes = new RegExp(`\\s*零?(?:(${numberSource})\\s*(?:(分钟|分)|(刻钟)|(秒钟?))|(半)\\s*分钟)`, 'y');
const after = /\s*(?:之后|以后|过后|后)(?!天)/y;
const through = /\s*再?过\s*/y;
const inWord = /\s*in\s+/y;
const englishAmount = new RegExp(
  `(?:(half)(?:\\s+an?)?\\s+|(\\d{1,3}\\.\\d{1,2}|\\d{1,5})\\s*|(${englishWordSource})\\s+)(?:and\\s+(a\\s+half)\\s+)?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)(?![a-z])(\\s+and\\s+a\\s+half\\b)?`,
  'y',
);
const englishAnd = /\s*(?:,|and\b)?\s*/y;
const later = /\s+(?:later|from now)\b/y;

/** How long from now in milliseconds, where a folded phrase says `半小时后`, `两个半小时后` or `in 1h 30m`. */
export function durationAt(phrase: string, at: number): Match<number> | null {
  return chineseDuration(phrase, at) ?? englishDuration(phrase, at);
}

function chineseDuration(phrase: string, at: number): Match<number> | null {
  const start = skip(through, phrase, at);
  const hours = groupsAt(chineseHours, phrase, start);
  const afterHours = start + (hours?.[0].length ?? 0);
  const hoursMs = hours === null ? 0 : hoursOf(hours) * hourMs;
  const minutes = groupsAt(chineseMinutes, phrase, afterHours);
  if (hours === null && minutes === null) return null;
  const minutesMs = minutes === null ? 0 : smallerUnitMs(minutes);
  const amountEnd = afterHours + (minutes?.[0].length ?? 0);
  const end = skip(after, phrase, amountEnd);
  const isSaidToBeLater = end > amountEnd || start > at;
  return isSaidToBeLater && !Number.isNaN(hoursMs + minutesMs) ? { value: hoursMs + minutesMs, end } : null;
}

function hoursOf(groups: RegExpExecArray): number {
  const whole = groups[1] ?? '0';
  const count = whole.includes('.') ? Number(whole) : (spokenNumber(whole) ?? Number.NaN);
  const halves = [groups[2], groups[3], groups[4]].filter((half) => half !== undefined).length;
  return halves > 1 ? Number.NaN : count + halves / 2;
}

function smallerUnitMs(groups: RegExpExecArray): number {
  if (groups[5] !== undefined) return minuteMs / 2;
  const count = spokenNumber(groups[1] ?? '') ?? Number.NaN;
  if (groups[2] !== undefined) return count * minuteMs;
  return count * (groups[3] === undefined ? secondMs : 15 * minuteMs);
}

function englishDuration(phrase: string, at: number): Match<number> | null {
  const start = skip(inWord, phrase, at);
  const first = groupsAt(englishAmount, phrase, start);
  if (first === null) return null;
  const firstEnd = start + first[0].length;
  const secondStart = skip(englishAnd, phrase, firstEnd);
  const second = groupsAt(englishAmount, phrase, secondStart);
  const amountEnd = second === null ? firstEnd : secondStart + second[0].length;
  const end = skip(later, phrase, amountEnd);
  if (start === at && end === amountEnd) return null;
  return { value: amountMs(first) + (second === null ? 0 : amountMs(second)), end };
}

function amountMs(groups: RegExpExecArray): number {
  const number = groups[2] ?? groups[3] ?? '0';
  const whole = number.includes('.') ? Number(number) : (spokenNumber(number) ?? 0);
  const halves = [groups[1], groups[4], groups[6]].filter((half) => half !== undefined).length;
  const unit = (groups[5] ?? '').charAt(0);
  const unitMs = unit === 's' ? secondMs : unit === 'm' ? minuteMs : hourMs;
  return Math.round((whole + halves / 2) * unitMs);
}
