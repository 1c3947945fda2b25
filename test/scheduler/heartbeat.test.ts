import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Occurrence, Waker } from '../../src/commands/core/announcement.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { publishedWorkdays } from '../../src/domain/workdays.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { shardOf, type StoredOrder } from '../../src/store/order.ts';
import { dueTimes } from '../../src/scheduler/missed.ts';
import { startDeliveryProcess, type DeliveryProcess, type DeliveryProcessParts } from '../support/delivery-process.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

const shanghai = 'Asia/Shanghai' as TimeZone;
const newYork = 'America/New_York' as TimeZone;
/** 20:00 in Shanghai, on a Tuesday. */
const startMs = Date.UTC(2026, 11, 1, 12);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const graceMs = 2 * hourMs;

let redis: TestRedis;
let time: { nowMs: number };
let processes: DeliveryProcess[];

beforeEach(async () => {
  redis = await testRedis();
  time = { nowMs: startMs };
  processes = [];
});

afterEach(async () => {
  for (const one of processes) await one.stop();
});

function start(more: Partial<DeliveryProcessParts> = {}): DeliveryProcess {
  const connect = (maxRetriesPerRequest: null | 1): RedisClient => redis.connect({ maxRetriesPerRequest });
  const started = startDeliveryProcess({ connect, time, ...more });
  processes.push(started);
  return started;
}

async function chatIn(process: DeliveryProcess, id: string, zone: TimeZone = shanghai): Promise<void> {
  const address = { platform: 'telegram', account: '7', chat: id } as const;
  const base = { isGroup: true, title: '', locale: 'en', isLocaleChosen: false };
  await process.chats.create(id, { ...base, address, zone });
  await process.chats.setSetting(id, 'quiet', null);
}

const order = (chat: string, schedule: Schedule, more: Partial<StoredOrder> = {}): StoredOrder => ({
  chat,
  kind: 'reminder',
  ref: '1',
  schedule,
  zone: shanghai,
  graceMs,
  ...more,
});
const daily = (...minutes: readonly number[]): Schedule => ({ kind: 'daily', minutes });
const outcomes = async (process: DeliveryProcess, chat: string): Promise<readonly string[]> =>
  (await process.ledger.latest(chat, 100)).map(
    ({ dueAtMs, outcome }) => `${String((dueAtMs - startMs) / hourMs)} ${outcome}`,
  );

describe('an order that comes due', () => {
  it('reaches its chat once, and again the next day', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    await one.work();
    await one.work();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    time.nowMs = startMs + dayMs;
    await one.work();
    expect(one.platform.said()).toHaveLength(2);
    expect(await outcomes(one, 'a')).toEqual(['24 sent', '0 sent']);
  });

  it('of two processes that both look reaches its chat once', async () => {
    const [one, other] = [start(), start()];
    const ids = Array.from({ length: 60 }, (_, index) => `c${String(index)}`);
    for (const id of ids) {
      await chatIn(one, id);
      await one.occurrences.put(order(id, daily(20 * 60)), startMs - 1);
    }
    await Promise.all([one.work(), other.work(), one.work(), other.work()]);
    const said = [...one.platform.said(), ...other.platform.said()];
    expect(said.toSorted()).toEqual(ids.map((id) => `${id}: reminder 1`).toSorted());
  });

  it('is finished when it was for once', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', { kind: 'once', atMs: startMs }), startMs - 1);
    await one.work();
    expect(one.platform.said()).toHaveLength(1);
    expect(await one.occurrences.nextAtMs()).toBeNull();
  });

  it('is handed on again, and sent once, when the process dies between claim and settling', async () => {
    const dying = start({ isWorking: false });
    await chatIn(dying, 'a');
    await dying.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    const claims = await dying.occurrences.claim(startMs, startMs + 30_000, 500);
    expect(claims).toHaveLength(1);
    await dying.deliveries.enqueue([{ chat: 'a', kind: 'reminder', ref: '1', dueAtMs: startMs, graceMs }]);

    const one = start();
    time.nowMs = startMs + 30_000;
    await one.work();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    expect(await one.occurrences.nextAtMs()).toBe(startMs + dayMs);
  });

  it('comes due at the hour of its own zone, through a change of clocks', async () => {
    const one = start();
    await chatIn(one, 'a', newYork);
    // Clocks in New York went forward on 14 March 2027, over 02:30.
    const schedule = daily(2 * 60 + 30);
    await one.occurrences.put(order('a', schedule, { zone: newYork }), Date.UTC(2027, 2, 13, 0));
    const times: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      time.nowMs = (await one.occurrences.nextAtMs()) ?? 0;
      times.push(time.nowMs);
      await one.work();
    }
    expect(times).toEqual([Date.UTC(2027, 2, 13, 7, 30), Date.UTC(2027, 2, 14, 7), Date.UTC(2027, 2, 15, 6, 30)]);
    expect(one.platform.said()).toHaveLength(3);
  });
});

