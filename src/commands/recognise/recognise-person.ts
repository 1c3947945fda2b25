import type { Recognised, SeenPerson } from '../core/desk.ts';
import { type DirectoryParts, recognisedOf, recordOf } from './directory-parts.ts';
import { identifyPeople, normalised } from './identify-people.ts';
import { noteShared } from './note-shared.ts';
import { notePeople, type SeenIn } from './note-people.ts';

/** One attempt to recognise somebody outside a whole group; null when something else was noted meanwhile. */
export async function recognisePerson(
  account: string,
  told: SeenPerson,
  group: string | null,
  parts: DirectoryParts,
): Promise<Recognised | null> {
  const { store } = parts;
  const seen = normalised(told);
  const view = await store.view(account, [seen.id]);
  const { bound, login } = view;
  const isGroupPlain = group !== null && (await isPlain(account, group, parts));
  const verdicts = await identifyPeople([seen], { account, login, bound, rows: null, group, elsewhere: null }, parts);
  const where: SeenIn = { group, isGroupPlain, standIn: null, login };
  const { changes, entries, seats } = notePeople([seen], verdicts, { bound, where }, parts);
  const doubts = await noteShared([seen], entries, { account, login, rows: null, bound }, parts);
  if (!(await store.note(account, view, [...changes, ...doubts], isGroupPlain ? group : null))) return null;
  for (const { group: other, id, record } of seats) await store.seat(account, other, id, record);
  const entry = entries.get(seen.id);
  if (entry === undefined) throw new Error('nobody was recognised');
  if (group === null && entry.kind !== 'unclear') await store.seat(account, null, entry.id, recordOf(seen, login));
  return recognisedOf(entry);
}

/** Whether the id is a group's own, not a stand-in. */
async function isPlain(account: string, group: string, { store }: DirectoryParts): Promise<boolean> {
  const [passing] = await store.passing(account, [group]);
  if (passing == null) return true;
  return (await store.bound(account, [passing])).get(passing)?.kind !== 'unclear';
}
