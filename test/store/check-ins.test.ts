import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { addDays, dayNumber, localDateOfDayNumber } from '../../src/domain/calendar.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { periodsOfDay } from '../../src/domain/period.ts';
import { type DayState, dayStates, readDayState, streakOf } from '../../src/domain/streak.ts';
import type { CheckInEntry } from '../../src/store/check-in-entry.ts';
import { createCheckInStore } from '../../src/store/check-ins.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLeaveStore } from '../../src/store/leaves.ts';
import { createProgressStore } from '../../src/store/progress.ts';
import { createUndoStore } from '../../src/store/undo.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');
const today = '2026-11-21' as LocalDate;
const limits = { today, quota: 3 };

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const stores = () => ({
  checkIns: createCheckInStore(redis, keys),
  undo: createUndoStore(redis, keys),
  leaves: createLeaveStore(redis, keys),
  progress: createProgressStore(redis, keys),
});

const atMs = (on: LocalDate): number => Date.parse(`${on}T04:00:00Z`);
const entry = (on: LocalDate, minutes: number | null = null, change: Partial<CheckInEntry> = {}): CheckInEntry => ({
  outcome: 'done',
  amount: minutes === null ? null : { amount: minutes, unit: 'minutes', of: null },
  note: '',
  hasPhoto: false,
  bySeat: null,
  atMs: atMs(on),
  ...change,
});
const done = (seat: number, on: LocalDate = today, minutes: number | null = null) => ({
  seat,
  on,
  entry: entry(on, minutes),
});
const madeUp = (seat: number, on: LocalDate) => ({ seat, on, entry: entry(on, null, { outcome: 'made-up' }) });
const leave = (seat: number, from: LocalDate, to: LocalDate, reason = '') => ({
  seat,
  from,
  to,
  reason,
  atMs: atMs(today),
});

/** How many commands `work` sends. */
async function commandsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (...sent: Parameters<typeof send>) => {
    count += 1;
    return send(...sent);
  };
  await work();
  redis.sendCommand = send;
  return count;
}

test('a check-in is recorded with its entry, state, streak and boards', async () => {
  const { checkIns, progress } = stores();
  await checkIns.record('c', 'e1', done(7, addDays(today, -1)), 0);
  const recorded = await checkIns.record('c', 'e2', done(7, today, 30), 0);
  expect(recorded).toEqual({
    outcome: 'recorded',
    streak: 2,
    member: { seat: 7, name: null, entries: [entry(today, 30)] },
    memberCount: 1,
    latest: [],
  });
  const [bits = new Uint8Array()] = await progress.states('c', [7]);
  expect(readDayState(bits, dayNumber(today))).toBe('done');
  expect(readDayState(bits, dayNumber(today) + 1)).toBe('none');
  for (const period of [...Object.values(periodsOfDay(today)), 'all']) {
    expect(await progress.daysBoard('c', period, 7, 10), period).toEqual({
      top: [{ seat: 7, score: 2, place: 1 }],
      own: { seat: 7, score: 2, place: 1 },
      memberCount: 1,
    });
  }
});

test('a check-in costs one command', async () => {
  const { checkIns } = stores();
  await checkIns.record('c', 'warm', done(1), 30);
  expect(await commandsOf(() => checkIns.record('c', 'e', done(2), 30))).toBe(1);
});

test('an event told again repeats the answer and leaves one entry', async () => {
  const { checkIns } = stores();
  const first = await checkIns.record('c', 'e', done(7, today, 30), 30);
  expect(await checkIns.record('c', 'e', done(7, today, 30), 30)).toEqual(first);
  expect(await redis.hget(keys.day('c', today), '7')).not.toContain('\n');
  expect(await redis.zscore(keys.ranks('c', 'all'), '7')).toBe('1');
});

test('a second check-in of the day adds its amount; one that says nothing new leaves no trace', async () => {
  const { checkIns } = stores();
  await checkIns.record('c', 'e1', done(7, today, 30), 0);
  const added = await checkIns.record('c', 'e2', done(7, today, 15), 0);
  expect([added.outcome, added.streak, added.memberCount]).toEqual(['added', 1, 1]);
  expect(added.member.entries.map(({ amount }) => amount?.amount)).toEqual([30, 15]);
  const again = await checkIns.record('c', 'e3', done(7, today), 0);
  expect([again.outcome, again.member.entries.length]).toEqual(['again', 2]);
  expect(await redis.zscore(keys.ranks('c', 'all'), '7')).toBe('1');
});

