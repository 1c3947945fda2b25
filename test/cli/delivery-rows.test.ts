import { expect, test } from 'vitest';
import { fanOutRows } from '../../src/cli/delivery-rows.ts';
import type { LedgerRow } from '../../src/domain/fan-out/ledger-table.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { createFanOutRunStore } from '../../src/store/fan-out-runs.ts';
import { createFanOutStore } from '../../src/store/fan-outs.ts';
import { createKeys } from '../../src/store/keys.ts';
import { testRedis } from '../support/redis.ts';

test('a sending that was missed is one row without a group, in its place among the others', async () => {
  const redis = (await testRedis()).connect();
  const keys = createKeys('t');
  const [fanOuts, runs] = [createFanOutStore(redis, keys), createFanOutRunStore(redis, keys)];
  const spec = {
    content: { kind: 'plan' },
    audience: { kind: 'all' },
    schedule: { kind: 'daily', minutes: [480] },
    isWallTime: true,
    zone: 'Asia/Shanghai' as TimeZone,
  } as const;
  const number = await fanOuts.draft('e', spec, { by: 'console:1', chat: 'office', nowMs: 1 });
  for (const run of [1_000, 3_000]) {
    const lane = { platform: 'telegram', account: '7', dueAtMs: run, chats: ['a'] } as const;
    await runs.open({ number, run }, [lane], run, 'token');
  }
  await fanOuts.setMissed(number, [2_000]);
  const rows: LedgerRow[] = [];
  for await (const some of fanOutRows(number, { redis, keys })) rows.push(...some);
  expect(rows.map(({ chat, outcome, run }) => [chat, outcome, Date.parse(run)])).toEqual([
    ['a', 'waiting', 1_000],
    ['', 'skipped-late', 2_000],
    ['a', 'waiting', 3_000],
  ]);
});
