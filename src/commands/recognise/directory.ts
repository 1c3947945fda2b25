import type { Directory } from '../core/desk.ts';
import { claim } from './claim.ts';
import { type DirectoryParts, recognisedOf, untilNoted } from './directory-parts.ts';
import { recogniseGroup } from './recognise-group.ts';
import { recognisePerson } from './recognise-person.ts';
import { release } from './release.ts';

/** Who is who after a login that changed all ids: the domain decides, the store notes it in one step. */
export function createDirectory(parts: DirectoryParts): Directory {
  const { store } = parts;
  return {
    async login(account, self) {
      await store.login(account, self);
    },
    async known(account, ids) {
      const entries = await store.bound(account, ids);
      return new Map([...entries].map(([id, entry]) => [id, recognisedOf(entry)]));
    },
    passingIdOf: async (account, lasting) => (await store.passing(account, [lasting]))[0] ?? null,
    recogniseGroup: (account, seen, rivals) => untilNoted(() => recogniseGroup(account, seen, rivals, parts)),
    recognisePerson: (account, seen, group) => untilNoted(() => recognisePerson(account, seen, group, parts)),
    claim: (account, standIn, as) => untilNoted(() => claim(account, standIn, as, parts)),
    async release(account, standIn, as) {
      await untilNoted(() => release(account, standIn, as, parts));
    },
    groupSize: async (account, group) => (await store.group(account, group))?.count ?? null,
  };
}
