import { describe, expect, test } from 'vitest';
import type { ConsoleClock } from '../../../src/bots/console/console-clock.ts';
import { skipTime } from '../../../src/bots/console/skip-time.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** 00:00:10 on some day. */
const startMs = Date.UTC(2026, 0, 5) + 10_000;

/** A clock that stands still unless moved, and things that are due by it. */
function openTime(dueAtMs: readonly number[]) {
  let nowMs = startMs;
  const waiting = [...dueAtMs];
  const done: { readonly dueAtMs: number; readonly lateMs: number }[] = [];
  const kept: number[] = [];
  const steps: number[] = [];
  let lastSaidAtMs = 0;
  const clock: ConsoleClock = {
    now: () => nowMs,
    aheadMs: () => nowMs - startMs,
    moveTo(atMs) {
      steps.push(atMs - nowMs);
      nowMs = Math.max(nowMs, atMs);
    },
    keep: (atMs) => void kept.push(atMs),
    nextAtMs: () => nowMs,
  };
  const time = {
    runDue() {
      for (const dueMs of waiting.filter((atMs) => atMs <= nowMs)) {
        waiting.splice(waiting.indexOf(dueMs), 1);
        done.push({ dueAtMs: dueMs, lateMs: nowMs - dueMs });
        lastSaidAtMs = nowMs;
      }
      return Promise.resolve();
    },
    settle: () => Promise.resolve(),
    nextDueAtMs: () => Promise.resolve<number | null>(null),
  };
  return { clock, time, done, kept, steps, lastSaidAtMs: () => lastSaidAtMs, isStopped: () => false };
}

describe('skipping time', () => {
  test('does everything at its minute and in its order, and ends at the target', async () => {
    const at = (hours: number): number => Date.UTC(2026, 0, 5) + hours * hourMs;
    const opened = openTime([at(20.5), at(8), at(22)]);
    await skipTime(startMs + 24 * hourMs, opened);
    expect(opened.done).toEqual([at(8), at(20.5), at(22)].map((dueAtMs) => ({ dueAtMs, lateMs: 0 })));
    expect(opened.clock.now()).toBe(startMs + 24 * hourMs);
  });

  test('goes by seconds while something is going on, so that rounds end on time', async () => {
    const opened = openTime([startMs + 1_000, startMs + 21_000, startMs + 111_500]);
    await skipTime(startMs + 3 * minuteMs, opened);
    expect(opened.done.map(({ lateMs }) => lateMs)).toEqual([49_000, 29_000, 500]);
  });

  test('goes to the very second for which something is planned', async () => {
    const dueAtMs = startMs + 30 * minuteMs + 17_000;
    const opened = openTime([dueAtMs]);
    await skipTime(startMs + hourMs, {
      ...opened,
      time: { ...opened.time, nextDueAtMs: () => Promise.resolve(dueAtMs) },
    });
    expect(opened.done).toEqual([{ dueAtMs, lateMs: 0 }]);
  });

  test('does at once what came due while the clock went on by itself', async () => {
    // Five milliseconds after a full minute, to which the clock is moved.
    const dueAtMs = startMs + 30 * minuteMs + 50_005;
    const opened = openTime([dueAtMs]);
    const isOpen = (): boolean => opened.done.length === 0;
    const nextDueAtMs = () => Promise.resolve(isOpen() ? dueAtMs : null);
    const settle = () => {
      if (isOpen() && dueAtMs - opened.clock.now() < 10) opened.clock.moveTo(dueAtMs + 8);
      return Promise.resolve();
    };
    await skipTime(startMs + hourMs, { ...opened, time: { ...opened.time, nextDueAtMs, settle } });
    expect(opened.done).toHaveLength(1);
    expect(opened.done[0]?.lateMs).toBeLessThan(2_000);
  });

  test('takes few steps through a silent day', async () => {
    const opened = openTime([]);
    await skipTime(startMs + 24 * hourMs, opened);
    expect(opened.steps.length).toBeLessThanOrEqual(24 * 60 + 1);
  });

  test('keeps each instant before it goes there, so that no hour is run through twice', async () => {
    const opened = openTime([]);
    await skipTime(startMs + 5 * minuteMs, opened);
    expect(opened.kept).toHaveLength(opened.steps.length);
    expect(opened.kept.at(-1)).toBe(startMs + 5 * minuteMs);
  });

  test('ends early when it is told to', async () => {
    const opened = openTime([]);
    await skipTime(startMs + 5 * minuteMs, { ...opened, isStopped: () => opened.steps.length === 2 });
    expect(opened.steps).toHaveLength(2);
  });
});
