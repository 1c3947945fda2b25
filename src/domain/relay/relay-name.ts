import { findAmountPrefix } from '../amount.ts';
import { foldInPlace, withoutInvisible } from '../normalise.ts';

/** One who may stand on a relay. */
export interface RelayMember {
  readonly seat: number;
  readonly name: string;
}

/** A line taken apart. `seats` has several where several members bear the name, none where nobody does. */
export interface NamedLine {
  readonly seats: readonly number[];
  readonly name: string;
  readonly rest: string;
}

const nameEnd = /^(?:[\s,，.。:：;；、|/～~_()（）【】[\]<>《》「」—–\-－+＋✅✔☑✓√]|\p{Extended_Pictographic}|$)/u;
const studyNext = /^(?:老师|同学|同志|已|打卡|签到|完成|今[天日]|学|自学|阅?读|背|听|看|做|练|复习|done)/u;
/** Names such as 一支部-林小满 are said in part. */
const segmentGap = /(?:[-_—–－·•|/\s()（）【】[\]@＠]|\p{Extended_Pictographic})+/u;
const firstWord = /^[^\s:：,，;；]+/u;
const nameMaxCharacters = 24;
/** A name nobody is known by ends where the amount or the story begins. */
const strangerEnd = /[\s:：,，;；、—–\-－(（【[+＋✅✔☑✓√]|\d|\p{Extended_Pictographic}|(?:已|打卡|签到|完成)/u;

const oneself = /^(?:我|本人|自己|me|myself)$/;

const tidy = (text: string): string => withoutInvisible(text).replace(/\s+/gu, ' ').trim();

/** Takes lines of a relay apart for one group; whole names first and the longest of them, then parts of names. */
export function createLineReader(members: readonly RelayMember[]): (words: string) => NamedLine {
  const known = members
    .map(({ seat, name }) => ({ seat, folded: foldInPlace(tidy(name)) }))
    .filter(({ folded }) => folded !== '');
  const segments = segmentsOf(known);
  return (words) => {
    const line = tidy(words).replace(/^[@＠]\s*/u, '');
    const folded = foldInPlace(line);
    for (const fits of [endsThere, numberFollows, studyFollows]) {
      const found = longest(folded, known, fits);
      if (found !== null) return named(line, found.length, found.seats);
    }
    return inParts(line, segments) ?? stranger(line);
  };
}

interface Known {
  readonly seat: number;
  readonly folded: string;
}

type Fits = (rest: string, name: string) => boolean;
const endsThere: Fits = (rest) => nameEnd.test(rest);
const numberFollows: Fits = (rest, name) =>
  /^\d/.test(rest) || (name.length > 1 && (findAmountPrefix(rest)?.unit ?? null) !== null);
const studyFollows: Fits = (rest, name) => name.length > 1 && studyNext.test(rest);

function longest(folded: string, known: readonly Known[], fits: Fits) {
  let length = 0;
  let seats: number[] = [];
  for (const { seat, folded: name } of known) {
    if (name.length < length || !folded.startsWith(name) || !fits(folded.slice(name.length), name)) continue;
    if (name.length > length) seats = [];
    length = name.length;
    seats.push(seat);
  }
  return length === 0 ? null : { length, seats };
}

const named = (line: string, length: number, seats: readonly number[]): NamedLine => ({
  seats,
  name: line.slice(0, length),
  rest: line.slice(length),
});

/** Part of a name → who bears it, the whole name among the parts. */
function segmentsOf(known: readonly Known[]): ReadonlyMap<string, ReadonlySet<number>> {
  const segments = new Map<string, Set<number>>();
  for (const { seat, folded } of known) {
    const parts = folded.split(segmentGap);
    for (const part of [folded, parts.join(''), ...parts]) {
      if (part.length < 2 || /^\d+$/.test(part)) continue;
      segments.set(part, (segments.get(part) ?? new Set()).add(seat));
    }
  }
  return segments;
}

/** 林小满 for “一支部-林小满” and the other way round, where only one member can be meant. */
function inParts(line: string, segments: ReadonlyMap<string, ReadonlySet<number>>): NamedLine | null {
  const word = firstWord.exec(line)?.[0] ?? '';
  for (const part of word.split(segmentGap)) {
    const seats = part.length < 2 ? undefined : segments.get(foldInPlace(part));
    if (seats?.size === 1) return named(line, line.indexOf(part) + part.length, [...seats]);
  }
  return null;
}

/** A line without a name goes by its own words, so that it is never taken for another one. */
function stranger(line: string): NamedLine {
  const folded = foldInPlace(line);
  const end = studyNext.test(folded) ? 0 : (strangerEnd.exec(folded)?.index ?? line.length);
  const isNameless = end === 0 || oneself.test(folded.slice(0, end));
  const name = Array.from(isNameless ? line : line.slice(0, end))
    .slice(0, nameMaxCharacters)
    .join('')
    .trim();
  return { seats: [], name, rest: end === 0 ? line : line.slice(end) };
}