test('the newest members of the day come back with names, hidden where they opted out', async () => {
  const { checkIns } = stores();
  await redis.hset(keys.names('c'), { 1: '甲', 2: '乙', 3: '丙' });
  await redis.hset(keys.roster('c'), { 1: '{}', 2: '{"isOptedOut":true}', 3: '{"isOptedOut":false}' });
  for (const seat of [1, 2, 3]) {
    const at = { ...done(seat), entry: entry(today, seat, { atMs: atMs(today) + seat * 1000 }) };
    await checkIns.record('c', `e${seat}`, at, 0);
  }
  const { latest, memberCount } = await checkIns.record('c', 'more', done(1, today, 1), 2);
  expect(memberCount).toBe(3);
  expect(latest.map(({ seat, name, entries }) => [seat, name, entries.length])).toEqual([
    [3, '丙', 1],
    [2, null, 1],
  ]);
});

test('200 members at once are counted once each', async () => {
  const { checkIns } = stores();
  const seats = Array.from({ length: 200 }, (_, index) => index + 1);
  const told = await Promise.all(
    seats.flatMap((seat) => [
      checkIns.record('c', `e${seat}`, done(seat, today, 10), 30),
      checkIns.record('c', `e${seat}`, done(seat, today, 10), 30),
    ]),
  );
  expect(new Set(told.map(({ memberCount }) => memberCount)).size).toBe(200);
  expect(await redis.hlen(keys.day('c', today))).toBe(200);
  expect(await redis.zcard(keys.ranks('c', 'all'))).toBe(200);
  expect(await redis.zcount(keys.ranks('c', 'all'), 1, 1)).toBe(200);
  expect(told.at(-1)?.latest).toHaveLength(30);
});

test('a streak of years is counted whole, across every border of a byte', async () => {
  const { checkIns } = stores();
  for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000]) {
    const seat = length;
    const first = dayNumber(today) - length + 1;
    const bits = new Uint8Array(Math.ceil((dayNumber(today) + 1) / 4));
    for (let day = first; day < dayNumber(today); day++) {
      const byte = Math.floor(day / 4);
      bits[byte] = (bits[byte] ?? 0) | (1 << (6 - 2 * (day % 4)));
    }
    await redis.set(keys.states('c', seat), Buffer.from(bits));
    expect((await checkIns.record('c', `e${length}`, done(seat), 0)).streak).toBe(length);
  }
});

test('a make-up fills a gap once, within the quota of its calendar month', async () => {
  const { checkIns, progress } = stores();
  await checkIns.record('c', 'e0', done(7, today), 0);
  await checkIns.record('c', 'e1', done(7, addDays(today, -2)), 0);
  const filled = await checkIns.makeUp('c', 'm1', madeUp(7, addDays(today, -1)), limits);
  expect(filled).toEqual({ outcome: 'made-up', streak: 3, usedCount: 1 });
  expect(await checkIns.makeUp('c', 'm1', madeUp(7, addDays(today, -1)), limits)).toEqual(filled);
  expect((await checkIns.makeUp('c', 'm2', madeUp(7, addDays(today, -1)), limits)).outcome).toBe('already');
  await checkIns.makeUp('c', 'm3', madeUp(7, addDays(today, -3)), limits);
  await checkIns.makeUp('c', 'm4', madeUp(7, addDays(today, -4)), limits);
  const refused = await checkIns.makeUp('c', 'm5', madeUp(7, addDays(today, -5)), limits);
  expect([refused.outcome, refused.usedCount]).toEqual(['quota', 3]);
  expect((await checkIns.makeUp('c', 'm6', madeUp(7, '2026-10-31' as LocalDate), limits)).outcome).toBe('made-up');
  expect((await progress.daysBoard('c', 'all', 7, 1)).own?.score).toBe(6);
});

test('undo takes back the newest act once an event, then the one before', async () => {
  const { checkIns, undo, progress } = stores();
  await checkIns.record('c', 'e1', done(7, today, 30), 0);
  await checkIns.record('c', 'e2', done(7, today, 15), 0);
  const first = { kind: 'check-in', on: today, outcome: 'done', amount: { amount: 15, unit: 'minutes', of: null } };
  expect(await undo.undo('c', 'u1', 7, 0)).toEqual({ ...first, leftCount: 1 });
  expect(await undo.undo('c', 'u1', 7, 0)).toEqual({ ...first, leftCount: 1 });
  expect(await progress.entries('c', today, 7)).toEqual([entry(today, 30)]);
  expect(await undo.undo('c', 'u2', 7, 0)).toMatchObject({ amount: { amount: 30 }, leftCount: 0 });
  expect(await undo.undo('c', 'u3', 7, 0)).toEqual({ kind: 'nothing' });
  expect(await redis.exists(keys.day('c', today), keys.ranks('c', 'all'), keys.arrivals('c', today))).toBe(0);
});

