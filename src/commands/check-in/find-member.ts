import { foldInPlace, normalise } from '../../domain/normalise.ts';
import type { SeatedMember } from '../../store/roster.ts';

/** Whom the words after `@` name. */
export type FoundMember =
  | { readonly kind: 'one'; readonly member: SeatedMember; readonly rest: string }
  | { readonly kind: 'many'; readonly members: readonly SeatedMember[]; readonly name: string; readonly rest: string }
  | { readonly kind: 'none'; readonly name: string; readonly rest: string };

const nameEnd = /^(?:[\s\u2005,，:：、]|$)/;
const numberNext = /^\d/;

/**
 * The member that `words` (what follows an `@`) begin with: the longest whole name that fits, else the members whose
 * name has the first word in it. Case, width and script do not matter.
 */
export function findMember(words: string, members: readonly SeatedMember[]): FoundMember {
  const exact = longestNames(words, members, nameEnd) ?? longestNames(words, members, numberNext);
  if (exact !== null) return outcomeOf(exact.found, words.slice(0, exact.length), words.slice(exact.length));
  const name = /^\S+/u.exec(words)?.[0] ?? '';
  const wanted = normalise(name);
  const alike = wanted === '' ? [] : members.filter((member) => normalise(member.name).includes(wanted));
  return outcomeOf(alike, name, words.slice(name.length));
}

function longestNames(words: string, members: readonly SeatedMember[], end: RegExp) {
  const folded = foldInPlace(words);
  let length = 0;
  let found: SeatedMember[] = [];
  for (const member of members) {
    const name = foldInPlace(member.name.trim());
    if (name === '' || name.length < length || !folded.startsWith(name) || !end.test(folded.slice(name.length)))
      continue;
    if (name.length > length) found = [];
    length = name.length;
    found.push(member);
  }
  return length === 0 ? null : { found, length };
}

function outcomeOf(found: readonly SeatedMember[], name: string, after: string): FoundMember {
  const rest = after.replace(/^[\s\u2005,，:：、]+/u, '');
  const [only, second] = found;
  if (only === undefined) return { kind: 'none', name, rest };
  return second === undefined ? { kind: 'one', member: only, rest } : { kind: 'many', members: found, name, rest };
}
