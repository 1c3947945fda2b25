import { nextDueAtMs } from '../domain/next-due.ts';
import type { TimeZone } from '../domain/local-date.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { WorkCalendar } from '../domain/workdays.ts';

/** What has come due of one order, seen from now. */
export interface DueTimes {
  /** The youngest due instant that is not in the future. */
  readonly dueAtMs: number;
  /** Earlier ones that nobody handled, oldest first; at most the newest fifty. */
  readonly missedAtMs: readonly number[];
  /** Null when the order is finished. */
  readonly nextAtMs: number | null;
}

/** A schedule due every five minutes has as many in a month; older ones are not even counted. */
const countedMax = 10_000;
/** More than anybody reads in the ledger. */
const listedMax = 50;

/** What comes due, on whose clocks and by which calendar; mainland China's as published when absent. */
export interface DueSchedule {
  readonly schedule: Schedule;
  readonly zone: TimeZone;
  readonly workdays?: WorkCalendar | undefined;
}

/** Collapses what came due while nobody was there; from the first due instant on, so that no process restarts a series. */
export function dueTimes({ schedule, zone, workdays }: DueSchedule, firstAtMs: number, nowMs: number): DueTimes {
  const missed: number[] = [];
  let dueAtMs = firstAtMs;
  for (let count = 0; count < countedMax; count += 1) {
    const nextAtMs = nextDueAtMs(schedule, dueAtMs, zone, workdays);
    if (nextAtMs === null || nextAtMs > nowMs) return { dueAtMs, missedAtMs: missed.slice(-listedMax), nextAtMs };
    missed.push(dueAtMs);
    dueAtMs = nextAtMs;
  }
  return { dueAtMs, missedAtMs: missed.slice(-listedMax), nextAtMs: nextDueAtMs(schedule, nowMs, zone, workdays) };
}
