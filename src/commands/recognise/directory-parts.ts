import { nameKey } from '../../domain/identity/features.ts';
import type { DirectoryStore } from '../../store/directory.ts';
import type { BoundEntry, PersonRecord } from '../../store/directory-entry.ts';
import type { Recognised, SeenPerson } from '../core/desk.ts';

export interface DirectoryParts {
  readonly store: DirectoryStore;
  freshId(): string;
}

/** No platform's id begins like this. */
export const mint = ({ freshId }: Pick<DirectoryParts, 'freshId'>): string => `~${freshId()}`;

/** What an entry tells outside. */
export const recognisedOf = (entry: BoundEntry): Recognised =>
  entry.kind === 'unclear' ? { kind: 'unclear', id: entry.id, mayBe: entry.mayBe } : { kind: entry.kind, id: entry.id };

export const recordOf = (seen: SeenPerson, login: number): PersonRecord => ({
  name: nameKey(seen.name),
  nameInGroup: nameKey(seen.nameInGroup),
  remark: nameKey(seen.remark),
  traits: seen.traits.trim(),
  login,
});

/** Others may note something at the same time; each attempt begins with what they noted. */
const attemptsMax = 50;

/** What `attempt` comes to; null means that something was noted meanwhile and it is to be tried on the new state. */
export async function untilNoted<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let count = 0; count < attemptsMax; count += 1) {
    const result = await attempt();
    if (result !== null) return result;
  }
  throw new Error('the directory of an account keeps changing, or nobody has logged in');
}
