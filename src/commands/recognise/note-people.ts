import type { Verdict } from '../../domain/identity/features.ts';
import type { DirectoryChange } from '../../store/directory.ts';
import type { BoundEntry, PersonRecord, UnclearPerson } from '../../store/directory-entry.ts';
import type { SeenPerson } from '../core/desk.ts';
import { type DirectoryParts, mint, recordOf } from './directory-parts.ts';

/** Where people were seen: a lasting group, a group that is unclear itself, or (null) in private. */
export interface SeenIn {
  readonly group: string | null;
  readonly isGroupPlain: boolean;
  /** The stand-in that the group had until now. */
  readonly standIn: string | null;
  readonly login: number;
}

export interface Noted {
  readonly changes: readonly DirectoryChange[];
  readonly entries: ReadonlyMap<string, BoundEntry>;
  /** Further groups in which somebody is known from now on, to be written after the changes. */
  readonly seats: readonly { readonly group: string; readonly id: string; readonly record: PersonRecord }[];
}

/** What to note of everybody seen, given who they are or may be. */
export function notePeople(
  seen: readonly SeenPerson[],
  verdicts: ReadonlyMap<string, Verdict>,
  { bound, where }: { readonly bound: ReadonlyMap<string, BoundEntry>; readonly where: SeenIn },
  parts: DirectoryParts,
): Noted {
  const changes: DirectoryChange[] = [];
  const entries = new Map<string, BoundEntry>();
  const seats: { group: string; id: string; record: PersonRecord }[] = [];
  for (const one of seen) {
    const before = bound.get(one.id);
    const entry = entryOf(one, verdicts.get(one.id), before, where, parts);
    entries.set(one.id, entry);
    if (entry !== before) changes.push({ kind: 'bind', passing: one.id, entry });
    if (entry.kind === 'unclear') continue;
    const record = recordOf(one, where.login);
    changes.push({ kind: 'person', id: entry.id, record, isInGroup: where.isGroupPlain });
    if (before?.kind === 'unclear') seats.push(...elsewhere(before, entry.id, record, where));
  }
  return { changes, entries, seats };
}

function elsewhere(before: BoundEntry, id: string, record: PersonRecord, { group, standIn }: SeenIn) {
  if (!('groups' in before)) return [];
  const others = Object.entries(before.groups).filter(([other]) => other !== group && other !== standIn);
  return others.map(([other, nameInGroup]) => ({ group: other, id, record: { ...record, nameInGroup } }));
}

function entryOf(
  one: SeenPerson,
  verdict: Verdict | undefined,
  before: BoundEntry | undefined,
  where: SeenIn,
  parts: DirectoryParts,
): BoundEntry {
  if (before !== undefined && before.kind !== 'unclear') return before;
  const old = before !== undefined && 'person' in before ? before : null;
  const settled = settle(verdict ?? { kind: 'new' }, old, where);
  if (settled.kind === 'bound') {
    return one.remark === '' ? { kind: 'known', id: settled.id, isByName: true } : { kind: 'known', id: settled.id };
  }
  const id = old?.id ?? mint(parts);
  if (settled.kind === 'new') return { kind: 'new', id };
  const groups = Object.entries(old?.groups ?? {}).filter(([group]) => group !== where.standIn);
  return {
    kind: 'unclear',
    id,
    mayBe: [...settled.mayBe],
    person: one,
    groups: { ...Object.fromEntries(groups), ...(where.group === null ? {} : { [where.group]: one.nameInGroup }) },
  };
}

/** What is known from this place together with what other places told before. */
function settle(verdict: Verdict, old: UnclearPerson | null, { group, isGroupPlain, standIn }: SeenIn): Verdict {
  // A group that may be this or that makes nobody plain.
  const here: Verdict =
    verdict.kind === 'bound' && group !== null && !isGroupPlain ? { kind: 'unclear', mayBe: [verdict.id] } : verdict;
  const before = Object.keys(old?.groups ?? {});
  const isFromHere = before.length > 0 && before.every((other) => other === standIn);
  if (old === null || isFromHere) return here;
  if (here.kind === 'bound' && old.mayBe.includes(here.id)) return here;
  const added = here.kind === 'new' ? [] : here.kind === 'bound' ? [here.id] : here.mayBe;
  return { kind: 'unclear', mayBe: [...new Set([...old.mayBe, ...added])].sort() };
}
