import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayNumber } from '../../src/domain/calendar.ts';
import { daysOffMax } from '../../src/domain/limits.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { createCheckInStore } from '../../src/store/check-ins.ts';
import { createDaysOffStore, type DaysOffStore } from '../../src/store/days-off.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createProgressStore } from '../../src/store/progress.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');
const first = '2026-11-01' as LocalDate;
const day = (index: number, name = '') => ({ on: addDays(first, index), name });

let redis: Redis;
let store: DaysOffStore;
beforeEach(async () => {
  redis = (await testRedis()).connect();
  store = createDaysOffStore(redis, keys);
});

describe('days off of a chat', () => {
  it('are counted as they come and go, and a redelivered event repeats its outcome', async () => {
    const added = await store.change('c', 'e1', 'add', [day(1, 'a'), day(2, 'a')]);
    expect(added).toEqual({ outcome: 'changed', days: 2, count: 2 });
    expect(await store.change('c', 'e2', 'add', [day(2, 'b'), day(3, 'b')])).toMatchObject({ days: 1, count: 3 });
    expect(await store.change('c', 'e1', 'add', [day(9)])).toEqual(added);
    expect(await store.change('c', 'e3', 'remove', [day(1), day(8)])).toMatchObject({ days: 1, count: 2 });
    expect(await store.all('c')).toEqual([day(2, 'b'), day(3, 'b')]);
    expect([await store.has('c', day(2).on), await store.has('c', day(1).on)]).toEqual([true, false]);
    expect(await store.change('c', 'e4', 'clear', [])).toMatchObject({ days: 2, count: 0 });
    expect((await store.set('c')).size).toBe(0);
  });

  it('from a file take the place of the last file’s and leave those by hand, with their names', async () => {
    await store.change('c', 'e1', 'add', [day(1, 'by hand')]);
    await store.change('c', 'e2', 'file', [day(1, 'x'), day(2, 'x')]);
    expect(await store.change('c', 'e3', 'file', [day(3, 'y')])).toMatchObject({ days: 1, count: 2 });
    expect(await store.all('c')).toEqual([day(1, 'by hand'), day(3, 'y')]);
    expect(await redis.hget(keys.chat('c'), 's:workdays')).toBe('"own"');
  });

  it('are taken all or none where there would be too many', async () => {
    const many = Array.from({ length: daysOffMax }, (_, index) => day(index));
    expect(await store.change('c', 'e1', 'add', many)).toMatchObject({ outcome: 'changed', count: daysOffMax });
    expect(await store.change('c', 'e2', 'add', [day(0), day(daysOffMax)])).toMatchObject({ outcome: 'too-many' });
    expect(await store.change('c', 'e3', 'file', [day(daysOffMax)])).toMatchObject({ outcome: 'too-many' });
    expect((await store.set('c')).size).toBe(daysOffMax);
    expect(await redis.hget(keys.chat('c'), 's:workdays')).toBeNull();
  });

  it('give the same streak when one checks in as when one looks it up', async () => {
    const checkIns = createCheckInStore(redis, keys);
    const progress = createProgressStore(redis, keys);
    const indexes = fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { maxLength: 15 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(indexes, indexes, async (off, done) => {
        const chat = `p${String((run += 1))}`;
        await store.change(
          chat,
          'off',
          'add',
          off.map((index) => day(index)),
        );
        for (const index of [...done.toSorted((a, b) => a - b), 26]) {
          const { on } = day(index);
          const entry = { outcome: 'done', amount: null, note: '', hasPhoto: false, bySeat: null, atMs: 0 } as const;
          const { streak } = await checkIns.record(chat, `e${String(index)}`, { seat: 1, on, entry }, 0);
          const [bits = new Uint8Array()] = await progress.states(chat, [1]);
          expect(streak).toBe(streakOf(bits, dayNumber(on)).current);
          expect(streak).toBe(naiveStreak(index, new Set(done), new Set(off)));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Backwards from a day that is done: days off that are not done are stepped over. */
function naiveStreak(last: number, done: ReadonlySet<number>, off: ReadonlySet<number>): number {
  let streak = 1;
  for (let index = last - 1; index >= 0; index -= 1) {
    if (done.has(index)) streak += 1;
    else if (!off.has(index)) break;
  }
  return streak;
}