describe('after downtime', () => {
  it('what is within its grace is sent, saying that it is late', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    time.nowMs = startMs + hourMs;
    await one.work();
    expect(one.platform.said()).toHaveLength(1);
    expect(one.platform.said()[0]).toMatch(/^a: Sorry, this is late: .*20:00.*\nreminder 1$/su);
    expect(await outcomes(one, 'a')).toEqual(['0 late']);
  });

  it('what is older is listed and not sent', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    time.nowMs = startMs + graceMs + 1;
    await one.work();
    expect(one.platform.said()).toEqual([]);
    expect(await outcomes(one, 'a')).toEqual(['0 skipped-late']);
    expect(await one.occurrences.nextAtMs()).toBe(startMs + dayMs);
  });

  it('of several missed times the youngest is sent and the others are listed', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60, 21 * 60, 21 * 60 + 30)), startMs - 1);
    time.nowMs = startMs + 1.6 * hourMs;
    await one.work();
    expect(one.platform.said()).toHaveLength(1);
    expect(await outcomes(one, 'a')).toEqual(['1.5 late', '1 skipped-late', '0 skipped-late']);
  });

  it('of every quarter of an hour the last fifty are listed, and the others are not even counted', () => {
    let askedCount = 0;
    const isWorkday = (): boolean => (askedCount += 1) > 0;
    const schedule = { kind: 'workdays', minutes: Array.from({ length: 96 }, (_, index) => index * 15) } as const;
    const nowMs = startMs + 90 * dayMs;
    const times = dueTimes(
      { schedule, zone: shanghai, workdays: { ...publishedWorkdays, isWorkday } },
      startMs,
      nowMs + 1,
    );
    expect([times.dueAtMs, times.nextAtMs]).toEqual([nowMs, nowMs + hourMs / 4]);
    expect(times.missedAtMs).toEqual(Array.from({ length: 50 }, (_, index) => nowMs - ((50 - index) * hourMs) / 4));
    expect(askedCount).toBeLessThan(200);
  });

  it('of a year the last fifty are listed', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    time.nowMs = startMs + 365 * dayMs + 1;
    await one.work();
    expect(await one.ledger.latest('a', 500)).toHaveLength(51);
    expect(one.platform.said()).toEqual(['a: reminder 1']);
  });

  it('an order that is broken does not hold up the others', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    const client = redis.connect();
    const shardKeys = Array.from({ length: 16 }, (_, shard) => shard);
    await Promise.all(
      shardKeys.map(async (shard) => {
        await client.hset(one.keys.schedules(shard), 'x reminder 1', `${String(startMs)}:{}`);
        await client.zadd(one.keys.due(shard), startMs, 'x reminder 1');
      }),
    );
    await one.work();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    expect(one.logged.filter((line) => line === 'a standing order cannot be read')).toHaveLength(16);
  });
});

describe('an order in a zone that this process does not know', () => {
  it('holds up no other order, and is taken again with its due time, for another process may know it', async () => {
    const one = start();
    for (const chat of ['a', 'b']) {
      await chatIn(one, chat);
      await one.occurrences.put(order(chat, daily(20 * 60)), startMs - 1);
    }
    const client = redis.connect();
    const shard = shardOf('b');
    const stored = (await client.hget(one.keys.schedules(shard), 'b reminder 1')) ?? '';
    expect(stored).toContain(shanghai);
    await client.hset(one.keys.schedules(shard), 'b reminder 1', stored.replace(shanghai, 'Asia/Nowhere'));
    await one.work();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    expect(one.logged.filter((line) => line.startsWith('a standing order cannot be handed on'))).toHaveLength(1);
    await client.hset(one.keys.schedules(shard), 'b reminder 1', stored);
    time.nowMs = startMs + 31_000;
    await one.work();
    expect(one.platform.said()).toEqual(['a: reminder 1', 'b: reminder 1']);
    expect(await outcomes(one, 'b')).toEqual(['0 sent']);
  });
});

