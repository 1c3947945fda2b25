import { type ClockTime, clockTimeAt } from './clock-phrase.ts';
import { groupsAt, listAt, listSeparator, type Match } from './scan.ts';

/** The times named one after the other, in minutes from the start of the day as said. */
export interface ClockList {
  readonly minutes: readonly number[];
  /** True for a single word such as noon, which without a day is no schedule. */
  readonly isBareWord: boolean;
}

const bothEnds = /\s*早晚(?:各)?\s*/y;

/** The times of day that begin at an index of a folded phrase: `8点和20点`, `早晚8点`, `8am, 3pm`. */
export function clockListAt(phrase: string, at: number): Match<ClockList> | null {
  const both = groupsAt(bothEnds, phrase, at);
  if (both !== null) return morningAndEveningAt(phrase, at + both[0].length);
  let last: ClockTime | null = null;
  const list = listAt(
    (index) => {
      const match = clockTimeAt(phrase, index, last);
      last = match?.value ?? last;
      return match;
    },
    listSeparator,
    phrase,
    at,
  );
  if (list === null) return null;
  const minutes = list.value.map(({ minute }) => minute);
  return {
    value: { minutes, isBareWord: list.value.length === 1 && list.value[0]?.isBareWord === true },
    end: list.end,
  };
}

function morningAndEveningAt(phrase: string, at: number): Match<ClockList> | null {
  const match = clockTimeAt(phrase, at);
  if (match?.value.period !== null || match.value.minute >= 720) return null;
  return { value: { minutes: [match.value.minute, match.value.minute + 720], isBareWord: false }, end: match.end };
}
