/** What a right answer is worth. */
const pointsPerRound = 10;
/** With the speed bonus on, answering at once adds half as much again; it shrinks evenly to nothing at the close. */
const speedBonusMax = 5;

/** Points of a right answer given `tookMs` after the round opened. */
export function pointsFor(tookMs: number, roundMs: number, hasSpeedBonus: boolean): number {
  if (!hasSpeedBonus) return pointsPerRound;
  const left = Math.max(0, Math.min(1, 1 - tookMs / roundMs));
  return pointsPerRound + Math.round(speedBonusMax * left);
}

/** Milliseconds that fit beside the points in one exact double: 2³³ ms are 99 days. */
export const boardUnit = 2 ** 33;

/** One line of a board. */
export interface Standing {
  readonly seat: number;
  readonly points: number;
  /** Time taken for the right answers, in all. */
  readonly tookMs: number;
}

/** A board entry from its score: points × 2³³ − milliseconds. */
export function standingOf(seat: number, score: number): Standing {
  const points = Math.ceil(score / boardUnit);
  return { seat, points, tookMs: points * boardUnit - score };
}

/** Places as in sport: equals share a place and the next one is left out. */
export function placesOf(standings: readonly Standing[]): readonly number[] {
  const places: number[] = [];
  standings.forEach((standing, index) => {
    const before = standings[index - 1];
    const isEqual = before !== undefined && before.points === standing.points && before.tookMs === standing.tookMs;
    places.push(isEqual ? (places[index - 1] ?? index + 1) : index + 1);
  });
  return places;
}
