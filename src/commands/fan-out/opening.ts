import { localDateOf } from '../../domain/calendar.ts';
import { audienceOf } from '../../domain/fan-out/audience.ts';
import { firstZone, sameWallTime } from '../../domain/fan-out/due-in-zones.ts';
import { lanesOf } from '../../domain/fan-out/lanes.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { nextDueAtMs } from '../../domain/next-due.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { plainWeekdays, type WorkCalendar } from '../../domain/workdays.ts';
import type { FanOutRunStore, RunName } from '../../store/fan-out-runs.ts';
import type { FanOut } from '../../store/fan-outs.ts';
import type { Group, GroupStore } from '../../store/groups.ts';

export interface OpeningParts {
  readonly groups: Pick<GroupStore, 'all'>;
  readonly runs: Pick<FanOutRunStore, 'open'>;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
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
  const dueIn = (there: TimeZone): number => dueAtMs(fanOut, name.run, zone ?? spec.zone, there);
  const addressed = spec.schedule?.kind === 'workdays' ? workingOf(audience, dueIn, parts.workdays) : audience;
  const isFreeForAll = addressed.length === 0 && audience.length > 0;
  if (!isFreeForAll) await parts.runs.open(name, lanesOf(addressed, dueIn), parts.clock(), parts.freshId());
  return earliestZone(fanOut, audience, parts.clock());
}

/** Groups that work on the day on which they are due, as their calendars have it; their days off are asked when it comes. */
function workingOf(
  groups: readonly Group[],
  dueIn: (there: TimeZone) => number,
  workdays: WorkCalendar,
): readonly Group[] {
  const works = new Map<string, boolean>();
  return groups.filter(({ zone, workdaysKind }) => {
    const name = `${workdaysKind} ${zone}`;
    const calendar = workdaysKind === 'china' ? workdays : plainWeekdays;
    const isWorkday = works.get(name) ?? calendar.isWorkday(localDateOf(dueIn(zone), zone));
    works.set(name, isWorkday);
    return isWorkday;
  });
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
/** As many as are listed, and the latest. */
const dueTimesMax = 51;

/** The latest instants up to `nowMs` at which a schedule was due, oldest first, for a wake that was due at `wokenAtMs`. */
export function dueTimes(
  {
    schedule,
    zone,
    workdays,
  }: { readonly schedule: Schedule; readonly zone: TimeZone; readonly workdays: WorkCalendar },
  wokenAtMs: number,
  nowMs: number,
): readonly number[] {
  const found: number[] = [];
  let atMs = nextDueAtMs(schedule, wokenAtMs - lookBackMs, zone, workdays);
  while (atMs !== null && atMs <= nowMs) {
    found.push(atMs);
    if (found.length > dueTimesMax) found.shift();
    atMs = nextDueAtMs(schedule, atMs, zone, workdays);
  }
  // A wake that goes by workdays comes every day.
  return found.length > 0 || schedule.kind === 'workdays' ? found : [wokenAtMs];
}

/** The days on which some group works, be it by mainland China's calendar or from Monday to Friday. */
export const somebodyWorks = (workdays: WorkCalendar): WorkCalendar => ({
  isKnown: workdays.isKnown,
  isWorkday: (on) => plainWeekdays.isWorkday(on) || workdays.isWorkday(on),
});
