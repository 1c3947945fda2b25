import type { GroupBook } from '../test/support/city.ts';

/** The largest number of instants that lie within any `windowMs`; the instants increase. */
export function worstWindow(instants: readonly number[], windowMs: number): number {
  let worst = 0;
  for (let first = 0, last = 0; last < instants.length; last += 1) {
    while ((instants[last] ?? 0) - (instants[first] ?? 0) >= windowMs) first += 1;
    worst = Math.max(worst, last - first + 1);
  }
  return worst;
}

export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** For how long a message was with the platform and not yet in our ledger. */
export const acceptedToNotedMs = (books: readonly GroupBook[]): readonly number[] =>
  books.flatMap(({ takenAtMs, entries: [entry] }) =>
    takenAtMs === null || entry === undefined || entry.outcome === 'unknown' ? [] : [entry.atMs - takenAtMs],
  );

/** How many groups by what is in the group and what is in the ledger. */
export function sortedOut(books: readonly GroupBook[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { sentCount, entries } of books) {
    const outcomes = entries.map(({ outcome, code }) => (code === null ? outcome : `${outcome} (${code})`)).join(', ');
    const what = `${sentCount} in the group, ledger: ${outcomes === '' ? 'nothing' : outcomes}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
