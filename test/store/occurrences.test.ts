import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TimeZone } from '../../src/domain/local-date.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createOccurrenceStore, type Claimed, type OccurrenceStore } from '../../src/store/occurrences.ts';
import type { StoredOrder } from '../../src/store/order.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

const zone = 'Asia/Shanghai' as TimeZone;
/** 08:00 in Shanghai. */
const eightMs = Date.UTC(2026, 11, 1, 0, 0);
const dayMs = 86_400_000;
const leaseMs = 30_000;
const daily = (chat: string, minute = 8 * 60): StoredOrder => ({
  chat,
  kind: 'reminder',
  ref: '1',
  schedule: { kind: 'daily', minutes: [minute] },
  zone,
  graceMs: 7_200_000,
});

let redis: TestRedis;
let client: RedisClient;
let store: OccurrenceStore;

beforeAll(async () => {
  redis = await testRedis();
  client = redis.connect();
});

beforeEach(async () => {
  await redis.flush();
  store = createOccurrenceStore(client, createKeys('t'));
});

const claim = (nowMs: number, from = store, limit = 500): Promise<readonly Claimed[]> =>
  from.claim(nowMs, nowMs + leaseMs, limit);
const chats = (claims: readonly Claimed[]) => claims.map((claimed) => claimed.order()?.chat).toSorted();

describe('a standing order', () => {
  it('is due next at the first instant after now that its schedule names in its zone', async () => {
    expect(await store.put(daily('a'), eightMs - 1)).toBe(eightMs);
    expect(await store.put(daily('a'), eightMs)).toBe(eightMs + dayMs);
    expect(await store.nextAtMs()).toBe(eightMs + dayMs);
  });

  it('is claimed from its due instant on, whole', async () => {
    await store.put(daily('a'), eightMs - 1);
    expect(await claim(eightMs - 1)).toEqual([]);
    const [claimed] = await claim(eightMs);
    expect(claimed?.dueAtMs).toBe(eightMs);
    expect(claimed?.order()).toEqual(daily('a'));
  });

  it('counts as not done while a claim lies', async () => {
    expect(await store.oldestAtMs()).toBeNull();
    await store.put(daily('a'), eightMs - 1);
    await store.put(daily('b', 9 * 60), eightMs - 1);
    expect(await store.oldestAtMs()).toBe(eightMs);
    const [claimed] = await claim(eightMs);
    expect([await store.nextAtMs(), await store.oldestAtMs()]).toEqual([eightMs + 3_600_000, eightMs]);
    if (claimed !== undefined) await store.settle([{ claimed, nextAtMs: eightMs + dayMs }]);
    expect(await store.oldestAtMs()).toBe(eightMs + 3_600_000);
  });

  it('is replaced by one of the same chat, kind and ref, and stands beside others', async () => {
    await store.put(daily('a'), eightMs - 1);
    await store.put(daily('a', 9 * 60), eightMs - 1);
    await store.put({ ...daily('a'), ref: '2' }, eightMs - 1);
    await store.put({ ...daily('a'), kind: 'digest', ref: '' }, eightMs - 1);
    const claims = await claim(eightMs);
    expect(claims.map((claimed) => `${claimed.order()?.kind ?? ''} ${claimed.order()?.ref ?? ''}`).toSorted()).toEqual([
      'digest ',
      'reminder 2',
    ]);
    expect(await store.nextAtMs()).toBe(eightMs + 3_600_000);
  });

  it('without a next instant is none, and takes an earlier one of its name away', async () => {
    await store.put(daily('a'), eightMs - 1);
    const past = { ...daily('a'), schedule: { kind: 'once', atMs: eightMs - dayMs } } as const;
    expect(await store.put(past, eightMs)).toBeNull();
    expect(await store.nextAtMs()).toBeNull();
  });

  it('can be taken off, also twice', async () => {
    await store.put(daily('a'), eightMs - 1);
    await store.remove(daily('a'));
    await store.remove(daily('a'));
    expect(await claim(eightMs)).toEqual([]);
    expect(await store.nextAtMs()).toBeNull();
  });

  it('that is damaged in the store is told apart and keeps nobody else from being claimed', async () => {
    const keys = createKeys('t');
    await store.put(daily('a'), eightMs - 1);
    for (let shard = 0; shard < 16; shard += 1) {
      const [id] = await client.hkeys(keys.schedules(shard));
      if (id !== undefined) await client.hset(keys.schedules(shard), id, `${String(eightMs)}:{"zone":`);
    }
    await store.put(daily('b'), eightMs - 1);
    expect(chats(await claim(eightMs))).toEqual(['b', undefined]);
  });
});

