import type { DirectoryChange } from '../../store/directory.ts';
import type { BoundEntry, UnclearGroup, UnclearPerson } from '../../store/directory-entry.ts';
import type { DirectoryView } from '../../store/directory.ts';
import { type DirectoryParts, recordOf } from './directory-parts.ts';
import { noteGroup, rowsOf } from './recognise-group.ts';

export type Claimed = 'settled' | 'taken' | 'unknown';

/** One attempt to settle what a stand-in stands for; null when something else was noted meanwhile. */
export async function claim(
  account: string,
  standIn: string,
  as: string | null,
  parts: DirectoryParts,
): Promise<Claimed | null> {
  const { store } = parts;
  const [passing] = await store.passing(account, [standIn]);
  if (passing == null) return 'unknown';
  const glance = (await store.bound(account, [passing])).get(passing);
  const inside = glance !== undefined && 'group' in glance ? glance.group.people.map(({ id }) => id) : [];
  const view = await store.view(account, [passing, ...inside]);
  const entry = view.bound.get(passing);
  if (entry === undefined) return 'unknown';
  if (entry.kind !== 'unclear') return entry.id === (as ?? standIn) ? 'settled' : 'unknown';
  if (as !== null && !entry.mayBe.includes(as)) return 'unknown';
  if (as !== null && (await store.passing(account, [as]))[0] != null) return 'taken';
  const settled: BoundEntry = as === null ? { kind: 'new', id: standIn } : { kind: 'known', id: as };
  return 'group' in entry
    ? settleGroup(account, { before: entry, settled, view }, parts)
    : settlePerson(account, { before: entry, settled, view, passing }, parts);
}

async function settleGroup(
  account: string,
  { before, settled, view }: { before: UnclearGroup; settled: BoundEntry; view: DirectoryView },
  parts: DirectoryParts,
): Promise<Claimed | null> {
  const rows = settled.kind === 'known' ? await rowsOf(account, [settled.id], parts) : new Map<string, never>();
  const decided = { view, entry: settled, standIn: before.id, rows, elsewhere: null };
  return (await noteGroup(account, before.group, decided, parts)) === null ? null : 'settled';
}

interface PersonSettled {
  readonly before: UnclearPerson;
  readonly settled: BoundEntry;
  readonly view: DirectoryView;
  readonly passing: string;
}

async function settlePerson(
  account: string,
  { before, settled, view, passing }: PersonSettled,
  { store }: DirectoryParts,
): Promise<Claimed | null> {
  const record = recordOf(before.person, view.login);
  const changes: DirectoryChange[] = [
    { kind: 'bind', passing, entry: settled },
    { kind: 'person', id: settled.id, record, isInGroup: false },
  ];
  // They said who they are in spite of an older doubt: nothing is left of it. A doubt of today may outlive them.
  const [since] = await store.shared(account, [settled.id]);
  if (since != null && since < view.login) changes.push({ kind: 'shared', id: settled.id, login: null });
  if (!(await store.note(account, view, changes))) return null;
  for (const [group, nameInGroup] of Object.entries(before.groups)) {
    await store.seat(account, group, settled.id, { ...record, nameInGroup });
  }
  if (Object.keys(before.groups).length === 0) await store.seat(account, null, settled.id, record);
  return 'settled';
}