test('what is told before the time allowed stays', async () => {
  const { checkIns, undo } = stores();
  await checkIns.record('c', 'e1', done(7), 0);
  expect(await undo.undo('c', 'u1', 7, atMs(today) + 1_000)).toEqual({ kind: 'nothing' });
  expect(await redis.hlen(keys.day('c', today))).toBe(1);
});

test('leave excuses open days only, and its undo opens them again unless another leave covers them', async () => {
  const { checkIns, undo, leaves, progress } = stores();
  await checkIns.record('c', 'e1', done(7), 0);
  const told = await leaves.record('c', 'l1', leave(7, addDays(today, -1), addDays(today, 2), '出差'));
  expect(told).toEqual({ outcome: 'excused', dayCount: 3 });
  expect(await leaves.record('c', 'l1', leave(7, addDays(today, -1), addDays(today, 2), '出差'))).toEqual(told);
  await leaves.record('c', 'l2', leave(7, addDays(today, 2), addDays(today, 3)));
  expect((await leaves.record('c', 'l3', leave(7, today, addDays(today, 1)))).outcome).toBe('nothing');
  expect([...(await leaves.seatsOn('c', addDays(today, 2)))]).toEqual([7]);
  expect(await leaves.all('c')).toEqual([
    leave(7, addDays(today, -1), addDays(today, 2), '出差'),
    leave(7, addDays(today, 2), addDays(today, 3)),
  ]);
  const stateOn = async (offset: number) => {
    const [bits = new Uint8Array()] = await progress.states('c', [7]);
    return readDayState(bits, dayNumber(today) + offset);
  };
  expect(await undo.undo('c', 'u1', 7, 0)).toEqual({ kind: 'leave', from: addDays(today, 2), to: addDays(today, 3) });
  expect([await stateOn(-1), await stateOn(0), await stateOn(2), await stateOn(3)]).toEqual([
    'excused',
    'done',
    'excused',
    'none',
  ]);
  await undo.undo('c', 'u2', 7, 0);
  expect([await stateOn(-1), await stateOn(0), await stateOn(2)]).toEqual(['none', 'done', 'none']);
  expect(await redis.hexists(keys.leaves('c'), '7')).toBe(0);
});

test('a check-in on an excused day counts; taken back, the day is excused again', async () => {
  const { checkIns, undo, leaves, progress } = stores();
  await leaves.record('c', 'l1', leave(7, today, today));
  expect((await checkIns.record('c', 'e1', done(7), 0)).outcome).toBe('recorded');
  await undo.undo('c', 'u1', 7, 0);
  const [bits = new Uint8Array()] = await progress.states('c', [7]);
  expect(readDayState(bits, dayNumber(today))).toBe('excused');
});

test('a member is asked back about one event a day, and again when that event is told again', async () => {
  const { checkIns } = stores();
  expect(await checkIns.mayAsk('c', 7, today, 'e1')).toBe(true);
  expect(await checkIns.mayAsk('c', 7, today, 'e2')).toBe(false);
  expect(await checkIns.mayAsk('c', 7, today, 'e1')).toBe(true);
  expect(await checkIns.mayAsk('c', 7, addDays(today, 1), 'e3')).toBe(true);
});

test('equal scores share a place, and one’s own place counts those above', async () => {
  const { progress } = stores();
  await redis.zadd(keys.ranks('c', 'all'), 9, '1', 5, '2', 5, '3', 2, '4');
  const { top, own, memberCount } = await progress.daysBoard('c', 'all', 4, 3);
  expect(top.map(({ place }) => place)).toEqual([1, 2, 2]);
  expect([own?.place, memberCount]).toEqual([4, 4]);
  await redis.zadd(keys.points('c', 'all'), 2.9999, '1', 3, '2');
  expect((await progress.pointsBoard('c', 'all', 1, 9)).own).toEqual({ seat: 1, score: 3, place: 2 });
});

