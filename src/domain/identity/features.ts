/** What is shown of a person and outlives a change of ids; each is empty where it is not known. */
export interface Features {
  readonly name: string;
  readonly nameInGroup: string;
  /** What the bot's own account calls them. */
  readonly remark: string;
  readonly traits: string;
}

/** Somebody seen in this login under a passing id. */
export interface Sighting extends Features {
  readonly id: string;
  /** True when it is settled already who they are: they are nobody else then, but their names still count. */
  readonly isSettled: boolean;
}

/** Somebody met before under a lasting id. */
export interface Acquaintance extends Features {
  readonly id: string;
  /** True when somebody else has turned out to be this one in this login. */
  readonly isTaken: boolean;
  /** True when only their name said so of that one, and another of the name may be them just as well. */
  readonly isTakenByName: boolean;
  /**
   * True when their name proves nothing now: since they last said who they are others of it may have been them, or they
   * were away in the login before.
   */
  readonly isShared: boolean;
}

/** Whom a sighting stands for. `mayBe` is sorted and never empty. */
export type Verdict =
  | { readonly kind: 'bound'; readonly id: string }
  | { readonly kind: 'unclear'; readonly mayBe: readonly string[] }
  | { readonly kind: 'new' };

/** One spelling for names that look the same. */
export const nameKey = (name: string): string => name.normalize('NFC').trim();

/** False when something that seldom changes says that these are two people. */
export const mayBeOne = (a: Features, b: Features): boolean =>
  a.traits === '' || b.traits === '' || a.traits === b.traits;

/** Everybody by what `keyOf` tells of them; those of whom it tells nothing are left out. */
export function indexBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === '') continue;
    const others = index.get(key);
    if (others === undefined) index.set(key, [one]);
    else others.push(one);
  }
  return index;
}

export const unclearAmong = (people: readonly { readonly id: string }[]): Verdict =>
  people.length === 0 ? { kind: 'new' } : { kind: 'unclear', mayBe: [...new Set(people.map(({ id }) => id))].sort() };
