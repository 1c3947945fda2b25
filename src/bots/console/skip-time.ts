import type { ConsoleClock } from './console-clock.ts';

/** Does what is due by the clock; the core's side of moving it. */
export interface Time {
  runDue(): Promise<void>;
  /** Resolves when nothing is in hand and every reply has been printed. */
  settle(): Promise<void>;
  /** By the clock: the next instant for which something is planned; null when nothing is. */
  nextDueAtMs(): Promise<number | null>;
}

export interface SkipParts {
  readonly clock: ConsoleClock;
  readonly time: Time;
  /** By the clock: when something was last said. */
  lastSaidAtMs(): number;
  /** True when it is to end early. */
  isStopped(): boolean;
}

const fineStepMs = 1_000;
/** Longest round and pause of a quiz: after so long a silence nothing is measured in seconds any more. */
const livelyMs = 130_000;
const minuteMs = 60_000;

/**
 * Moves the clock to `targetMs` so that everything in between happens at its time and in its order: in steps of a
 * second while something goes on, else from minute to minute, and to each instant for which something is planned. A day of silence takes about a second.
 */
export async function skipTime(targetMs: number, parts: SkipParts): Promise<void> {
  const { clock, time } = parts;
  await happen(time);
  while (clock.now() < targetMs && !parts.isStopped()) {
    const nowMs = clock.now();
    const dueMs = (await time.nextDueAtMs()) ?? targetMs;
    // The clock goes on by itself, too: what came due since it was looked must not wait for the next minute.
    const isLively = nowMs - parts.lastSaidAtMs() < livelyMs || dueMs <= nowMs;
    const nextMinuteMs = (Math.floor(nowMs / minuteMs) + 1) * minuteMs;
    const plannedMs = dueMs > nowMs ? dueMs : targetMs;
    const stepMs = Math.min(targetMs, plannedMs, isLively ? nowMs + fineStepMs : nextMinuteMs);
    // Beforehand: killed right after, the clock must not run through the same time again.
    clock.keep(stepMs);
    clock.moveTo(stepMs);
    await happen(time);
  }
}

async function happen(time: Time): Promise<void> {
  await time.runDue();
  await time.settle();
}
