import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { createRunStore } from '../../src/store/runs.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

test('a tap that is told again after a typed answer does not flip its option', async () => {
  const runs = createRunStore(redis, keys);
  await redis.hset(keys.run('g'), { id: 'r', state: 'open', o1: 0, c1: 10_000, canChange: 1 });
  await redis.hset(keys.people('g'), 'console:ann', '1');
  const base = { person: 'console:ann', run: 'r', round: 1, atMs: 5_000, key: 5, points: 10, slackMs: 0 } as const;
  const tap = { ...base, order: 1, mode: 'toggle', choice: 1 } as const;
  const typed = { ...base, order: 2, mode: 'set', choice: 5 } as const;
  expect((await runs.answer('g', tap)).choice).toBe('1');
  expect((await runs.answer('g', typed)).choice).toBe('5');
  expect(await runs.answer('g', tap)).toMatchObject({ outcome: 'told-again', choice: '5' });
  expect(await runs.answer('g', typed)).toMatchObject({ outcome: 'told-again', choice: '5' });
  expect(await runs.answers('g', 'r', 1)).toMatchObject([{ choice: '5', points: 10 }]);
});
