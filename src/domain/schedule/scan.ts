/** What a piece of a phrase means and the index at which it ends. */
export interface Match<T> {
  readonly value: T;
  readonly end: number;
}

/** The groups of a sticky (`y`) pattern at an index of the phrase, or null. */
export function groupsAt(pattern: RegExp, phrase: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(phrase);
}

/** The index after a sticky pattern, or `at` itself if it is not there. */
export function skip(pattern: RegExp, phrase: string, at: number): number {
  return at + (groupsAt(pattern, phrase, at)?.[0].length ?? 0);
}

/** The match that reaches furthest; of equal ones the first. */
export function longest<T>(matches: readonly (Match<T> | null)[]): Match<T> | null {
  let best: Match<T> | null = null;
  for (const match of matches) if (match !== null && match.end > (best?.end ?? -1)) best = match;
  return best;
}

/** One or more `element`s with `separator` (sticky) between them; a separator with no element after it is left alone. */
export function listAt<T>(
  element: (at: number) => Match<T> | null,
  separator: RegExp,
  phrase: string,
  at: number,
): Match<readonly T[]> | null {
  const values: T[] = [];
  let end = at;
  for (let next: number | null = at; next !== null;) {
    const match: Match<T> | null = element(next);
    if (match === null) break;
    values.push(match.value);
    end = match.end;
    const found: RegExpExecArray | null = groupsAt(separator, phrase, end);
    next = found === null ? null : end + found[0].length;
  }
  return values.length === 0 ? null : { value: values, end };
}

/** Between the members of a list: 、 , 和 and … */
export const listSeparator = /\s*(?:,\s*and\b|,|以及|和|及|与|跟|还有|&|and\b)\s*/y;
