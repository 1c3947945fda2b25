import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { dayNumber } from '../../../src/domain/calendar.ts';
import { periodsOfDay } from '../../../src/domain/period.ts';
import { readDayState } from '../../../src/domain/streak.ts';
import { testRedis } from '../../support/redis.ts';
import { daily, openRelayGroup } from '../../support/relay-group.ts';
import { keys, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const names = ['林小满', '周文', '王芳'];
const line = fc
  .tuple(fc.constantFrom(...names, '张三'), fc.constantFrom('', ' 30分钟', ' 45分钟', '：第三章', ' 未完成', ' 20页'))
  .map(([name, rest]) => `${name}${rest}`);
const said = fc.oneof(
  { weight: 4, arbitrary: fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => daily(...lines)) },
  { weight: 1, arbitrary: fc.constantFrom('/undo', '打卡 15分钟', '打卡', '/leave') },
);

/** Planted faults that it found when it was written: no score taken from a board, an act left behind, a second entry. */
test('whatever people post, take back and say by hand, all that is kept of a day agrees', async () => {
  let serial = 0;
  const step = fc.tuple(fc.constantFrom(...names), said);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      serial += 1;
      const { room, id, progress } = await openRelayGroup(redis, { chat: `g${serial}` });
      for (const [name, words] of steps) {
        room.nowMs += 60_000;
        await room.say(name, words);
      }
      const day = await progress.day(id, today);
      const arrived = (await redis.zrange(keys.arrivals(id, today), '0', '-1')).map(Number);
      expect(new Set(arrived)).toEqual(new Set(day.keys()));
      for (const seat of names.keys()) await agrees(id, seat + 1, day.get(seat + 1) ?? []);
    }),
    { numRuns: 60 },
  );

  async function agrees(id: string, seat: number, entries: readonly { readonly isFromRelay?: true }[]): Promise<void> {
    expect(entries.filter(({ isFromRelay }) => isFromRelay === true).length).toBeLessThanOrEqual(1);
    const state = readDayState((await redis.getBuffer(keys.states(id, seat))) ?? new Uint8Array(), dayNumber(today));
    expect(state === 'done').toBe(entries.length > 0);
    const { week, month } = periodsOfDay(today);
    for (const period of [week, month, 'all']) {
      expect(await redis.zscore(keys.ranks(id, period), String(seat))).toBe(entries.length > 0 ? '1' : null);
    }
    const acts = ((await redis.hget(keys.acts(id), String(seat))) ?? '').split('\n');
    const checkIns = acts.filter((act) => act.startsWith('c '));
    expect(checkIns.length).toBe(Math.min(entries.length, acts.filter((act) => act !== '').length));
  }
});
