import type { TimeZone } from './local-date.ts';

/** A stretch of time, `fromMs` inclusive to `untilMs` exclusive, in which a zone's clocks are `offsetMs` ahead of UTC. */
export interface OffsetWindow {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly offsetMs: number;
}

/** Intl knows about 600 zone names with links; more than this many would be a leak, not a use. */
const maxZoneCount = 700;
const maxWindowsPerZone = 8;

/** Clock changes are further apart: the closest pair that still happens is Morocco's, around the month of Ramadan. */
const stepMs = 7 * 86_400_000;
const stepsLookedAt = 60;

/** A memo of a pure function: asking Intl costs a millisecond, a window kept answers in a fraction of a microsecond. */
const windowsByZone = new Map<TimeZone, OffsetWindow[]>();

/**
 * A window that holds `atMs`, an integer. It ends at a clock change, or after about a year without one, where the next
 * window has the same offset. O(1) while asked about a zone's recent windows.
 */
export function offsetWindowAt(atMs: number, zone: TimeZone): OffsetWindow {
  const windows = windowsByZone.get(zone) ?? rememberZone(zone);
  const latest = windows[0];
  if (latest !== undefined && atMs >= latest.fromMs && atMs < latest.untilMs) return latest;
  const index = windows.findIndex(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
  const window = (index < 0 ? undefined : windows.splice(index, 1)[0]) ?? computeWindow(atMs, zone);
  windows.unshift(window);
  if (windows.length > maxWindowsPerZone) windows.pop();
  return window;
}

/** How many milliseconds a zone's clocks are ahead of UTC at an instant. */
export function offsetMsAt(atMs: number, zone: TimeZone): number {
  return offsetWindowAt(atMs, zone).offsetMs;
}

function rememberZone(zone: TimeZone): OffsetWindow[] {
  if (windowsByZone.size >= maxZoneCount) {
    const oldest = windowsByZone.keys().next();
    if (oldest.done !== true) windowsByZone.delete(oldest.value);
  }
  const windows: OffsetWindow[] = [];
  windowsByZone.set(zone, windows);
  return windows;
}

function computeWindow(atMs: number, zone: TimeZone): OffsetWindow {
  const offsetAt = offsetReader(zone);
  const offsetMs = offsetAt(atMs);
  const isSame = (ms: number) => offsetAt(ms) === offsetMs;
  const before = lastSame(atMs, -stepMs, isSame);
  const after = lastSame(atMs, stepMs, isSame);
  return { fromMs: before, untilMs: after + 1, offsetMs };
}

/** The furthest millisecond in the direction of `step`, within the steps looked at, that still has the same offset. */
function lastSame(atMs: number, step: number, isSame: (ms: number) => boolean): number {
  let same = atMs;
  for (let count = 0; count < stepsLookedAt; count++) {
    if (isSame(same + step)) {
      same += step;
      continue;
    }
    let other = same + step;
    while (Math.abs(other - same) > 1) {
      const middle = Math.trunc((same + other) / 2);
      if (isSame(middle)) same = middle;
      else other = middle;
    }
    return same;
  }
  return same;
}

/** What Intl says, to the second; the formatter is not kept, being some 50 kB and needed about once a year. */
function offsetReader(timeZone: TimeZone): (atMs: number) => number {
  const twoDigit = '2-digit';
  const clock = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: twoDigit, day: twoDigit },
    ...{ hour: twoDigit, minute: twoDigit, second: twoDigit },
  });
  return (atMs) => {
    const wholeMs = Math.floor(atMs / 1_000) * 1_000;
    // “11/21/2026, 18:05:09”
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = clock
      .format(wholeMs)
      .split(/\D+/)
      .map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };
}