describe('a claim', () => {
  it('is nobody else’s, however many claim at the same time', async () => {
    for (let chat = 0; chat < 300; chat += 1) await store.put(daily(`c${String(chat)}`), eightMs - 1);
    const others = Array.from({ length: 4 }, () => createOccurrenceStore(redis.connect(), createKeys('t')));
    const claims = (await Promise.all(others.map((other) => claim(eightMs, other, 10)))).flat();
    const rest = (await Promise.all(others.map((other) => claim(eightMs, other)))).flat();
    expect(new Set([...claims, ...rest].map(({ id }) => id)).size).toBe(300);
    expect(claims.length + rest.length).toBe(300);
  });

  it('takes at most its limit of each shard, the oldest first', async () => {
    const minutes = [8 * 60 + 2, 8 * 60, 8 * 60 + 1];
    for (const [index, minute] of minutes.entries()) {
      await store.put({ ...daily('same', minute), ref: String(index) }, eightMs - 1);
    }
    const claims = await claim(eightMs + 600_000, store, 2);
    expect(claims.map((claimed) => claimed.order()?.ref)).toEqual(['1', '2']);
  });

  it('comes due again with its own instant when its holder dies', async () => {
    await store.put(daily('a'), eightMs - 1);
    await claim(eightMs);
    expect(await claim(eightMs + leaseMs - 1)).toEqual([]);
    const [again] = await claim(eightMs + leaseMs);
    expect(again?.dueAtMs).toBe(eightMs);
  });

  it('ends with the next instant when it is settled', async () => {
    await store.put(daily('a'), eightMs - 1);
    const [claimed] = await claim(eightMs);
    if (claimed === undefined) throw new Error('nothing claimed');
    await store.settle([{ claimed, nextAtMs: eightMs + dayMs }]);
    expect(await claim(eightMs + leaseMs * 2)).toEqual([]);
    const [next] = await claim(eightMs + dayMs);
    expect(next?.dueAtMs).toBe(eightMs + dayMs);
    expect(next?.order()).toEqual(daily('a'));
  });

  it('leaves nothing behind when its order is finished', async () => {
    await store.put(daily('a'), eightMs - 1);
    const [claimed] = await claim(eightMs);
    if (claimed === undefined) throw new Error('nothing claimed');
    await store.settle([{ claimed, nextAtMs: null }]);
    expect(await client.keys('t:*')).toEqual([]);
  });

  it('does not undo a change made while it was held', async () => {
    await store.put(daily('a'), eightMs - 1);
    await store.put(daily('b'), eightMs - 1);
    const claims = await claim(eightMs);
    await store.put(daily('a', 12 * 60), eightMs);
    await store.remove(daily('b'));
    await store.settle(claims.map((claimed) => ({ claimed, nextAtMs: eightMs + dayMs })));
    expect(await store.nextAtMs()).toBe(eightMs + 4 * 3_600_000);
    expect(chats(await claim(eightMs + 2 * dayMs))).toEqual(['a']);
  });

  it('that lapsed and was taken by another cannot be settled by the first', async () => {
    await store.put(daily('a'), eightMs - 1);
    const [first] = await claim(eightMs);
    const [second] = await claim(eightMs + leaseMs);
    if (first === undefined || second === undefined) throw new Error('not claimed twice');
    await store.settle([{ claimed: first, nextAtMs: null }]);
    await store.settle([{ claimed: second, nextAtMs: eightMs + dayMs }]);
    expect(await store.nextAtMs()).toBe(eightMs + dayMs);
  });
});

describe('an idle index', () => {
  it('costs one script a shard and does not grow with the number of orders', async () => {
    for (let chat = 0; chat < 500; chat += 1) await store.put(daily(`c${String(chat)}`), eightMs);
    const commands = async (): Promise<number> =>
      Number(/total_commands_processed:(\d+)/.exec(await client.info('stats'))?.[1]);
    const before = await commands();
    await claim(eightMs + 1);
    // 16 scripts of two commands each, and the INFO itself.
    expect((await commands()) - before).toBeLessThanOrEqual(16 * 3 + 1);
  });
});
