import { expect, test } from 'vitest';
import { createDoubts } from '../../src/scheduler/doubts.ts';

const account = 'telegram:7';

test('a call in doubt now and then costs nothing', () => {
  const doubts = createDoubts();
  for (let atMs = 0; atMs < 100_000; atMs += 1_000) {
    expect(doubts.restMs(account, atMs)).toBe(0);
    doubts.clear(account);
  }
});

test('two in doubt that nobody called between are no row when they are far apart', () => {
  const doubts = createDoubts();
  expect(doubts.restMs(account, 0)).toBe(0);
  expect(doubts.restMs(account, 10_001)).toBe(0);
  expect(doubts.restMs('telegram:8', 10_002)).toBe(0);
});

test('a line that is dead for an hour costs as many calls as rests double, and one for each of the longest', () => {
  const doubts = createDoubts();
  const rests: number[] = [];
  for (let atMs = 0; atMs < 3_600_000; atMs += rests.at(-1) ?? 0) {
    rests.push(doubts.restMs(account, atMs + rests.length));
  }
  expect(rests.slice(0, 8)).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(rests.length).toBeLessThan(3_600 / 30 + 8);
});

test('what was under way when the rest began makes it no longer', () => {
  const doubts = createDoubts();
  doubts.restMs(account, 0);
  expect([10, 20, 30].map((atMs) => doubts.restMs(account, atMs))).toEqual([1_000, 990, 980]);
  expect(doubts.restMs(account, 1_020)).toBe(2_000);
});

test('a line of which every other pair of calls is lost rests longer each time, though some go well', () => {
  const doubts = createDoubts();
  doubts.restMs(account, 0);
  expect(doubts.restMs(account, 33)).toBe(1_000);
  doubts.clear(account);
  expect(doubts.restMs(account, 1_100)).toBe(0);
  expect(doubts.restMs(account, 1_133)).toBe(2_000);
});