type Step =
  | { readonly kind: 'check-in'; readonly offset: number }
  | { readonly kind: 'make-up'; readonly offset: number }
  | { readonly kind: 'leave'; readonly offset: number; readonly length: number }
  | { readonly kind: 'undo' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('check-in' as const), offset: fc.integer({ min: -9, max: 0 }) }),
  fc.record({ kind: fc.constant('make-up' as const), offset: fc.integer({ min: -9, max: -1 }) }),
  fc.record({
    kind: fc.constant('leave' as const),
    offset: fc.integer({ min: -9, max: 3 }),
    length: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('undo' as const) }),
);

interface NaiveAct {
  readonly days: readonly number[];
  readonly kind: 'done' | 'made-up' | 'leave';
}

/** The same rules told naively: whatever a day is follows anew from all acts that still stand. */
function naiveState(acts: readonly NaiveAct[], day: number): DayState {
  const kinds = acts.filter(({ days }) => days.includes(day)).map(({ kind }) => kind);
  return kinds.find((kind) => kind !== 'leave') ?? (kinds.length > 0 ? 'excused' : 'none');
}

function naiveBits(acts: readonly NaiveAct[]): Uint8Array {
  const bits = new Uint8Array(1_000);
  for (let day = dayNumber(today) - 40; day < dayNumber(today) + 40; day++) {
    const byte = Math.floor(day / 4);
    bits[byte] = (bits[byte] ?? 0) | (dayStates.indexOf(naiveState(acts, day)) << (6 - 2 * (day % 4)));
  }
  return bits;
}

test('states, streaks and boards equal a naive recomputation for any sequence of acts', async () => {
  const { checkIns, undo, leaves, progress } = stores();
  let chat = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      chat += 1;
      const id = `p${chat}`;
      const acts: NaiveAct[] = [];
      for (const [index, act] of steps.entries()) {
        const event = `e${index}`;
        const toldMs = atMs(today) + index * 1_000;
        if (act.kind === 'undo') {
          const undone = await undo.undo(id, event, 7, 0);
          if (acts.length > 0 && undone.kind !== 'nothing') acts.pop();
          continue;
        }
        const on = addDays(today, act.offset);
        const day = dayNumber(on);
        const before = naiveState(acts, day);
        if (act.kind === 'check-in') {
          const said = { seat: 7, on, entry: entry(on, 5, { atMs: toldMs }) };
          const { outcome, streak } = await checkIns.record(id, event, said, 0);
          acts.push({ days: [day], kind: before === 'made-up' ? 'made-up' : 'done' });
          expect(outcome).toBe(before === 'done' || before === 'made-up' ? 'added' : 'recorded');
          expect(streak).toBe(streakOf(naiveBits(acts), day).current);
        } else if (act.kind === 'make-up') {
          const said = { seat: 7, on, entry: entry(on, null, { outcome: 'made-up', atMs: toldMs }) };
          const { outcome, streak } = await checkIns.makeUp(id, event, said, { today, quota: 99 });
          expect(outcome).toBe(before === 'done' || before === 'made-up' ? 'already' : 'made-up');
          if (outcome === 'already') continue;
          acts.push({ days: [day], kind: 'made-up' });
          expect(streak).toBe(streakOf(naiveBits(acts), dayNumber(today)).current);
        } else {
          const days = Array.from({ length: act.length }, (_, at) => day + at);
          const open = days.filter((each) => naiveState(acts, each) === 'none');
          const to = localDateOfDayNumber(day + act.length - 1);
          const { dayCount } = await leaves.record(id, event, { seat: 7, from: on, to, reason: '', atMs: toldMs });
          expect(dayCount).toBe(open.length);
          if (open.length > 0) acts.push({ days, kind: 'leave' });
        }
      }
      const [bits = new Uint8Array()] = await progress.states(id, [7]);
      const expected = naiveBits(acts);
      const recorded = new Map<string, number>();
      for (let day = dayNumber(today) - 20; day < dayNumber(today) + 20; day++) {
        expect(readDayState(bits, day)).toBe(readDayState(expected, day));
        if (!['done', 'made-up'].includes(readDayState(expected, day))) continue;
        for (const period of [...Object.values(periodsOfDay(localDateOfDayNumber(day))), 'all']) {
          recorded.set(period, (recorded.get(period) ?? 0) + 1);
        }
      }
      for (const period of [
        'all',
        ...Object.values(periodsOfDay(today)),
        ...Object.values(periodsOfDay(addDays(today, -7))),
      ]) {
        expect((await progress.daysBoard(id, period, 7, 1)).own?.score ?? 0, period).toBe(recorded.get(period) ?? 0);
      }
    }),
    { numRuns: 150 },
  );
});
