import type { DirectoryChange } from '../../store/directory.ts';
import type { PersonRecord } from '../../store/directory-entry.ts';
import { type DirectoryParts, mint } from './directory-parts.ts';

/**
 * One attempt to make whoever is `as` unclear again, among those that the stand-in may be; null when something else was
 * noted meanwhile. Nothing is changed where nobody is `as`, or the stand-in cannot be it.
 */
export async function release(
  account: string,
  standIn: string,
  as: string,
  parts: DirectoryParts,
): Promise<true | null> {
  const { store } = parts;
  const [passing, holding] = await store.passing(account, [standIn, as]);
  if (passing == null || holding == null) return true;
  const view = await store.view(account, [passing, holding]);
  const claimant = view.bound.get(passing);
  const record = await store.person(account, as);
  if (claimant === undefined || !('groups' in claimant) || !claimant.mayBe.includes(as) || record === null) return true;
  if (view.bound.get(holding)?.id !== as) return true;
  const groups = Object.keys(claimant.groups);
  const rows = await store.seated(account, as, groups);
  // Only where they have been seen in this login they are known by it.
  const seatedIn = groups.filter((_, index) => rows[index]?.login === view.login);
  const id = mint(parts);
  const changes: DirectoryChange[] = [
    {
      kind: 'bind',
      passing: holding,
      entry: {
        kind: 'unclear',
        id,
        mayBe: claimant.mayBe,
        person: { ...looksOf(record), id: holding },
        groups: Object.fromEntries(seatedIn.map((group) => [group, record.nameInGroup])),
      },
    },
    { kind: 'left', id: as },
    { kind: 'shared', id: as, login: view.login },
  ];
  return (await store.note(account, view, changes)) ? true : null;
}

const looksOf = ({ name, nameInGroup, remark, traits }: PersonRecord) => ({ name, nameInGroup, remark, traits });
