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
/** 三班, 2024级, 财务科: many may stand under it. */
const unit = /^(?:[第\d一二三四五六七八九十]+.{0,3}|.{2,})[部组班队科室院系届级区村镇乡局处厂团]$/u;
const maybeName = /^(?!第|老师|同学|同志|已|打卡|签到|完成|今|学|自学|阅|读|背|听|看|做|练|复习)\p{Script=Han}{2,4}$/u;
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

/** A member's name taken apart. */
interface Segmented {
  readonly seat: number;
  /** The own name last, as far as that can be told: 林小满（朝阳） has it in front. */
  readonly parts: readonly string[];
  /** The spellings of the whole name. */
  readonly wholes: readonly string[];
}

/** Part of a name → who bears it, the whole name among the parts. What many may have in common tells nobody. */
function segmentsOf(known: readonly Known[]): ReadonlyMap<string, ReadonlySet<Segmented>> {
  const segments = new Map<string, Set<Segmented>>();
  for (const { seat, folded } of known) {
    const parts = folded.split(segmentGap).filter((part) => part !== '');
    const isOwnFirst = /[)）】\]]$/u.test(folded);
    const member = { seat, parts: isOwnFirst ? parts.toReversed() : parts, wholes: [folded, parts.join('')] };
    for (const part of [...member.wholes, ...parts]) {
      const isTelling = member.wholes.includes(part) || !unit.test(part);
      if (part.length < 2 || /^\d+$/.test(part) || !isTelling) continue;
      segments.set(part, (segments.get(part) ?? new Set()).add(member));
    }
  }
  return segments;
}

/** 林小满 for “一支部-林小满” and the other way round, where only one member can be meant. */
function inParts(line: string, segments: ReadonlyMap<string, ReadonlySet<Segmented>>): NamedLine | null {
  const word = firstWord.exec(line)?.[0] ?? '';
  const parts = word.split(segmentGap).filter((part) => part !== '');
  const before: string[] = [];
  for (const part of parts) {
    const folded = foldInPlace(part);
    const [only, ...others] = part.length < 2 ? [] : (segments.get(folded) ?? []);
    const end = line.indexOf(part) + part.length;
    if (only !== undefined && others.length === 0) {
      const beside = [...before, ...besideIn(only, folded, line.slice(end))];
      if (isMeant(only, folded, beside)) return named(line, end, [only.seat]);
    }
    before.push(folded);
  }
  return null;
}

/** What follows a part of a name; behind the own name, which mostly comes last, a word is free. */
function besideIn({ parts }: Segmented, part: string, after: string): readonly string[] {
  const isLast = parts.at(-1) === part && parts[0] !== part;
  const words = /^[\s)）】\]]/u.test(after) && isLast ? '' : foldInPlace(after);
  return [words.split(segmentGap).find((one) => one !== '') ?? ''];
}

/** False where another name stands beside a part that several may bear: 朝阳-张三 is not 朝阳-林小满. */
const isMeant = ({ parts, wholes }: Segmented, part: string, beside: readonly string[]): boolean =>
  wholes.includes(part) || beside.every((one) => parts.includes(one) || unit.test(one) || !maybeName.test(one));

/** A line without a name goes by its own words, so that it is never taken for another one. */
function stranger(line: string): NamedLine {
  const folded = foldInPlace(line);
  const end = studyNext.test(folded) ? 0 : strangerLength(folded);
  const isNameless = end === 0 || oneself.test(folded.slice(0, end));
  const name = Array.from(isNameless ? line : line.slice(0, end))
    .slice(0, nameMaxCharacters)
    .join('')
    .trim();
  return { seats: [], name, rest: end === 0 ? line : line.slice(end) };
}

/** Of 一支部-张三 the name is all of it: others of the same 支部 are on the list as well. */
function strangerLength(folded: string): number {
  let end = strangerEnd.exec(folded)?.index ?? folded.length;
  for (let from = 0; unit.test(folded.slice(from, end));) {
    const gap = /^[-_—–－·•|/\s]+(?=\p{L})/u.exec(folded.slice(end))?.[0].length ?? 0;
    if (gap === 0) break;
    from = end + gap;
    end = from + (strangerEnd.exec(folded.slice(from))?.index ?? folded.length - from);
  }
  return end;
}
