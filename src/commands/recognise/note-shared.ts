import type { DirectoryChange } from '../../store/directory.ts';
import type { BoundEntry, PersonRecord } from '../../store/directory-entry.ts';
import type { SeenPerson } from '../core/desk.ts';
import type { DirectoryParts } from './directory-parts.ts';

export interface SharedIn {
  readonly account: string;
  readonly login: number;
  /** Who is known in the group; null where somebody came in later, or in private. */
  readonly rows: ReadonlyMap<string, PersonRecord> | null;
  readonly bound: ReadonlyMap<string, BoundEntry>;
}

/**
 * Notes that names proved nothing: who may have been one of two is not to be known by name alone in the next login either,
 * when only the other may be left. One round trip where anybody is unclear.
 */
export async function noteShared(
  seen: readonly SeenPerson[],
  entries: ReadonlyMap<string, BoundEntry>,
  { account, login, rows, bound }: SharedIn,
  { store }: DirectoryParts,
): Promise<readonly DirectoryChange[]> {
  const changes: DirectoryChange[] = [];
  const wanted: { readonly id: string; readonly isNewDoubt: boolean }[] = [];
  const known = [...(rows?.values() ?? [])];
  for (const one of seen) {
    const [before, entry] = [bound.get(one.id), entries.get(one.id)];
    if (entry === undefined || entry === before) continue;
    if (entry.kind === 'known' && before?.kind === 'unclear')
      changes.push({ kind: 'shared', id: entry.id, login: null });
    if (entry.kind !== 'unclear') continue;
    const isOne = (all: readonly { readonly name: string }[]): boolean =>
      all.filter(({ name }) => name === one.name).length === 1;
    const isNewDoubt = entry.mayBe.length !== 1 || rows === null || !isOne(seen) || !isOne(known);
    wanted.push(...entry.mayBe.map((id) => ({ id, isNewDoubt })));
  }
  const since = await store.shared(
    account,
    wanted.map(({ id }) => id),
  );
  // An old doubt is not renewed by asking about it.
  const doubted = wanted.filter(({ isNewDoubt }, index) => isNewDoubt || since[index] == null);
  return [
    ...changes,
    ...[...new Set(doubted.map(({ id }) => id))].map((id) => ({ kind: 'shared' as const, id, login })),
  ];
}
