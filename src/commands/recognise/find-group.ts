import type { Verdict } from '../../domain/identity/features.ts';
import { nameKey } from '../../domain/identity/features.ts';
import { type KnownGroup, matchGroup } from '../../domain/identity/match-group.ts';
import type { GroupRecord, PersonRecord } from '../../store/directory-entry.ts';
import type { SeenGroup } from '../core/desk.ts';
import type { DirectoryParts } from './directory-parts.ts';
import type { Elsewhere } from './doubt-elsewhere.ts';

export interface GroupFound {
  readonly verdict: Verdict;
  /** Everybody ever seen in the groups that it is or may be. */
  readonly rows: ReadonlyMap<string, PersonRecord>;
  readonly elsewhere: Elsewhere | null;
}

interface Candidate {
  readonly group: KnownGroup;
  readonly rows: ReadonlyMap<string, PersonRecord>;
}

/** A renamed group has about as many people; the rest need not be read. */
const sizeFactor = 0.8;
/** A group of the same title that is this much alike cannot be surpassed clearly by one of another title. */
const surelyShare = 0.8;

/** Which group of the account this is. Three round trips, seven when no group of its title is much like it. */
export async function findGroup(
  account: string,
  seen: SeenGroup,
  rivals: () => Promise<readonly SeenGroup[]>,
  parts: DirectoryParts,
): Promise<GroupFound> {
  const { store } = parts;
  const all = [...(await store.groups(account))];
  const isNamesake = ([, { title }]: readonly [string, GroupRecord]): boolean =>
    nameKey(title) !== '' && nameKey(title) === nameKey(seen.title);
  const namesakes = await readCandidates(account, all.filter(isNamesake), parts);
  let candidates = namesakes;
  if (!namesakes.some(({ group }) => shareOf(seen, group) > surelyShare)) {
    const others = all.filter((row) => !isNamesake(row) && isOfSize(row[1].count, seen.people.length));
    candidates = [...namesakes, ...(await readCandidates(account, others, parts))];
  }
  const known = candidates.map(({ group }) => group);
  let verdict = matchGroup(seen, known, []);
  if (verdict.kind === 'new') return { verdict, rows: new Map(), elsewhere: null };
  const others = (await rivals()).filter(({ id }) => id !== seen.id);
  verdict = matchGroup(seen, known, await unsettled(account, others, parts));
  return { verdict, rows: rowsOf(verdict, candidates), elsewhere: { account, others, known: new Map(all) } };
}

const isOfSize = (count: number, seenCount: number): boolean =>
  Math.min(count, seenCount) >= Math.max(count, seenCount) * sizeFactor;

/** A lower bound is enough here: it only saves reading. */
function shareOf(seen: SeenGroup, group: KnownGroup): number {
  const names = new Set(group.people.map(({ name }) => name));
  const shared = new Set(seen.people.map(({ name }) => nameKey(name)).filter((name) => names.has(name)));
  return shared.size / Math.max(1, seen.people.length, group.people.length);
}

/** Those not found yet in this login, with the people who were there the last time. */
async function readCandidates(
  account: string,
  groups: readonly (readonly [string, GroupRecord])[],
  { store }: DirectoryParts,
): Promise<readonly Candidate[]> {
  if (groups.length === 0) return [];
  const ids = groups.map(([id]) => id);
  const passing = await store.passing(account, ids);
  const free = groups.filter((_, index) => passing[index] === null);
  const people = await store.people(
    account,
    free.map(([id]) => id),
  );
  return free.map(([id, { title, login }], index) => {
    const rows = people[index] ?? new Map<string, PersonRecord>();
    const present = [...rows.values()].filter((row) => row.login === login);
    return { rows, group: { id, title, people: present } };
  });
}

/** Other groups seen now, without those of which it is settled what they are. */
async function unsettled(
  account: string,
  others: readonly SeenGroup[],
  { store }: DirectoryParts,
): Promise<readonly SeenGroup[]> {
  const bound = await store.bound(
    account,
    others.map(({ id }) => id),
  );
  return others.filter(({ id }) => (bound.get(id)?.kind ?? 'unclear') === 'unclear');
}

function rowsOf(verdict: Verdict, candidates: readonly Candidate[]): ReadonlyMap<string, PersonRecord> {
  const ids = verdict.kind === 'bound' ? [verdict.id] : verdict.kind === 'unclear' ? verdict.mayBe : [];
  const chosen = candidates.filter(({ group }) => ids.includes(group.id));
  return new Map(chosen.flatMap(({ rows }) => [...rows]));
}
