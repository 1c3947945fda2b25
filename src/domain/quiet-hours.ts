import type { TimeZone } from './local-date.ts';
import { offsetWindowAt } from './zone-offset.ts';

const minuteMs = 60_000;
const minutesPerDay = 1_440;
const dayMs = minutesPerDay * minuteMs;

/** Minutes of the local day, 0–1439: quiet from `fromMinute` until just before `toMinute`, over midnight if that is earlier. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Whether a minute of the day is quiet; never when there are no quiet hours or both ends are the same. */
export function isQuiet(minuteOfDay: number, quiet: QuietHours | null): boolean {
  if (quiet === null) return false;
  const { fromMinute, toMinute } = quiet;
  if (fromMinute <= toMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute;
  return minuteOfDay >= fromMinute || minuteOfDay < toMinute;
}

/** The first instant from `atMs` on that is not quiet in the zone: `atMs` itself, or the start of the minute in which the quiet ends. */
export function afterQuiet(atMs: number, quiet: QuietHours | null, zone: TimeZone): number {
  let candidateMs = atMs;
  // Each round either ends or steps over one clock change, so that a change inside the quiet hours is counted once.
  for (;;) {
    const { offsetMs, untilMs } = offsetWindowAt(candidateMs, zone);
    const localMs = candidateMs + offsetMs;
    const sinceMidnightMs = localMs - Math.floor(localMs / dayMs) * dayMs;
    if (quiet === null || !isQuiet(Math.floor(sinceMidnightMs / minuteMs), quiet)) return candidateMs;
    const endMs = quiet.toMinute * minuteMs;
    const leftMs = endMs > sinceMidnightMs ? endMs - sinceMidnightMs : endMs + dayMs - sinceMidnightMs;
    candidateMs = Math.min(candidateMs + leftMs, untilMs);
  }
}
