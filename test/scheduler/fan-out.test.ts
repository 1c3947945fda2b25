import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openQueueRedis, openRedis } from '../../src/store/client.ts';
import type { RedisClient } from '../../src/store/client.ts';
import type { DeliveryProcessParts } from '../support/delivery-process.ts';
import { type FanOutProcess, startFanOutProcess } from '../support/fan-out-process.ts';
import { startTestRedis, testRedis, type TestRedis } from '../support/redis.ts';
import { createStubPlatform, refusal, type StubPlatform } from '../support/stub-platform.ts';

const noonMs = Date.UTC(2026, 11, 1, 4);
const hourMs = 3_600_000;
const noLimits = {
  accountPerSecond: 10_000,
  chatPerSecond: 10_000,
  groupPerMinute: null,
  accountPerMinute: null,
  chatSwitchMs: null,
};

let redis: TestRedis;
let time: { nowMs: number };
let processes: FanOutProcess[];
let platform: StubPlatform;

beforeEach(async () => {
  redis = await testRedis();
  time = { nowMs: noonMs };
  processes = [];
  platform = createStubPlatform({ clock: () => time.nowMs, can: { pace: noLimits } });
});

afterEach(async () => {
  for (const one of processes) await one.stop();
});

function start(more: Partial<DeliveryProcessParts> = {}): FanOutProcess {
  const connect = (maxRetriesPerRequest: null | 1): RedisClient => redis.connect({ maxRetriesPerRequest });
  const started = startFanOutProcess({ connect, time, platform, ...more });
  processes.push(started);
  return started;
}

const ids = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `g${String(from + index)}`);

async function groups(one: FanOutProcess, count: number): Promise<readonly string[]> {
  const all = ids(count);
  await Promise.all(all.map((id) => one.group(id)));
  return all;
}

/** Time goes by and everything due is done, until nothing more happens to the fan-out. */
async function workUntil(one: FanOutProcess, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await one.work();
    if (await isSo()) return;
    time.nowMs += 1_000;
  }
  throw new Error('it never came to that');
}

const isOver = (one: FanOutProcess, number: number) => async () => (await one.fanOuts.state(number)) === 'done';
const tally = async (one: FanOutProcess, number: number) => {
  const counts: Record<string, number> = {};
  for (const { outcome } of await one.rows(number)) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};
const reached = (): readonly string[] => platform.calls.filter(({ isAccepted }) => isAccepted).map(({ to }) => to.chat);

describe('a message to all groups', () => {
  it('reaches each of them once and is counted as it goes', { timeout: 60_000 }, async () => {
    const one = start();
    const all = await groups(one, 1_500);
    const { number } = await one.begin();
    await workUntil(one, isOver(one, number));
    expect(reached().toSorted()).toEqual(all.toSorted());
    expect(await tally(one, number)).toEqual({ sent: 1_500 });
    const [name] = await one.runs.names(number);
    const run = name === undefined ? null : await one.runs.read(name);
    expect(run?.counts).toEqual({ sent: 1_500 });
    expect(one.logged).toEqual([]);
  });
});
