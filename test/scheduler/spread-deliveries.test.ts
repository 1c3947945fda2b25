import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryJob } from '../../src/scheduler/deliver.ts';
import { createSpreadTurns } from '../../src/scheduler/spread-turns.ts';
import { type DeliveryProcess, startDeliveryProcess } from '../support/delivery-process.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';
import { createStubPlatform, type StubPlatform } from '../support/stub-platform.ts';

const minuteMs = 60_000;
/** A WeChat account at 160 times its speed: 3 to 5 s between two chats, 40 messages a minute. */
const speed = 160;
const slowPace = {
  accountPerSecond: speed,
  chatPerSecond: speed,
  groupPerMinute: null,
  accountPerMinute: 40 * speed,
  chatSwitchMs: { least: 3_000 / speed, most: 5_000 / speed },
};
const fastPace = {
  accountPerSecond: 30,
  chatPerSecond: 1,
  groupPerMinute: 20,
  accountPerMinute: null,
  chatSwitchMs: null,
};
const realTime = {
  get nowMs(): number {
    return Date.now();
  },
};

let redis: TestRedis;
let slow: StubPlatform;
let fast: StubPlatform;
let one: DeliveryProcess;
let drawnMs: number[];

beforeEach(async () => {
  redis = await testRedis();
  slow = createStubPlatform({ clock: Date.now, can: { pace: slowPace } });
  fast = createStubPlatform({ clock: Date.now, can: { pace: fastPace } });
  drawnMs = [];
  one = startDeliveryProcess({
    connect: (maxRetriesPerRequest) => redis.connect({ maxRetriesPerRequest }),
    time: realTime,
    platform: fast,
    senderOf: ({ account }) => (account === 'slow' ? slow.sender : undefined),
    isWorking: false,
    // Shares look random and are the same each time.
    random() {
      const share = ((drawnMs.length + 1) * 0.618_033_988_749_895) % 1;
      const { least, most } = slowPace.chatSwitchMs;
      drawnMs.push(Math.round(least + (most - least) * share));
      return share;
    },
  });
});

afterEach(() => one.stop());

async function jobsOf(account: string, count: number): Promise<readonly DeliveryJob[]> {
  const ids = Array.from({ length: count }, (_, index) => `${account}${String(index)}`);
  for (const chat of ids) {
    const address = { platform: 'wechat', account, chat } as const;
    const base = { isGroup: true, title: '', locale: 'en', isLocaleChosen: false, zone: 'Asia/Shanghai' };
    await one.chats.create(chat, { ...base, address });
  }
  return ids.map((chat) => ({ chat, kind: 'reminder', ref: '1', dueAtMs: Date.now(), graceMs: 7_200_000 }));
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5));
};
const timesOf = ({ calls }: StubPlatform): readonly number[] => calls.map(({ atMs }) => atMs);

describe('200 reminders of a slow account and 50 of a fast one at the same time', () => {
  it('go out once each, the fast ones at once and the slow ones one after the other', { timeout: 30_000 }, async () => {
    const jobs = [...(await jobsOf('slow', 200)), ...(await jobsOf('fast', 50))];
    await one.deliveries.enqueue(jobs);
    one.deliveries.start();

    await until(() => fast.calls.length === 50);
    // 50 at 30 a second take 1.7 s, in which 70 of the slow ones go out; a busy machine holds both up.
    expect(slow.calls.length).toBeLessThan(140);

    await until(() => slow.calls.length === 200);
    await one.deliveries.idle();
    expect(new Set(slow.said()).size).toBe(200);
    const times = timesOf(slow);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Math.floor(slowPace.chatSwitchMs.least));
    const windowMs = minuteMs / speed;
    const inWindow = times.map((from) => times.filter((atMs) => atMs >= from && atMs - from < windowMs).length);
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(40);
    // Every millisecond that a busy machine loses counts 160 here; slow-account.test.ts has the figure at full speed.
    const idealMs = drawnMs.slice(1, 200).reduce((sum, ms) => sum + ms, 0);
    expect(idealMs / ((times.at(-1) ?? 0) - (times[0] ?? 0))).toBeGreaterThan(0.6);

    const ledger = await Promise.all(
      jobs.map(async ({ chat }) => (await one.ledger.latest(chat, 5)).map(({ outcome }) => outcome)),
    );
    expect(ledger.every((outcomes) => outcomes.join() === 'sent')).toBe(true);
    expect(one.logged).toEqual([]);
  });
});

describe('turns of a slow account', () => {
  const pace = { accountPerSecond: 1, accountPerMinute: 40, chatSwitchMs: { least: 3_000, most: 5_000 } };

  it('take up few workers, and the others are told when to come, one after the other', () => {
    const turns = createSpreadTurns(() => 0);
    const told = Array.from({ length: 200 }, () => turns.take('a', pace, false));
    expect(told.filter(({ isNow }) => isNow)).toHaveLength(2);
    const waits = told.flatMap((turn) => (turn.isNow ? [] : [turn.waitMs]));
    expect(waits.slice(0, 3)).toEqual([3_800, 7_600, 11_400]);
    expect((waits.at(-1) ?? 0) / minuteMs).toBeLessThan(13.3);
  });

  it('that were waited for are given out of order, and again soon', () => {
    const turns = createSpreadTurns(() => 0);
    const first = Array.from({ length: 5 }, () => turns.take('a', pace, true));
    expect(first.map(({ isNow }) => isNow)).toEqual([true, true, true, true, false]);
    expect(first[4]).toEqual({ isNow: false, waitMs: 8_000 });
    for (const turn of first) if (turn.isNow) turn.leave();
    expect(turns.take('a', pace, false).isNow).toBe(true);
  });

  it('are one for each account, and none where there is no need', () => {
    const turns = createSpreadTurns(() => 0);
    for (let count = 0; count < 3; count += 1) turns.take('a', pace, false);
    expect(turns.take('b', pace, false).isNow).toBe(true);
    const fastTurns = Array.from({ length: 100 }, () => turns.take('c', fastPace, false));
    expect(fastTurns.every(({ isNow }) => isNow)).toBe(true);
  });
});
