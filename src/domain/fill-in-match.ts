import { distance } from 'fastest-levenshtein';
import { normalise } from './normalise.ts';
import { findNumeralPrefix, parseNumeral } from './numerals.ts';

export type FillInMatch = 'exact' | 'near' | 'no';

const article = /^(?:the|an?) (?=.)/;
const thousands = /(?<=\d),(?=\d{3}(?!\d))/g;
const percentOf = /百分之(\d+(?:\.\d+)?)/g;
const numeralSign = /[〇零一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰仟万亿]/;
/** Marks go, but not those that change what a number or a name is: -5, 3.14, 1/2, 10:1, 80%, C#, 1 2. */
const marks = /((?<=\d)[./: ](?=\d)|(?<![\p{L}\p{N}])-(?=\d)|(?<=\d)%|(?<=[a-z])#)|[\p{P}\p{Z}]/gu;
const hasNumber = /[\d〇零一二三四五六七八九十百千两廿卅半壹贰叁肆伍陆柒捌玖拾佰仟万亿]/;
const loneLetter = /(?<![a-z])[a-z](?![a-z])/g;
const digitRuns = /-?\d+(?:[./:]\d+)*%?/g;
const latinRuns = /[a-z]+/g;
const letter = /\p{L}/gu;
const han = /\p{Script=Han}/u;

/**
 * Signs that turn an answer into another one when they are swapped, put in or left out; a slip of the thumb that hits
 * exactly these is rarer than a wrong answer.
 */
const telling = new Set(
  '不非无未没反可大小上下左右东西南北前后正负内外高低多少长短阴阳男女老新旧先增减升降加减乘除进出入买卖优劣强弱冷热甲乙丙丁',
);
const negation = /^(?:un|in|im|ir|il|non|dis|anti|de)/;

/** 二十三 → 23, 1,024 → 1024, wherever in the text a whole number is written. */
function withDigits(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const found = numeralSign.test(text.charAt(at)) ? findNumeralPrefix(text.slice(at)) : null;
    out += found === null ? text.charAt(at) : String(found.value);
    at += found?.length ?? 1;
  }
  return out.replace(percentOf, '$1%');
}

interface Comparable {
  readonly text: string;
  /** Single Latin letters that stand alone: the b of “vitamin b”. */
  readonly loneLetters: string;
  /** How many slips are forgiven in an answer of its length. */
  readonly forgiven: number;
}

/** None under 4 letters or 3 hanzi; digits do not count, they have to be right. */
function forgivenIn(plain: string): number {
  const length = plain.match(letter)?.length ?? 0;
  if (han.test(plain)) return length < 3 ? 0 : length < 8 ? 1 : 2;
  return length < 4 ? 0 : length < 8 ? 1 : length < 13 ? 2 : 3;
}

function comparableOf(answer: string): Comparable {
  const normal = normalise(answer).replaceAll('−', '-');
  const isNumeric = hasNumber.test(normal);
  const number = isNumeric && !/^-?0\d/.test(normal) ? parseNumeral(normal) : null;
  if (number !== null) return { text: String(number), loneLetters: '', forgiven: 0 };
  const bare = normal.replace(article, '');
  const plain = isNumeric ? withDigits(bare.replace(thousands, '')) : bare;
  const text = plain.replace(marks, '$1');
  return { text: text === '' ? plain : text, loneLetters: runs(plain, loneLetter), forgiven: forgivenIn(normal) };
}

function runs(text: string, pattern: RegExp): string {
  return (text.match(pattern) ?? []).join();
}

function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = Array.from(one).findIndex((sign, place) => sign !== other.charAt(place));
  const swapped = one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2);
  return at >= 0 && swapped === other;
}

function hasTellingSign(one: string, other: string): boolean {
  const left = Array.from(one).filter((sign) => !other.includes(sign));
  const right = Array.from(other).filter((sign) => !one.includes(sign));
  return [...left, ...right].some((sign) => telling.has(sign));
}

function isNegated(one: string, other: string): boolean {
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  return long.replace(negation, '') === short && long !== short;
}

function isNear(typed: Comparable, accepted: Comparable): boolean {
  const [one, other] = [typed.text, accepted.text];
  const limit = Math.min(typed.forgiven, accepted.forgiven);
  if (limit === 0 || Math.abs(one.length - other.length) > limit) return false;
  if (runs(one, digitRuns) !== runs(other, digitRuns) || typed.loneLetters !== accepted.loneLetters) return false;
  if (han.test(other) && runs(one, latinRuns) !== runs(other, latinRuns)) return false;
  if (isNegated(one, other) || hasTellingSign(one, other)) return false;
  return isSwap(one, other) || distance(one, other) <= limit;
}

/**
 * How a typed answer stands to the accepted ones. `exact`: the same but for width, case, script, punctuation, a leading
 * article and the way numbers are written; `near`: a slip or two in a long enough answer, digits always the same.
 */
export function matchesFillIn(typed: string, accepted: readonly string[]): FillInMatch {
  const answer = comparableOf(typed);
  if (answer.text === '') return 'no';
  const wanted = accepted.map(comparableOf);
  if (wanted.some(({ text }) => text === answer.text)) return 'exact';
  return wanted.some((one) => isNear(answer, one)) ? 'near' : 'no';
}
