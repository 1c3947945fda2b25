import { linePrint, takenOut } from './relay-lines.ts';

/** A line that says something else than before; `rest` is null where its person took it out. */
export interface RelayChange {
  readonly seat: number;
  readonly rest: string | null;
  /** Prints of what the line has said now, newest first. */
  readonly prints: readonly string[];
}

export interface ChangeCircumstances {
  readonly poster: number;
  /** Seat → prints of this relay's lines of the same day, newest first. */
  readonly said: ReadonlyMap<number, readonly string[]>;
  /** Seat → what its line said last on the day before; empty where the title names the day. */
  readonly earlier: ReadonlyMap<number, string>;
}

const printsMax = 8;

/**
 * What a copy of a relay changes. Words that a line said before come from an older copy when somebody else posts them,
 * and those of the day before from yesterday's list: both change nothing. A line is taken out by its own person only,
 * and only where nobody else's is missing: a list that was cut or is old lacks others too.
 */
export function relayChanges(
  bySeat: ReadonlyMap<number, string>,
  { poster, said, earlier }: ChangeCircumstances,
): readonly RelayChange[] {
  const changes: RelayChange[] = [];
  for (const [seat, rest] of bySeat) {
    const print = linePrint(rest);
    const before = said.get(seat) ?? [];
    const isOwn = seat === poster;
    if (before[0] === print || (!isOwn && (before.includes(print) || earlier.get(seat) === print))) continue;
    changes.push({ seat, rest, prints: [print, ...before].slice(0, printsMax) });
  }
  const missing = [...said].filter(([seat, [latest]]) => latest !== takenOut && !bySeat.has(seat));
  const [only, ...others] = missing;
  if (only !== undefined && others.length === 0 && only[0] === poster) {
    changes.push({ seat: poster, rest: null, prints: [takenOut, ...only[1]].slice(0, printsMax) });
  }
  return changes;
}
