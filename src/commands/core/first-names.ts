/** Names that fit into a message, and how many people are left to count. */
export interface FirstNames<Entry> {
  readonly named: readonly Entry[];
  readonly moreCount: number;
}

/**
 * The first of `people` whose names may be shown and fit into `mostCharacters`, each costing the length of its name and
 * `extraCharacters`; all others are counted. `name` is null for one who does not want to be named.
 */
export function firstNames<Entry extends { readonly name: string | null }>(
  people: readonly Entry[],
  mostCharacters: number,
  extraCharacters: number,
): FirstNames<Entry> {
  const named: Entry[] = [];
  let left = mostCharacters;
  for (const person of people) {
    if (person.name === null) continue;
    left -= person.name.length + extraCharacters;
    if (left < 0) break;
    named.push(person);
  }
  return { named, moreCount: people.length - named.length };
}
