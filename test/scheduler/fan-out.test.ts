import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openQueueRedis, openRedis, type RedisClient } from '../../src/store/client.ts';
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

/** So that there is a middle to stop in. */
const slower = (): StubPlatform =>
  createStubPlatform({ clock: () => time.nowMs, can: { pace: { ...noLimits, accountPerSecond: 150 } } });

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

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 2));
};

/** Works on; does something as soon as more than so many messages are out, and comes back when that is done. */
async function working(one: FanOutProcess, count: number, act: () => Promise<void>): Promise<void> {
  const acting = { isDone: false };
  const done = until(() => platform.calls.length > count)
    .then(act)
    .then(() => void (acting.isDone = true));
  while (!acting.isDone) {
    await one.work();
    time.nowMs += 1_000;
  }
  await done;
}

/** What was in the queue has found out how the fan-out stands. */
async function settled(one: FanOutProcess): Promise<void> {
  time.nowMs += 1_000;
  await one.work();
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

describe('every group ends in exactly one outcome', () => {
  it('whatever the platform answers', { timeout: 60_000 }, async () => {
    const one = start();
    await groups(one, 60);
    platform.shut('g1', refusal('gone'));
    platform.shut('g2', refusal('forbidden'));
    platform.shut('g3', refusal('bad-request'));
    platform.shut('g4', refusal('unknown-outcome'));
    platform.shut('g5', refusal('moved', { movedTo: 'g5new' }));
    platform.refuse(refusal('unreachable'), (_, to) => to.chat === 'g6');
    await one.chats.setStanding('g7', 'removed', time.nowMs);
    const { number } = await one.begin();
    await workUntil(one, isOver(one, number));
    expect(await tally(one, number)).toEqual({ sent: 54, removed: 2, muted: 1, failed: 1, unknown: 1, moved: 1 });
    const rows = await one.rows(number);
    expect(rows.find(({ chat }) => chat === 'g3')).toMatchObject({ outcome: 'failed', code: 'bad-request' });
    expect(reached()).toContain('g5new');
    expect(new Set(rows.map(({ chat }) => chat)).size).toBe(60);
  });

  it('when it is paused, resumed and called off in the middle', { timeout: 60_000 }, async () => {
    platform = slower();
    const one = start();
    const all = await groups(one, 300);
    const { number } = await one.begin();
    // Paused as soon as the first messages are out.
    await working(one, 20, () => one.change(number, 'paused'));
    await settled(one);
    const before = reached().length;
    expect(before).toBeLessThan(300);
    time.nowMs += 60_000;
    await one.work();
    expect(reached().length).toBe(before);

    await one.change(number, 'running');
    time.nowMs += 1_000;
    await working(one, before + 20, () => one.change(number, 'cancelled'));
    await settled(one);
    const sent = reached();
    expect(sent.length).toBeLessThan(300);
    expect(new Set(sent).size).toBe(sent.length);
    expect(await tally(one, number)).toEqual({ sent: sent.length, 'skipped-cancelled': all.length - sent.length });
  });

  it('and nobody is served twice when it is paused and resumed', { timeout: 60_000 }, async () => {
    platform = slower();
    const one = start();
    const all = await groups(one, 300);
    const { number } = await one.begin();
    for (const count of [20, 80, 200]) {
      await working(one, count, () => one.change(number, 'paused'));
      await settled(one);
      time.nowMs += 60_000;
      await one.change(number, 'running');
    }
    await workUntil(one, isOver(one, number));
    expect(reached().toSorted()).toEqual(all.toSorted());
    // A pause was wished and is no delay.
    expect(await tally(one, number)).toEqual({ sent: 300 });
  });
});

describe('several processes', () => {
  it('feed one fan-out together without sending twice', { timeout: 60_000 }, async () => {
    const [one, other, third] = [start(), start(), start()];
    const all = await groups(one, 600);
    const { number } = await one.begin();
    // A wake that is told to all of them: a lease that ran out, at its worst.
    const occurrence = { chat: `fan-out-${String(number)}`, ref: String(time.nowMs), dueAtMs: time.nowMs };
    await Promise.all([one, other, third].map(({ feature }) => feature.waker.wake(occurrence)));
    await workUntil(one, isOver(one, number));
    expect(reached().toSorted()).toEqual(all.toSorted());
    expect(await tally(one, number)).toEqual({ sent: 600 });
  });

  it('take over what a killed one had opened and not handed on', { timeout: 60_000 }, async () => {
    const one = start({ isWorking: false });
    const all = await groups(one, 400);
    const { number } = await one.begin();
    // It claims the wake, opens the sending, hands some on and dies before it says so.
    const claims = await one.occurrences.claim(time.nowMs, time.nowMs + 30_000, 10);
    expect(claims).toHaveLength(1);
    const other = start();
    time.nowMs += 31_000;
    await workUntil(other, isOver(other, number));
    expect(reached().toSorted()).toEqual(all.toSorted());
    const counts = await tally(other, number);
    expect((counts['sent'] ?? 0) + (counts['late'] ?? 0)).toBe(400);
  });
});

describe('time', () => {
  it('of day is each group’s own, and an instant is the same for all', { timeout: 60_000 }, async () => {
    const one = start();
    await one.group('shanghai');
    await one.group('tokyo', { zone: 'Asia/Tokyo' });
    await one.group('berlin', { zone: 'Europe/Berlin' });
    const eightMs = noonMs + 20 * hourMs;
    const { number } = await one.begin({ schedule: { kind: 'once', atMs: eightMs }, isWallTime: true });
    const atHour: Record<string, number> = {};
    for (; !(await isOver(one, number)());) {
      await one.work();
      for (const { to, atMs } of platform.calls) atHour[to.chat] ??= Math.floor((atMs - eightMs) / hourMs);
      time.nowMs += 30 * 60_000;
      if (time.nowMs > eightMs + 10 * hourMs) throw new Error('too late');
    }
    expect(atHour).toEqual({ tokyo: -1, shanghai: 0, berlin: 7 });
  });

  it('that recurs is met day after day, by new groups too', { timeout: 60_000 }, async () => {
    const one = start();
    await one.group('a');
    const { number } = await one.begin({ schedule: { kind: 'daily', minutes: [8 * 60] }, isWallTime: true });
    const days = async (count: number) => {
      for (let hour = 0; hour < 24 * count; hour += 1) {
        time.nowMs += hourMs;
        await one.work();
        time.nowMs += 1_000;
        await one.work();
      }
    };
    await days(2);
    expect(reached()).toEqual(['a', 'a']);
    await one.group('b', { zone: 'Asia/Tokyo' });
    await days(2);
    expect(reached().filter((chat) => chat === 'a')).toHaveLength(4);
    expect(reached().filter((chat) => chat === 'b')).toHaveLength(2);
    expect((await one.runs.names(number)).length).toBe(4);
    expect(await one.fanOuts.state(number)).toBe('running');
  });

  it('of quiet hours is waited for, and is no delay', { timeout: 60_000 }, async () => {
    const one = start();
    const all = await groups(one, 5);
    await one.chats.setSetting('g1', 'quiet', { fromMinute: 11 * 60, toMinute: 14 * 60 });
    const { number } = await one.begin();
    await one.work();
    expect(reached().toSorted()).toEqual(['g0', 'g2', 'g3', 'g4']);
    time.nowMs = noonMs + 2 * hourMs + 60_000;
    await workUntil(one, isOver(one, number));
    expect(reached()).toHaveLength(all.length);
    expect(await tally(one, number)).toEqual({ sent: 5 });
  });

  it('that nobody served is late, and after two hours skipped', { timeout: 60_000 }, async () => {
    const one = start();
    await groups(one, 3);
    const atMs = noonMs + hourMs;
    const first = await one.begin({ schedule: { kind: 'once', atMs }, isWallTime: false });
    time.nowMs = atMs + 30 * 60_000;
    await workUntil(one, isOver(one, first.number));
    expect(await tally(one, first.number)).toEqual({ late: 3 });

    const third = await one.begin({ schedule: { kind: 'once', atMs: time.nowMs + hourMs }, isWallTime: false });
    time.nowMs += 4 * hourMs;
    await workUntil(one, isOver(one, third.number));
    expect(await tally(one, third.number)).toEqual({ 'skipped-late': 3 });
  });
});

describe('an account that is away', () => {
  it('is waited for two hours and not two hours for each part of its groups', { timeout: 60_000 }, async () => {
    const slow = { ...noLimits, accountPerMinute: 600_000 };
    platform = createStubPlatform({ clock: () => time.nowMs, can: { pace: slow } });
    const one = start();
    for (const id of await groups(one, 100)) platform.shut(id, refusal('unreachable'));
    const { number } = await one.begin();
    const startMs = time.nowMs;
    for (; !(await isOver(one, number)()); time.nowMs += 60_000) {
      await one.work();
      if (time.nowMs > startMs + 3 * hourMs) throw new Error('it takes too long');
    }
    const { failed = 0, ...others } = await tally(one, number);
    expect(failed).toBeGreaterThanOrEqual(40);
    expect(others).toEqual({ 'skipped-late': 100 - failed });
  });

  it('sends the rest marked late when it is back in time', { timeout: 60_000 }, async () => {
    const slow = { ...noLimits, accountPerMinute: 600_000 };
    platform = createStubPlatform({ clock: () => time.nowMs, can: { pace: slow } });
    const one = start();
    const all = await groups(one, 100);
    for (const id of all) platform.shut(id, refusal('unreachable'));
    const { number } = await one.begin();
    for (let minute = 0; minute < 30; minute += 1, time.nowMs += 60_000) await one.work();
    for (const id of all) platform.accept(id);
    await workUntil(one, isOver(one, number));
    expect(await tally(one, number)).toEqual({ late: 100 });
  });
});

describe('while Redis is gone', () => {
  it('nothing is lost and nothing is sent twice', { timeout: 90_000 }, async () => {
    const server = await startTestRedis({ appendonly: true, appendfsync: 'always' });
    const target = { urls: [server.socketPath], isCluster: false };
    const clients: RedisClient[] = [];
    const connect = (maxRetriesPerRequest: null | 1): RedisClient => {
      const client = (maxRetriesPerRequest === null ? openQueueRedis : openRedis)(target, () => undefined);
      clients.push(client);
      return client;
    };
    platform = slower();
    const one = start({ connect, silenceMs: 1_000 });
    const all = await groups(one, 200);
    const { number } = await one.begin();
    const cut = until(() => platform.calls.length > 40).then(async () => {
      await server.kill9();
      await server.restart();
    });
    const cutting = { isDone: false };
    void cut.then(() => void (cutting.isDone = true));
    for (; !cutting.isDone || (await one.fanOuts.state(number).catch(() => null)) !== 'done';) {
      await one.work().catch(() => undefined);
      time.nowMs += 1_000;
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(reached().toSorted()).toEqual(all.toSorted());
    const counts = await tally(one, number);
    expect((counts['sent'] ?? 0) + (counts['late'] ?? 0)).toBe(200);
    await one.stop();
    processes.splice(processes.indexOf(one), 1);
    for (const client of clients) client.disconnect();
    await server.stop();
  });
});
