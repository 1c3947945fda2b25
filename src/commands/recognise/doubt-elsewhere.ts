import { nameKey, type Verdict } from '../../domain/identity/features.ts';
import type { DirectoryStore } from '../../store/directory.ts';
import type { GroupRecord } from '../../store/directory-entry.ts';
import type { SeenGroup, SeenPerson } from '../core/desk.ts';

/** The account's other groups as they are seen now, and every group as it was known. */
export interface Elsewhere {
  readonly account: string;
  readonly others: readonly SeenGroup[];
  readonly known: ReadonlyMap<string, GroupRecord>;
}

type Store = Pick<DirectoryStore, 'bound' | 'seated'>;

/**
 * The verdicts with nobody bound by a name that somebody else bears now in another group where its owner was at the last:
 * names alone do not tell which of the two that is. Where no name is borne twice nothing is read.
 */
export async function doubtElsewhere(
  seen: readonly SeenPerson[],
  verdicts: ReadonlyMap<string, Verdict>,
  elsewhere: Elsewhere,
  store: Store,
): Promise<ReadonlyMap<string, Verdict>> {
  const doubted = new Map(verdicts);
  const bearers = bearersOf(seen, elsewhere.others);
  for (const one of seen) {
    const verdict = verdicts.get(one.id);
    // A remark is proof.
    if (verdict?.kind !== 'bound' || one.remark !== '') continue;
    const others = (bearers.get(one.name) ?? []).filter(({ group }) => !group.people.some(({ id }) => id === one.id));
    if (others.length > 0 && (await isClaimed(verdict.id, others, elsewhere, store))) {
      doubted.set(one.id, { kind: 'unclear', mayBe: [verdict.id] });
    }
  }
  return doubted;
}

interface Bearer {
  readonly id: string;
  readonly group: SeenGroup;
}

/** Who in the other groups bears the names seen, under another id. */
function bearersOf(seen: readonly SeenPerson[], others: readonly SeenGroup[]): ReadonlyMap<string, readonly Bearer[]> {
  const ids = new Set(seen.map(({ id }) => id));
  const bearers = new Map<string, Bearer[]>(seen.map(({ name }) => [name, []]));
  bearers.delete('');
  for (const group of others) {
    for (const { id, name } of group.people) if (!ids.has(id)) bearers.get(nameKey(name))?.push({ id, group });
  }
  return bearers;
}

/** Whether one of the others is where the person `lasting` was in the login before, and may be them. Two round trips. */
async function isClaimed(
  lasting: string,
  others: readonly Bearer[],
  { account, known }: Elsewhere,
  store: Store,
): Promise<boolean> {
  const bound = await store.bound(
    account,
    others.flatMap(({ id, group }) => [id, group.id]),
  );
  const asked = others.flatMap(({ id }) => bound.get(id) ?? []);
  if (asked.some((entry) => entry.kind === 'unclear' && entry.mayBe.includes(lasting))) return true;
  const groups = others
    .filter(({ id }) => !bound.has(id))
    .flatMap(({ group }) => {
      const entry = bound.get(group.id);
      if (entry !== undefined && entry.kind !== 'unclear') return [entry.id];
      return [...known].filter(([, { title }]) => nameKey(title) === nameKey(group.title)).map(([id]) => id);
    });
  const rows = await store.seated(account, lasting, groups);
  return rows.some((row, index) => row !== null && row.login === known.get(groups[index] ?? '')?.login);
}
