/** Which lane of which sending of which fan-out a delivery belongs to. */
export interface LaneName {
  readonly number: number;
  readonly run: number;
  readonly lane: number;
}

/** The lane as deliveries, the ledger and the log name it. */
export const laneRef = ({ number, run, lane }: LaneName): string => `${String(number)}.${String(run)}.${String(lane)}`;

/** The lane of a name, null when it is none. */
export function readLaneRef(ref: string): LaneName | null {
  const [, number, run, lane] = /^(\d+)\.(\d+)\.(\d+)$/.exec(ref) ?? [];
  if (number === undefined || run === undefined || lane === undefined) return null;
  return { number: Number(number), run: Number(run), lane: Number(lane) };
}
