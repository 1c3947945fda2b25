import { foldInPlace, normalise } from '../normalise.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Relay } from './relay.ts';
import { createLineReader, type NamedLine, type RelayMember } from './relay-name.ts';

/** What was heard of this relay before, on the same day. */
export interface RelayMemory {
  /** Prints of what a seat's line has said, newest first; {@link takenOut} where it was taken out. */
  readonly said: ReadonlyMap<number, readonly string[]>;
  /**
   * Print of a name that is nobody's → the seat it was taken for, 0 where it was told back; print of a line that could
   * not be told whose it is → how many such lines the list had.
   */
  readonly names: ReadonlyMap<string, number>;
}

/** Whose the lines of a relay are. */
export interface RelayLines {
  /** Seat → what stands behind the name; of two lines of one person the last. */
  readonly bySeat: ReadonlyMap<number, string>;
  /** Names on it that are nobody's in the group, those told before included. */
  readonly strangers: readonly string[];
  /** Names that several members bear, where nobody can tell which of them it is. */
  readonly unclear: readonly string[];
  /** Print of a line under such a name → how many of them are on the list. */
  readonly open: ReadonlyMap<string, number>;
  /** The strange name that the poster goes by on this relay; null when there is none. */
  readonly alias: string | null;
}

/** The print of a line that its own person took out. */
export const takenOut = '-';
const sample = /^(?:示例|范例|样例|例子?|姓名|名字|昵称|某某某?|x{2,3}|name|example|sample)(?:$|[^\p{L}])/u;

/** A list made beforehand: a mere name on it says nothing yet. */
const toBeFilledIn =
  /(?:名字?|姓名|昵称)(?:的)?(?:后面?|后边|旁边?)|(?:在|请)?(?:后面|后边)(?:填|写|打|加|标|注)|打[勾钩√✓]|对应的?(?:名字|位置)/u;
const hasWords = /[\p{L}\p{N}✅✔☑✓√👌👍💯+＋]/u;

export const linePrint = (rest: string): string => fingerprint(normalise(rest));
export const namePrint = (name: string): string => fingerprint(normalise(name));
/** Under which it is kept that somebody was told that the name is several people's. */
export const unclearPrint = (name: string): string => fingerprint(`${normalise(name)}\n?`);
/** Under which it is kept that a line of such a name was on the list. */
const openPrint = ({ name, rest }: NamedLine): string => fingerprint(`${normalise(name)}\n${normalise(rest)}\n!`);
/** The same for every copy of a relay; dates and signs in its title do not matter. */
export const relayPrint = ({ title }: Relay): string => fingerprint(normalise(title).replace(/[^\p{L}]/gu, ''));

/**
 * Whose line is whose. A name that one member bears is theirs. Of a name that several bear, a line said before belongs
 * to whom it did, and a single one that no list of the day had before to the poster, if it can be theirs; others are
 * unclear. Where the poster has no line yet, all other lines were heard before and one new name is nobody's, they have
 * edited the name that WeChat put in: it is theirs from then on, but a second line of that name is unclear, and so are
 * new words that may be another poster's own.
 */
