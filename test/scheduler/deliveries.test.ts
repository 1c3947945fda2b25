import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Announcer } from '../../src/commands/core/announcement.ts';
import { StoreError } from '../../src/errors.ts';
import type { DeliveryJob } from '../../src/scheduler/deliver.ts';
import { deliveryId } from '../../src/scheduler/delivery-id.ts';
import { openQueueRedis, openRedis, type RedisClient } from '../../src/store/client.ts';
import {
  echo,
  startDeliveryProcess,
  type DeliveryProcess,
  type DeliveryProcessParts,
} from '../support/delivery-process.ts';
import { startTestCluster } from '../support/redis-cluster.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';
import { createStubPlatform, refusal } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 4);
const job = (chat: string, ref = '1'): DeliveryJob => ({
  chat,
  kind: 'reminder',
  ref,
  dueAtMs: startMs,
  graceMs: 7_200_000,
});
const noLimits = {
  accountPerSecond: 10_000,
  chatPerSecond: 10_000,
  groupPerMinute: null,
  accountPerMinute: null,
  chatSwitchMs: null,
};

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

async function chatIn(process: DeliveryProcess, id: string): Promise<void> {
  const address = { platform: 'telegram', account: '7', chat: id } as const;
  const base = { isGroup: true, title: '', locale: 'en', isLocaleChosen: false, zone: 'Asia/Shanghai' };
  await process.chats.create(id, { ...base, address });
}

const outcomes = async (process: DeliveryProcess, chat: string): Promise<readonly string[]> =>
  (await process.ledger.latest(chat, 10)).map(({ outcome, code }) => `${outcome}${code === null ? '' : ` ${code}`}`);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 5));
}

describe('jobs', () => {
  it('of one occurrence are one job, however often and in however many processes they are put in', async () => {
    const [one, other] = [start(), start()];
    await chatIn(one, 'a');
    await Promise.all([one, other, one].map((from) => from.deliveries.enqueue([job('a'), job('a', '2')])));
    await one.deliveries.idle();
    const said = [...one.platform.said(), ...other.platform.said()];
    expect(said.toSorted()).toEqual(['a: reminder 1', 'a: reminder 2']);
  });

  it('of a city due at one minute wait for those ahead of them as planned, which is not late', async () => {
    const putter = start({ isWorking: false });
    const [first, middle, last] = ['c0', 'c3000', 'c5999'] as const;
    for (const chat of [first, middle, last]) await chatIn(putter, chat);
    await putter.deliveries.enqueue(Array.from({ length: 3_000 }, (_, index) => job(`c${String(index)}`)));
    await putter.deliveries.enqueue(Array.from({ length: 3_000 }, (_, index) => job(`c${String(3_000 + index)}`)));
    time.nowMs = startMs + 4 * 60_000;
    const worker = start();
    await until(async () => (await outcomes(worker, last)).length === 1);
    // 6,000 take four minutes and a half: the first should have been out long ago.
    expect(await outcomes(worker, first)).toEqual(['late']);
    expect(await outcomes(worker, middle)).toEqual(['sent']);
    expect(await outcomes(worker, last)).toEqual(['sent']);
  });

  it('are small', async () => {
    const one = start({ isWorking: false });
    await one.deliveries.enqueue([job('0123456789abcdef')]);
    const client = redis.connect();
    const [key = ''] = await client.keys('t:{q}:deliveries:*-reminder-*');
    expect((await client.hget(key, 'data'))?.length).toBeLessThan(200);
  });

  it('put in while no process works are done when one does', async () => {
    const asleep = start({ isWorking: false });
    await chatIn(asleep, 'a');
    await asleep.deliveries.enqueue([job('a')]);
    const one = start();
    await one.deliveries.idle();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
  });

  it('that a busy platform put off are done later, by any process', async () => {
    const one = start();
    await chatIn(one, 'a');
    one.platform.refuse(refusal('unreachable'));
    await one.deliveries.enqueue([job('a')]);
    await one.deliveries.idle();
    expect(await outcomes(one, 'a')).toEqual([]);
    await one.deliveries.hurry();
    await one.deliveries.idle();
    expect(one.platform.said()).toEqual(['a: reminder 1']);
    expect(await outcomes(one, 'a')).toEqual(['sent']);
  });

  it('are followed by their id from one end of the log to the other', async () => {
    const one = start();
    await chatIn(one, 'a');
    one.platform.refuse(refusal('unreachable'));
    await one.deliveries.enqueue([job('a')]);
    await one.deliveries.idle();
    await one.deliveries.hurry();
    await one.deliveries.idle();
    const once = ['delivery taken', 'slot reached', 'platform called'];
    expect(one.traceOf(deliveryId(job('a')))).toEqual([
      'delivery enqueued',
      ...once,
      'delivery put off',
      ...once,
      'delivery over',
    ]);
  });

  it('to a chat that moved are sent to its new place', async () => {
    const one = start();
    await chatIn(one, 'a');
    one.platform.shut('a', refusal('moved', { movedTo: 'b' }));
    await one.deliveries.enqueue([job('a'), job('a', '2')]);
    await one.deliveries.idle();
    expect(one.platform.said().toSorted()).toEqual(['b: reminder 1', 'b: reminder 2']);
    expect(await outcomes(one, 'a')).toEqual(['moved', 'moved']);
  });

  it('to a chat that the bot was removed from end there, and so do the next ones', async () => {
    const one = start();
    await chatIn(one, 'a');
    one.platform.shut('a', refusal('gone'));
    await one.deliveries.enqueue([job('a')]);
    await one.deliveries.idle();
    await one.deliveries.enqueue([job('a', '2')]);
    await one.deliveries.idle();
    expect(one.platform.calls).toHaveLength(1);
    expect(await outcomes(one, 'a')).toEqual(['removed', 'removed']);
  });

  it('whose outcome the platform did not tell are not made again', async () => {
    const one = start();
    await chatIn(one, 'a');
    one.platform.refuse(refusal('unknown-outcome'));
    await one.deliveries.enqueue([job('a')]);
    await one.deliveries.idle();
    await one.deliveries.hurry();
    await one.deliveries.idle();
    expect(one.platform.calls).toHaveLength(1);
    expect(await outcomes(one, 'a')).toEqual(['unknown']);
  });

  it('that an announcer fails at are tried five times and then noted', async () => {
    let tries = 0;
    const broken = { ...echo(), announce: () => Promise.reject(new Error(`no ${String((tries += 1))}`)) };
    const one = start({ announcers: [broken] });
    await chatIn(one, 'a');
    await one.deliveries.enqueue([job('a')]);
    await until(async () => {
      await one.deliveries.hurry();
      return (await outcomes(one, 'a')).length > 0;
    });
    expect(tries).toBe(5);
    expect(await outcomes(one, 'a')).toEqual(['failed incident']);
  });
});

