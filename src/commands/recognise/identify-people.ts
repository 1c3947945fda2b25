import { type Acquaintance, nameKey, type Verdict } from '../../domain/identity/features.ts';
import { isByName } from '../../domain/identity/is-by-name.ts';
import { matchPeople } from '../../domain/identity/match-people.ts';
import { matchStranger } from '../../domain/identity/match-stranger.ts';
import { onlyOnce } from '../../domain/identity/only-once.ts';
import { nameFields } from '../../domain/identity/name-fields.ts';
import type { KnownPerson } from '../../store/directory.ts';
import type { BoundEntry, PersonRecord } from '../../store/directory-entry.ts';
import type { SeenPerson } from '../core/desk.ts';
import type { DirectoryParts } from './directory-parts.ts';
import { doubtElsewhere, type Elsewhere } from './doubt-elsewhere.ts';

/** Where people are seen, and what tells who they may be. */
export interface Setting {
  readonly account: string;
  readonly login: number;
  readonly bound: ReadonlyMap<string, BoundEntry>;
  /** Everybody known in the group, where it was recognised just now; null where they came in later. */
  readonly rows: ReadonlyMap<string, PersonRecord> | null;
  /** Null in private. */
  readonly group: string | null;
  /** What is seen elsewhere, where the group was looked for just now. */
  readonly elsewhere: Elsewhere | null;
}

/** Who those not settled yet are. Whom the group does not know may be known from elsewhere. Five round trips at most. */
export async function identifyPeople(
  seen: readonly SeenPerson[],
  setting: Setting,
  { store }: DirectoryParts,
): Promise<ReadonlyMap<string, Verdict>> {
  const { account, login, bound, rows, group, elsewhere } = setting;
  const isSettled = ({ id }: SeenPerson): boolean => (bound.get(id) ?? { kind: 'unclear' }).kind !== 'unclear';
  const open = seen.filter((one) => !isSettled(one));
  const verdicts = new Map<string, Verdict>(open.map(({ id }) => [id, { kind: 'new' }]));
  if (open.length === 0) return verdicts;
  if (rows !== null && rows.size > 0) {
    const known = await acquaintancesOf(setting, rows, store);
    const sightings = seen.map((one) => ({ ...one, isSettled: isSettled(one) }));
    const matched = matchPeople(sightings, known);
    const doubted = elsewhere === null ? matched : await doubtElsewhere(open, matched, elsewhere, store);
    for (const [id, verdict] of doubted) verdicts.set(id, verdict);
  }
  const strangers = open.filter(({ id }) => verdicts.get(id)?.kind === 'new');
  if (strangers.length > 0) {
    const namesakes = indexNamesakes(
      await store.namesakes(account, [...new Set(strangers.flatMap(nameFields))], { login, group }),
    );
    for (const one of strangers) {
      const others = new Set(nameFields(one).flatMap((field) => namesakes.get(field) ?? []));
      verdicts.set(one.id, matchStranger(one, [...others], group === null ? 'private' : 'group'));
    }
  }
  return onlyOnce(verdicts);
}

async function acquaintancesOf(
  { account, login }: Setting,
  rows: ReadonlyMap<string, PersonRecord>,
  store: DirectoryParts['store'],
): Promise<readonly Acquaintance[]> {
  const ids = [...rows.keys()];
  const lastLogin = Math.max(...[...rows.values()].map((row) => row.login));
  const [holders, shared] = await Promise.all([store.holders(account, ids), store.shared(account, ids)]);
  return [...rows].map(([id, record], index) => ({
    ...record,
    id,
    isTaken: holders[index] != null,
    isTakenByName: isByName(holders[index] ?? null),
    // Who was away the last time may have a namesake who came since.
    isShared: (shared[index] ?? login) < login || record.login < lastLogin,
  }));
}

function indexNamesakes(people: readonly KnownPerson[]): ReadonlyMap<string, readonly KnownPerson[]> {
  const index = new Map<string, KnownPerson[]>();
  for (const one of people) {
    for (const field of nameFields(one)) index.set(field, [...(index.get(field) ?? []), one]);
  }
  return index;
}

export const normalised = (one: SeenPerson): SeenPerson => ({
  id: one.id,
  name: nameKey(one.name),
  nameInGroup: nameKey(one.nameInGroup),
  remark: nameKey(one.remark),
  traits: one.traits.trim(),
});