export function relayLines(
  relay: Relay,
  members: readonly RelayMember[],
  poster: number,
  known: RelayMemory,
): RelayLines {
  const memory = { ...known, names: ofThosePresent(known.names, members) };
  const read = createLineReader(members);
  const lines = relay.entries.map(({ words }) => read(words)).filter(({ name }) => !sample.test(foldInPlace(name)));
  const bySeat = new Map<number, string>();
  for (const { seats, rest } of lines) {
    const [only, ...others] = seats;
    if (only !== undefined && others.length === 0) bySeat.set(only, rest);
  }
  const open = shareNames(lines, poster, memory, bySeat);
  const unclear = [...open.map(({ name }) => name), ...shareAliases(lines, poster, memory, bySeat)];
  const strange = lines.filter(({ seats, name }) => seats.length === 0 && !memory.names.get(namePrint(name)));
  const fresh = strange.filter(({ name }) => !memory.names.has(namePrint(name)));
  const [own] = fresh;
  const isOnlyNews = [...bySeat.keys()].every((seat) => memory.said.has(seat)) && unclear.length === 0;
  const isOwn = own !== undefined && fresh.length === 1 && poster !== 0 && !bySeat.has(poster) && isOnlyNews;
  if (isOwn) bySeat.set(poster, own.rest);
  if (toBeFilledIn.test(foldInPlace(relay.title))) {
    for (const [seat, rest] of bySeat) if (!hasWords.test(rest)) bySeat.delete(seat);
  }
  const strangers = strange.filter((line) => !(isOwn && line === own)).map(({ name }) => name);
  return {
    bySeat,
    strangers: [...new Set(strangers)].filter((name) => name !== ''),
    unclear: [...new Set(unclear)],
    open: countPrints(open),
    alias: isOwn ? own.name : null,
  };
}

/** Who has left or was forgotten goes by no name any more. */
function ofThosePresent(
  names: ReadonlyMap<string, number>,
  members: readonly RelayMember[],
): ReadonlyMap<string, number> {
  const present = new Set(members.map(({ seat }) => seat));
  return new Map([...names].map(([print, seat]) => [print, present.has(seat) ? seat : 0]));
}

/** Gives lines of names that several bear to those they belong to; returns the lines that are left. */
function shareNames(
  lines: readonly NamedLine[],
  poster: number,
  memory: RelayMemory,
  bySeat: Map<number, string>,
): readonly NamedLine[] {
  const open: NamedLine[] = [];
  for (const line of lines.filter(({ seats }) => seats.length > 1)) {
    const print = linePrint(line.rest);
    const whose = line.seats.find((seat) => !bySeat.has(seat) && memory.said.get(seat)?.includes(print) === true);
    if (whose === undefined) open.push(line);
    else bySeat.set(whose, line.rest);
  }
  if (bySeat.has(poster)) return open;
  const [own, ...others] = newLines(open, memory).filter(({ seats }) => seats.includes(poster));
  if (own === undefined || others.length > 0) return open;
  bySeat.set(poster, own.rest);
  return open.filter((line) => line !== own);
}

/** Those that were not on a list of the day already: a line that was there before is not of whoever posts next. */
function newLines(open: readonly NamedLine[], { names }: RelayMemory): readonly NamedLine[] {
  const counts = new Map<string, number>();
  return open.filter((line) => {
    const print = openPrint(line);
    const count = (counts.get(print) ?? 0) + 1;
    counts.set(print, count);
    return count > (names.get(print) ?? 0);
  });
}

function countPrints(open: readonly NamedLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of open) counts.set(openPrint(line), (counts.get(openPrint(line)) ?? 0) + 1);
  return counts;
}

/** Gives lines to those who went by their names before, where they can be theirs only; returns the names that are left. */
function shareAliases(
  lines: readonly NamedLine[],
  poster: number,
  memory: RelayMemory,
  bySeat: Map<number, string>,
): readonly string[] {
  const unclear: string[] = [];
  const aliased = lines.filter(({ seats }) => seats.length === 0);
  const countOf = (print: string): number => aliased.filter(({ name }) => namePrint(name) === print).length;
  // Whoever has a line of their own may have put another one right.
  const isOthersToo = bySeat.has(poster);
  for (const { name, rest } of aliased) {
    const print = namePrint(name);
    const seat = memory.names.get(print) ?? 0;
    if (seat === 0) continue;
    const isSaid = memory.said.get(seat)?.includes(linePrint(rest)) === true;
    const isTheirs = isSaid || (countOf(print) === 1 && (seat === poster || isOthersToo));
    if (isTheirs && !bySeat.has(seat)) bySeat.set(seat, rest);
    else if (bySeat.get(seat) !== rest) unclear.push(name);
  }
  return unclear;
}
