import { findEnglishNumber } from './english-numbers.ts';
import { findNumeralPrefix, type FoundNumeral } from './numerals.ts';
import { type AmountUnit, type Evidence, type Measure, measures } from './study-units.ts';

export type { AmountUnit } from './study-units.ts';

export interface FoundAmount {
  readonly amount: number;
  /** Null for a bare number. */
  readonly unit: AmountUnit | null;
  /** The whole of a fraction (5 in 3/5), else null. */
  readonly of: number | null;
  /** How many code units of the text it takes up. */
  readonly length: number;
  readonly evidence: Evidence;
}

const anHour = /^ (?:an )?hour(?![a-z])/;
const afterHours =
  /^(?:半| and a half(?![a-z])| ?[又零,]? ?(?:and )?(?<minutes>\d{1,2}|[一二三四五十廿卅]{1,3}) ?(?:分钟?|minutes?|mins?|m)?(?![a-z\d:.%/\u4e00-\u9fff]))/;
const whole = /^(?:分之| ?\/ ?| of | out of )/;
const percentOf = '百分之';
/** A bare number does not go on: no time, date, price, version, sum, nor a word. */
const notAfterNumber = /^(?:[\d.,:/-]*\d|[\w%°$¥€£\u4e00-\u9fff\u3400-\u4dbf+*=~^]| ?[:：] ?\d|[-–—])/;
/** 1080p is no reading. */
const videoHeights: readonly number[] = [360, 480, 720, 1080, 1440, 2160];

const mostMinutes = 1440;
const mostPieces = 10_000;

/** 3/5, 3 of 5, 五分之三. */
function readFraction(text: string, count: FoundNumeral): FoundAmount | null {
  const rest = text.slice(count.length);
  const link = whole.exec(rest)?.[0] ?? '';
  const other = link === '' ? null : findNumeralPrefix(rest.slice(link.length));
  if (other === null || !Number.isInteger(count.value) || !Number.isInteger(other.value)) return null;
  const length = count.length + link.length + other.length;
  const isHan = link === '分之';
  if (!isHan && notAfterNumber.test(text.slice(length))) return null;
  const [amount, of] = isHan ? [other.value, count.value] : [count.value, other.value];
  return { amount, unit: 'fraction', of, length, evidence: 'plain' };
}

/** What may follow the hours: 1小时半, 1h30, 一小时二十分, an hour and a half. */
function readAfterHours(rest: string): { readonly minutes: number; readonly length: number } {
  const match = afterHours.exec(rest);
  if (match === null) return { minutes: 0, length: 0 };
  const more = match.groups?.['minutes'];
  const found = more === undefined ? null : findNumeralPrefix(more);
  if (more !== undefined && found?.length !== more.length) return { minutes: 0, length: 0 };
  return { minutes: found?.value ?? 30, length: match[0].length };
}

function readMeasure(text: string, count: FoundNumeral, measure: Measure): FoundAmount | null {
  const match = measure.pattern.exec(text.slice(count.length));
  if (match === null || (match[0] === 'p' && videoHeights.includes(count.value))) return null;
  const { unit, size, evidence } = measure;
  const length = count.length + match[0].length;
  const more = size === 60 ? readAfterHours(text.slice(length)) : { minutes: 0, length: 0 };
  const pieces = match.groups?.['half'] === undefined ? count.value : count.value + 0.5;
  const isAbout = evidence === 'plain' && match.groups?.['about'] !== undefined;
  return {
    amount: Math.round((pieces * size + more.minutes) * 100) / 100,
    unit,
    of: null,
    length: length + more.length,
    evidence: isAbout ? 'loose' : evidence,
  };
}

function readMeasured(text: string, count: FoundNumeral): FoundAmount | null {
  for (const measure of measures) {
    const found = readMeasure(text, count, measure);
    if (found !== null) return found;
  }
  return null;
}

function readPercentOf(text: string): FoundAmount | null {
  const count = findNumeralPrefix(text.slice(percentOf.length));
  if (count === null) return null;
  const length = percentOf.length + count.length;
  return { amount: count.value, unit: 'percent', of: null, length, evidence: 'plain' };
}

/**
 * The amount a text starts with and the room it takes, or null: hours come back as minutes, a bare number only where
 * nothing is joined to it. The text has to be folded (lower case, simplified, half-width).
 */
export function findAmountPrefix(text: string): FoundAmount | null {
  if (text.startsWith(percentOf)) return readPercentOf(text);
  const numeral = findNumeralPrefix(text);
  const count = numeral ?? findEnglishNumber(text);
  if (count === null) return null;
  const rest = text.slice(count.length);
  const halfHour = numeral === null && count.value === 0.5 ? anHour.exec(rest)?.[0] : undefined;
  if (halfHour !== undefined) {
    return { amount: 30, unit: 'minutes', of: null, length: count.length + halfHour.length, evidence: 'plain' };
  }
  const measured = readFraction(text, count) ?? readMeasured(text, count);
  if (measured !== null || numeral === null || text.startsWith('半') || notAfterNumber.test(rest)) return measured;
  return { amount: count.value, unit: null, of: null, length: count.length, evidence: 'vague' };
}

/** True where the amount can be a day's work: above 0, at most 1,440 minutes, 10,000 pieces, 100 %, or its whole. */
export function isPlausibleAmount(amount: number, unit: AmountUnit | null, of: number | null): boolean {
  if (!(amount > 0)) return false;
  switch (unit) {
    case 'minutes':
      return amount <= mostMinutes;
    case 'percent':
      return amount <= 100;
    case 'fraction':
      return of !== null && amount <= of && of <= mostPieces;
    case 'pages':
    case 'items':
    case null:
      return amount <= mostPieces;
  }
}
