import { expect, test } from 'vitest';
import { createPulse } from '../../../src/commands/quiz/pulse.ts';

/** A store that remembers the last beat, takes `delayMs` to answer, and a clock that it moves. */
function makePulse(lastAtMs: number, nowMs: number) {
  const state = { lastAtMs, nowMs, delayMs: 0 };
  const given: [string, number][] = [];
  const pulse = createPulse({
    runs: {
      beat: () => {
        state.nowMs += state.delayMs;
        state.delayMs = 0;
        const gapMs = state.nowMs - state.lastAtMs;
        state.lastAtMs = state.nowMs;
        return Promise.resolve(gapMs);
      },
      openChats: () => Promise.resolve(['a', 'b']),
    },
    conductor: { giveBack: (chat, gapMs) => Promise.resolve(void given.push([chat, gapMs])) },
    isStandingBy: () => false,
    isWatched: () => true,
    wallClock: () => state.nowMs,
  });
  return { pulse, given, state };
}

test('the first beat of a process looks after all running quizzes, with nothing to give back after a quick restart', async () => {
  const { pulse, given } = makePulse(100_000, 102_000);
  await pulse.beat();
  expect(given).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
  await pulse.beat();
  expect(given).toHaveLength(2);
});

test('a gap of more than five seconds is given back once', async () => {
  const { pulse, given, state } = makePulse(100_000, 101_000);
  await pulse.beat();
  given.length = 0;
  state.nowMs += 30_000;
  await Promise.all([pulse.beat(), pulse.beat()]);
  state.nowMs += 1_000;
  await pulse.beat();
  expect(given).toEqual([
    ['a', 30_000],
    ['b', 30_000],
  ]);
});

test('the time that a beat itself waited for Redis belongs to the gap, and is not found again', async () => {
  const { pulse, given, state } = makePulse(100_000, 101_000);
  await pulse.beat();
  given.length = 0;
  state.nowMs += 3_000;
  state.delayMs = 3_500;
  await pulse.beat();
  state.nowMs += 2_000;
  await pulse.beat();
  expect(given).toEqual([
    ['a', 6_500],
    ['b', 6_500],
  ]);
});

test('whoever beats while time is given back waits for it', async () => {
  const order: string[] = [];
  const pulse = createPulse({
    runs: { beat: () => Promise.resolve(0), openChats: () => Promise.resolve(['a']) },
    conductor: {
      giveBack: async () => {
        await new Promise((done) => setImmediate(done));
        order.push('given back');
      },
    },
    isStandingBy: () => false,
    isWatched: () => true,
    wallClock: () => 0,
  });
  await Promise.all([pulse.beat(), pulse.beat().then(() => order.push('went on'))]);
  expect(order).toEqual(['given back', 'went on']);
});

test('who stands by neither beats nor looks; who takes over gives back what nobody heard, and adopts what others start', async () => {
  const state = { nowMs: 100_000, lastAtMs: 100_000, isStandingBy: true, watched: new Set(['a']) };
  const given: [string, number][] = [];
  const pulse = createPulse({
    runs: {
      beat: () => {
        const gapMs = state.nowMs - state.lastAtMs;
        state.lastAtMs = state.nowMs;
        return Promise.resolve(gapMs);
      },
      openChats: () => Promise.resolve(['a', 'b']),
    },
    conductor: { giveBack: (chat, gapMs) => Promise.resolve(void given.push([chat, gapMs])) },
    isStandingBy: () => state.isStandingBy,
    isWatched: (chat) => state.watched.has(chat),
    wallClock: () => state.nowMs,
  });
  await pulse.beat();
  expect({ given, lastAtMs: state.lastAtMs }).toEqual({ given: [], lastAtMs: 100_000 });
  state.nowMs += 8_000;
  state.isStandingBy = false;
  await pulse.beat();
  expect(given.splice(0)).toEqual([
    ['a', 8_000],
    ['b', 8_000],
  ]);
  state.nowMs += 3_000;
  await pulse.beat();
  await new Promise((done) => setImmediate(done));
  expect(given).toEqual([['b', 0]]);
});

test('thousands of quizzes are looked after fifty at a time, and one that fails keeps no other from it', async () => {
  const given: string[] = [];
  const chats = Array.from({ length: 120 }, (_, index) => `c${String(index)}`);
  let underWayCount = 0;
  let peak = 0;
  const pulse = createPulse({
    runs: { beat: () => Promise.resolve(0), openChats: () => Promise.resolve(chats) },
    conductor: {
      giveBack: async (chat) => {
        underWayCount += 1;
        peak = Math.max(peak, underWayCount);
        await new Promise((done) => setImmediate(done));
        underWayCount -= 1;
        if (chat === 'c3') throw new Error('away');
        given.push(chat);
      },
    },
    isStandingBy: () => false,
    isWatched: () => true,
    wallClock: () => 0,
  });
  await expect(pulse.beat()).rejects.toThrow('away');
  expect(peak).toBe(50);
  expect(given).toHaveLength(119);
});
