import type { Verdict } from '../../domain/identity/features.ts';
import type { DirectoryChange, DirectoryView } from '../../store/directory.ts';
import type { BoundEntry, PersonRecord, UnclearGroup } from '../../store/directory-entry.ts';
import type { Recognised, SeenGroup } from '../core/desk.ts';
import { type DirectoryParts, mint, recognisedOf } from './directory-parts.ts';
import type { Elsewhere } from './doubt-elsewhere.ts';
import { findGroup } from './find-group.ts';
import { identifyPeople, normalised } from './identify-people.ts';
import { noteShared } from './note-shared.ts';
import { notePeople, type SeenIn } from './note-people.ts';

export interface GroupRecognised {
  readonly group: Recognised;
  readonly people: ReadonlyMap<string, Recognised>;
}

/** One attempt to recognise a group and everybody in it; null when something else was noted meanwhile. */
export async function recogniseGroup(
  account: string,
  told: SeenGroup,
  rivals: () => Promise<readonly SeenGroup[]>,
  parts: DirectoryParts,
): Promise<GroupRecognised | null> {
  const seen = { ...told, people: told.people.map(normalised) };
  const view = await parts.store.view(account, [seen.id, ...seen.people.map(({ id }) => id)]);
  const before = view.bound.get(seen.id);
  if (before !== undefined && before.kind !== 'unclear') {
    return noteGroup(account, seen, { view, entry: before, standIn: null, rows: null, elsewhere: null }, parts);
  }
  const old = before !== undefined && 'group' in before ? before : null;
  const found = await findGroup(account, seen, rivals, parts);
  const verdict = old === null ? found.verdict : narrowed(found.verdict, old);
  const rows = old !== null && verdict !== found.verdict ? await rowsOf(account, old.mayBe, parts) : found.rows;
  const entry = entryOf(verdict, seen, old?.id ?? mint(parts));
  return noteGroup(account, seen, { view, entry, standIn: old?.id ?? null, rows, elsewhere: found.elsewhere }, parts);
}

/** What was unclear becomes plain only as one of those it may have been. */
const narrowed = (verdict: Verdict, old: UnclearGroup): Verdict =>
  verdict.kind === 'bound' && old.mayBe.includes(verdict.id) ? verdict : { kind: 'unclear', mayBe: old.mayBe };

function entryOf(verdict: Verdict, seen: SeenGroup, id: string): BoundEntry {
  switch (verdict.kind) {
    case 'bound':
      return { kind: 'known', id: verdict.id };
    case 'new':
      return { kind: 'new', id };
    case 'unclear':
      return {
        kind: 'unclear',
        id,
        mayBe: [...verdict.mayBe],
        group: { id: seen.id, title: seen.title, people: [...seen.people] },
      };
  }
}

/** Everybody ever seen in any of the groups. */
export async function rowsOf(
  account: string,
  groups: readonly string[],
  { store }: DirectoryParts,
): Promise<ReadonlyMap<string, PersonRecord>> {
  return new Map((await store.people(account, groups)).flatMap((rows) => [...rows]));
}

export interface GroupDecided {
  readonly view: DirectoryView;
  /** What the group is or may be. */
  readonly entry: BoundEntry;
  /** What stood for the group until now. */
  readonly standIn: string | null;
  /** Who is known in it; null when it was recognised earlier, and people have come since. */
  readonly rows: ReadonlyMap<string, PersonRecord> | null;
  /** Null when it was not looked for just now. */
  readonly elsewhere: Elsewhere | null;
}

/** Recognises the people of a group that is decided on, and notes all of it at once. */
export async function noteGroup(
  account: string,
  seen: SeenGroup,
  { view, entry, standIn, rows, elsewhere }: GroupDecided,
  parts: DirectoryParts,
): Promise<GroupRecognised | null> {
  const { bound, login } = view;
  const isGroupPlain = entry.kind !== 'unclear';
  const verdicts = await identifyPeople(
    seen.people,
    { account, login, bound, rows, group: entry.id, elsewhere },
    parts,
  );
  const where: SeenIn = { group: entry.id, isGroupPlain, standIn, login };
  const { changes, entries, seats } = notePeople(seen.people, verdicts, { bound, where }, parts);
  const own: DirectoryChange[] = [{ kind: 'bind', passing: seen.id, entry }];
  // Where the group itself is unclear, its people are so only because of it.
  if (isGroupPlain) own.push(...(await noteShared(seen.people, entries, { account, login, rows, bound }, parts)));
  if (isGroupPlain) {
    own.push({ kind: 'group', id: entry.id, record: { title: seen.title, count: seen.people.length, login } });
  }
  if (!(await parts.store.note(account, view, [...own, ...changes], isGroupPlain ? entry.id : null))) return null;
  for (const { group, id, record } of seats) await parts.store.seat(account, group, id, record);
  return {
    group: recognisedOf(entry),
    people: new Map([...entries].map(([id, person]) => [id, recognisedOf(person)])),
  };
}
