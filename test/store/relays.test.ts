import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '../../src/domain/local-date.ts';
import type { CheckInEntry } from '../../src/store/check-in-entry.ts';
import { createCheckInStore } from '../../src/store/check-ins.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createRelayStore, type RelayEffect, type RelayRecord } from '../../src/store/relays.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');
const on = '2026-11-21' as LocalDate;
const atMs = Date.parse('2026-11-21T04:00:00Z');

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const entry = (minutes: number, change: Partial<CheckInEntry> = {}): CheckInEntry => ({
  outcome: 'done',
  amount: { amount: minutes, unit: 'minutes', of: null },
  note: '',
  hasPhoto: false,
  bySeat: null,
  isFromRelay: true,
  atMs,
  ...change,
});
const outcome = {
  recorded: [1],
  added: [],
  corrected: [],
  takenBack: [],
  strangers: ['张三'],
  unclear: [],
  isOtherDay: false,
};
const effect = (seat: number, change: Partial<RelayEffect> = {}): RelayEffect => ({
  seat,
  before: [],
  after: [entry(30)],
  lineBefore: undefined,
  lineAfter: { entryAtMs: atMs, prints: ['a'], isOwn: true },
  ...change,
});
const record = (effects: readonly RelayEffect[], change: Partial<RelayRecord> = {}): RelayRecord => ({
  on,
  relay: 'r',
  atMs,
  effects,
  names: new Map(),
  outcome,
  ...change,
});

test('what a relay said is known again, apart from other relays and of the day before', async () => {
  const relays = createRelayStore(redis, keys);
  await relays.record('c', 'e1', record([effect(1)], { names: new Map([['zhang', 0]]) }));
  await relays.record('c', 'e2', record([effect(2)], { relay: 'other' }));
  const state = await relays.read('c', 'e3', on, 'r');
  expect(state.lines).toEqual(new Map([[1, { entryAtMs: atMs, prints: ['a'], isOwn: true }]]));
  expect(state.names).toEqual(new Map([['zhang', 0]]));
  expect(state.past).toBeNull();
  const next = await relays.read('c', 'e4', '2026-11-22' as LocalDate, 'r');
  expect([next.lines.size, next.earlier]).toEqual([0, new Map([[1, 'a']])]);
  expect(await redis.ttl(keys.relay('c', on))).toBeGreaterThan(2 * 86_400);
});

test('an event told again repeats its outcome and records nothing', async () => {
  const relays = createRelayStore(redis, keys);
  await relays.record('c', 'e1', record([effect(1)]));
  const again = await relays.record('c', 'e1', record([effect(2)], { outcome: { ...outcome, recorded: [2] } }));
  expect(again).toEqual(outcome);
  expect((await relays.read('c', 'e1', on, 'r')).past).toEqual(outcome);
  expect(await redis.hkeys(keys.day('c', on))).toEqual(['1']);
});

test('nothing at all is recorded when one seat changed since it was read', async () => {
  const relays = createRelayStore(redis, keys);
  const checkIn = { seat: 2, on, entry: entry(10) };
  await createCheckInStore(redis, keys).record('c', 'hand', checkIn, 0);
  expect(await relays.record('c', 'e1', record([effect(1), effect(2)]))).toBeNull();
  expect(await redis.hkeys(keys.day('c', on))).toEqual(['2']);
  expect((await relays.read('c', 'e1', on, 'r')).past).toBeNull();
  await relays.record('c', 'e2', record([effect(1)]));
  expect(await relays.record('c', 'e3', record([effect(1)]))).toBeNull();
});

test('an entry that is taken back leaves the others, their acts and the day as they were', async () => {
  const relays = createRelayStore(redis, keys);
  const byHand = entry(10, { atMs: atMs - 60_000 });
  await createCheckInStore(redis, keys).record('c', 'hand', { seat: 1, on, entry: byHand }, 0);
  const traces = () =>
    Promise.all([
      redis.hget(keys.day('c', on), '1'),
      redis.hget(keys.acts('c'), '1'),
      redis.getBuffer(keys.states('c', 1)),
    ]);
  const settled = await traces();
  const lineAfter = { entryAtMs: atMs, prints: ['a'], isOwn: true };
  await relays.record('c', 'e1', record([effect(1, { before: [byHand], after: [byHand, entry(30)], lineAfter })]));
  expect(await redis.hget(keys.acts('c'), '1')).toMatch(/^c \d+ \w+\nc \d+ \w+\n$/);
  const out = { entryAtMs: null, prints: ['-', 'a'], isOwn: true };
  const back = effect(1, { before: [byHand, entry(30)], after: [byHand], lineBefore: lineAfter, lineAfter: out });
  expect(await relays.record('c', 'e2', record([back]))).toEqual(outcome);
  expect(await traces()).toEqual(settled);
  expect(await redis.zscore(keys.ranks('c', 'all'), '1')).toBe('1');
});
