import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FanOutRun } from '../../../src/store/fan-out-runs.ts';
import { type FanOutOffice, openFanOutOffice } from '../../support/fan-out-office.ts';
import { testRedis } from '../../support/redis.ts';

/** Tuesday noon in Shanghai. */
const noonMs = Date.UTC(2026, 11, 1, 4);

let redis: Redis;
let office: FanOutOffice;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  office = openFanOutOffice(redis, { nowMs: noonMs });
});

const ids = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}${String(index)}`);

type Lanes = Parameters<FanOutOffice['runs']['open']>[1];

/** A sending all of whose chats were handed on and put aside until now. */
async function putAside(lanes: Lanes): Promise<FanOutRun> {
  const { room, fanOuts, runs, group } = office;
  await group('a');
  await room.say('owner', '群发 全部 你好');
  await room.say('owner', '群发 开始 1');
  const { startedAtMs } = (await fanOuts.read(1)) ?? {};
  const name = { number: 1, run: startedAtMs ?? 0 };
  await runs.open(name, lanes, noonMs, 'one');
  for (const [lane, { chats }] of lanes.entries()) {
    await runs.feed(name, lane, 0, chats.length);
    await Promise.all(chats.map((chat) => runs.hold(name, { lane, turn: 0, chat }, noonMs)));
  }
  const run = await runs.read(name);
  if (run === null) throw new Error('no sending');
  return run;
}

const wake = ({ run }: FanOutRun) =>
  office.feature.waker.wake({ chat: 'fan-out-1', ref: String(run), dueAtMs: noonMs });

describe('chats that were put aside', () => {
  it('are handed on a little ahead of what goes out, like all others', async () => {
    const chats = ids(3_000, 'g');
    const run = await putAside([{ platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats }]);
    for (let turn = 0; turn < 3; turn += 1) await wake(run);
    expect(office.jobs).toHaveLength(1_000);
    for (const job of office.jobs.slice(0, 300)) {
      await office.feature.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    }
    office.room.nowMs += 1_000;
    await wake(run);
    expect(office.jobs).toHaveLength(1_300);
    expect(new Set(office.jobs.map(({ chat }) => chat)).size).toBe(1_300);
    // Who waits in line because so many do is not late by that.
    expect(office.jobs.at(-1)?.plannedMs).toBe(1_000);
  });

  it('of a slow account do not keep those of another one waiting', async () => {
    const run = await putAside([
      { platform: 'wechat', account: 'wechat', dueAtMs: noonMs, chats: ids(500, 'w') },
      { platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats: ids(10, 't') },
    ]);
    await wake(run);
    const handedOn = (name: string): number => office.jobs.filter(({ chat }) => chat.startsWith(name)).length;
    expect(handedOn('w')).toBe(40);
    expect(handedOn('t')).toBe(10);
  });

  it('come before those whose turn it is for the first time', async () => {
    const run = await putAside([{ platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats: ids(900, 'g') }]);
    await redis.hset(`t:{f:1}:run:${String(run.run)}`, 'cursor:0', '400');
    await wake(run);
    expect(office.jobs.slice(0, 900).every(({ turn }) => turn === 1)).toBe(true);
  });
});
