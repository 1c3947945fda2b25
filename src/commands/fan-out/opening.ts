import { audienceOf } from '../../domain/fan-out/audience.ts';
import { firstZone, sameWallTime } from '../../domain/fan-out/due-in-zones.ts';
import { lanesOf } from '../../domain/fan-out/lanes.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { nextDueAtMs } from '../../domain/next-due.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import type { FanOutRunStore, RunName } from '../../store/fan-out-runs.ts';
import type { FanOut } from '../../store/fan-outs.ts';
import type { Group, GroupStore } from '../../store/groups.ts';

export interface OpeningParts {
  readonly groups: Pick<GroupStore, 'all'>;
  readonly runs: Pick<FanOutRunStore, 'open'>;
  clock(): number;
  freshId(): string;
}

/** Writes down whom a sending is for and when each of them is due; the zone in which it comes first next time. */
export async function openRun(
  fanOut: FanOut,
  name: RunName,
  zone: TimeZone | null,
  parts: OpeningParts,
): Promise<TimeZone> {
  const { spec } = fanOut;
  const audience = audienceOf(spec.audience, await parts.groups.all());
  const lanes = lanesOf(audience, (there) => dueAtMs(fanOut, name.run, zone ?? spec.zone, there));
  await parts.runs.open(name, lanes, parts.clock(), parts.freshId());
  return earliestZone(fanOut, audience, parts.clock());
}

/** In which zone of those addressed a time of day comes first. */
export const earliestZone = ({ spec }: FanOut, audience: readonly Group[], atMs: number): TimeZone =>
  firstZone(new Set(audience.map(({ zone }) => zone)), atMs, spec.zone);

/** When a chat with the clocks of `there` is due; `run` is when the sending began, by the clocks of `zone` where it recurs. */
function dueAtMs({ spec }: FanOut, run: number, zone: TimeZone, there: TimeZone): number {
  const { schedule, isWallTime } = spec;
  if (schedule === null) return run;
  const atMs = schedule.kind === 'once' ? schedule.atMs : run;
  return isWallTime ? sameWallTime(atMs, zone, there) : atMs;
}

/** A wake that failed comes again with another instant, a little later; this far back its own is looked for. */
const lookBackMs = 10 * 60_000;

/** The latest instant up to `nowMs` at which a schedule was due, for a wake that was due at `wokenAtMs`. */
export function latestDueAtMs(
  {
    schedule,
    zone,
    workdays,
  }: { readonly schedule: Schedule; readonly zone: TimeZone; readonly workdays?: WorkCalendar },
  wokenAtMs: number,
  nowMs: number,
): number {
  let latest = wokenAtMs;
  let atMs = nextDueAtMs(schedule, wokenAtMs - lookBackMs, zone, workdays);
  while (atMs !== null && atMs <= nowMs) {
    latest = atMs;
    atMs = nextDueAtMs(schedule, atMs, zone, workdays);
  }
  return latest;
}