describe('a store that is away for a while', () => {
  it('costs no message, however often it is asked in vain', async () => {
    let tries = 0;
    const announce: Announcer['announce'] = (...args) => {
      tries += 1;
      return tries > 8
        ? echo().announce(...args)
        : Promise.reject(new StoreError('redis-unreachable', 'CLUSTERDOWN Hash slot not served'));
    };
    const one = start({ announcers: [{ ...echo(), announce }] });
    await chatIn(one, 'a');
    await one.deliveries.enqueue([job('a')]);
    await until(async () => {
      await one.deliveries.hurry();
      return (await outcomes(one, 'a')).length > 0;
    });
    expect(await outcomes(one, 'a')).toEqual(['sent']);
    expect(one.platform.said()).toEqual(['a: reminder 1']);
  });
});

describe('a process that stops', () => {
  it('finishes what it has in hand and leaves the rest to others', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const platform = createStubPlatform({ clock: () => time.nowMs, latency: () => held, can: { pace: noLimits } });
    const one = startDeliveryProcess({
      connect: (retries) => redis.connect({ maxRetriesPerRequest: retries }),
      time,
      platform,
    });
    await chatIn(one, 'a');
    await one.deliveries.enqueue([job('a')]);
    await until(() => platform.peak() === 1);
    const stopped = one.stop();
    release();
    await stopped;
    expect(platform.said()).toEqual(['a: reminder 1']);
    expect(await outcomes(one, 'a')).toEqual(['sent']);
  });

  it('by dying in the middle of a call leaves it in doubt: another notes that and does not send it again', async () => {
    const clients: RedisClient[] = [];
    const platform = createStubPlatform({
      clock: () => time.nowMs,
      latency: () => new Promise(() => undefined),
      can: { pace: noLimits },
    });
    const dying = startDeliveryProcess({
      connect(maxRetriesPerRequest) {
        const client = redis.connect({ maxRetriesPerRequest });
        clients.push(client);
        return client;
      },
      time,
      platform,
      silenceMs: 300,
    });
    await chatIn(dying, 'a');
    await dying.deliveries.enqueue([job('a')]);
    await until(() => platform.peak() === 1);
    // BullMQ's blocking connection stays, as that of a hung process would; nothing renews the lock any more.
    for (const client of clients) client.disconnect();

    time.nowMs = startMs + 60_000;
    const one = start({ silenceMs: 300 });
    await until(async () => (await outcomes(one, 'a')).length > 0);
    await one.deliveries.idle();
    expect(one.platform.said()).toEqual([]);
    expect(await outcomes(one, 'a')).toEqual(['unknown']);
  });
});

describe('on a cluster', () => {
  it('orders come due, are delivered once and noted', async () => {
    const cluster = await startTestCluster();
    const clients: RedisClient[] = [];
    const target = { urls: cluster.urls, isCluster: true };
    const one = startDeliveryProcess({
      connect(retries) {
        const client = retries === null ? openQueueRedis(target, () => undefined) : openRedis(target, () => undefined);
        clients.push(client);
        return client;
      },
      time,
    });
    const ids = Array.from({ length: 40 }, (_, index) => `c${String(index)}`);
    for (const id of ids) {
      await chatIn(one, id);
      const schedule = { kind: 'once', atMs: startMs } as const;
      const zone = (await one.chats.read(id))?.zone;
      if (zone === undefined) throw new Error('no chat');
      await one.occurrences.put({ ...job(id), kind: 'reminder', schedule, zone }, 0);
    }
    await one.work();
    expect(one.platform.said().toSorted()).toEqual(ids.map((id) => `${id}: reminder 1`).toSorted());
    expect(await outcomes(one, 'c7')).toEqual(['sent']);
    expect(await one.occurrences.nextAtMs()).toBeNull();
    await one.stop();
    for (const client of clients) client.disconnect();
    await cluster.stop();
  });
});