describe('a waker', () => {
  const quizOrder = (chat: string): StoredOrder =>
    order(chat, { kind: 'once', atMs: startMs }, { kind: 'quiz', ref: 'r-1-open' });

  it('is woken once for what is due, and keeps no tick waiting', async () => {
    const woken: Occurrence[] = [];
    let release = (): void => undefined;
    const slow = new Promise<void>((done) => {
      release = done;
    });
    const waker: Waker = {
      kind: 'quiz',
      async wake(occurrence) {
        woken.push(occurrence);
        await slow;
      },
    };
    const one = start({ wakers: [waker] });
    await one.occurrences.put(quizOrder('a'), 0);
    await one.heartbeat.tick();
    await one.heartbeat.tick();
    expect(woken).toEqual([{ chat: 'a', ref: 'r-1-open', dueAtMs: startMs }]);
    release();
    await one.heartbeat.idle();
    expect(await one.occurrences.nextAtMs()).toBeNull();
  });

  it('that fails is woken again a little later', async () => {
    let failures = 1;
    const waker: Waker = {
      kind: 'quiz',
      wake: () => (failures-- > 0 ? Promise.reject(new Error('no')) : Promise.resolve()),
    };
    const one = start({ wakers: [waker] });
    await one.occurrences.put(quizOrder('a'), 0);
    await one.work();
    expect(await one.occurrences.nextAtMs()).toBe(startMs + 5_000);
    time.nowMs = startMs + 5_000;
    await one.work();
    expect(await one.occurrences.nextAtMs()).toBeNull();
  });
});

describe('time that is moved on by hand', () => {
  it('comes to what was put off on the way', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.chats.setSetting('a', 'quiet', { fromMinute: 20 * 60 + 30, toMinute: 21 * 60 });
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    for (const hours of [0.6, 0.7, 0.9, 1, 1.1]) {
      time.nowMs = startMs + hours * hourMs;
      await one.work();
    }
    expect(one.platform.calls.map(({ atMs }) => atMs)).toEqual([startMs + hourMs]);
  });
});

describe('a started heartbeat', () => {
  it('looks by itself every second until it is stopped', async () => {
    const one = start();
    await chatIn(one, 'a');
    await one.occurrences.put(order('a', daily(20 * 60)), startMs - 1);
    one.heartbeat.start();
    while (one.platform.said().length === 0) await new Promise((done) => setTimeout(done, 20));
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    await one.heartbeat.stop();
    expect(await one.occurrences.nextAtMs()).toBe(startMs + dayMs);
  });
});

describe('a heartbeat that stops while a city is due', () => {
  it('ends what it has claimed and claims nothing more', async () => {
    const one = start({ isWorking: false });
    const count = 1_000;
    for (let index = 0; index < count; index += 1) {
      await one.occurrences.put(order(`c${String(index)}`, daily(20 * 60)), startMs - 1);
    }
    const ticking = one.heartbeat.tick();
    const stopping = one.heartbeat.stop();
    await Promise.all([ticking, stopping]);
    const [id] = await redis.connect().keys('t:{q}:deliveries:wait');
    const enqueuedCount = id === undefined ? 0 : await redis.connect().llen(id);
    expect(enqueuedCount).toBeLessThan(count);
    const leased = await Promise.all((await redis.connect().keys('*leased*')).map((key) => redis.connect().zcard(key)));
    expect(leased.reduce((sum, left) => sum + left, 0)).toBe(0);
  });
});

describe('a thousand reminders at one minute', () => {
  it('are handed on in at most ten round trips', async () => {
    const one = start({ isWorking: false });
    for (let index = 0; index < 1_000; index += 1) {
      await one.occurrences.put(order(`c${String(index)}`, daily(20 * 60)), startMs - 1);
    }
    let roundTrips = 0;
    const counted =
      <T extends readonly unknown[], R>(call: (...args: T) => R) =>
      (...args: T): R => {
        roundTrips += 1;
        return call(...args);
      };
    const { createHeartbeat } = await import('../../src/scheduler/heartbeat.ts');
    const heartbeat = createHeartbeat({
      // Claim and settle are one round each, a command a shard; what is enqueued goes in a few jobs at a time.
      occurrences: { claim: counted(one.occurrences.claim), settle: counted(one.occurrences.settle) },
      deliveries: { enqueue: counted(one.deliveries.enqueue), skip: one.deliveries.skip },
      wakers: [],
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock: () => time.nowMs,
    });
    await heartbeat.tick();
    expect(roundTrips).toBeLessThanOrEqual(10);
    const [id] = await redis.connect().keys('t:{q}:deliveries:wait');
    expect(await redis.connect().llen(id ?? '')).toBe(1_000);
  });
});
