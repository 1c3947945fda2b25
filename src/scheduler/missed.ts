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

/** More than anybody reads in the ledger. */
const listedMax = 50;

/** What comes due, on whose clocks and by which calendar; mainland China's as published when absent. */
export interface DueSchedule {
  readonly schedule: Schedule;
  readonly zone: TimeZone;
  readonly workdays?: WorkCalendar | undefined;
}

/** Looked back so far at first, then twice as far. */
const firstLookMs = 3_600_000;

/**
 * Collapses what came due while nobody was there; from the first due instant on, so that no process restarts a series. Only
 * the newest are counted: every five minutes of a month would keep everybody else waiting.
 */
export function dueTimes(due: DueSchedule, firstAtMs: number, nowMs: number): DueTimes {
  for (let lookMs = firstLookMs; ; lookMs *= 2) {
    const sinceMs = nowMs - lookMs;
    const isAll = sinceMs <= firstAtMs;
    const [dueAtMs = firstAtMs, ...older] = (
      isAll ? [firstAtMs, ...instantsOf(due, firstAtMs, nowMs)] : instantsOf(due, sinceMs, nowMs)
    ).toReversed();
    if (isAll || older.length >= listedMax) {
      const missedAtMs = older.slice(0, listedMax).toReversed();
      return { dueAtMs, missedAtMs, nextAtMs: nextDueAtMs(due.schedule, dueAtMs, due.zone, due.workdays) };
    }
  }
}

/** All due instants after one and until another. */
function instantsOf({ schedule, zone, workdays }: DueSchedule, afterMs: number, untilMs: number): readonly number[] {
  const instants: number[] = [];
  for (let atMs: number | null = afterMs; ; instants.push(atMs)) {
    atMs = nextDueAtMs(schedule, atMs, zone, workdays);
    if (atMs === null || atMs > untilMs) return instants;
  }
}
