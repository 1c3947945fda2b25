import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FanOutSpec } from '../../src/domain/fan-out/fan-out.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { readFanOutLedger } from '../../src/store/fan-out-ledger.ts';
import { createFanOutRunStore, type FanOutRunStore, type RunName } from '../../src/store/fan-out-runs.ts';
import { createFanOutStore, type FanOutStore } from '../../src/store/fan-outs.ts';
import { createKeys } from '../../src/store/keys.ts';
import { isTold, type Outcome, outcomes } from '../../src/store/outcome.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');
const spec: FanOutSpec = {
  content: { kind: 'text', words: '你好' },
  audience: { kind: 'all' },
  schedule: { kind: 'daily', minutes: [480] },
  isWallTime: true,
  zone: 'Asia/Shanghai' as TimeZone,
};
const lane = (chats: readonly string[], dueAtMs = 0) =>
  ({ platform: 'telegram', account: '7', dueAtMs, chats }) as const;

let redis: Redis;
let runs: FanOutRunStore;
let fanOuts: FanOutStore;
let serial = 0;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  runs = createFanOutRunStore(redis, keys);
  fanOuts = createFanOutStore(redis, keys);
});

const name = (): RunName => ({ number: (serial += 1), run: 1_000 });

async function opened(lanes: Parameters<FanOutRunStore['open']>[1]) {
  const run = name();
  await runs.open(run, lanes, 1_000, 'one');
  const found = await runs.read(run);
  if (found === null) throw new Error('not open');
  return found;
}

describe('fan-outs', () => {
  it('have a number each, the same one for the same event', async () => {
    const made = { by: 'telegram:1', chat: 'c', nowMs: 5 };
    const numbers = await Promise.all(['a', 'b', 'a', 'c'].map((event) => fanOuts.draft(event, spec, made)));
    expect(new Set(numbers)).toEqual(new Set([1, 2, 3]));
    expect(numbers[0]).toBe(numbers[2]);
    expect(await fanOuts.read(1)).toMatchObject({ state: 'draft', spec, madeBy: 'telegram:1', startedAtMs: null });
    expect((await fanOuts.latest(2)).map(({ number }) => number)).toEqual([3, 2]);
  });

  it('are changed by one of many who try at the same time, and repeat what they answered', async () => {
    const number = await fanOuts.draft('e', spec, { by: 'telegram:1', chat: 'c', nowMs: 5 });
    const act = (event: string, by: string) =>
      fanOuts.change(number, { event, from: ['draft'], to: 'running', by, nowMs: 9 });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((event) => act(event, event)));
    expect(answers.filter(({ isChanged }) => isChanged)).toHaveLength(1);
    const first = answers.findIndex(({ isChanged }) => isChanged);
    expect(await act(['a', 'b', 'c', 'd'][first] ?? '', 'again')).toEqual({ isChanged: true, before: 'draft' });
    const fanOut = await fanOuts.read(number);
    expect(fanOut).toMatchObject({ state: 'running', startedAtMs: 9 });
    expect(fanOut?.acts).toHaveLength(1);
  });

  it('are forgotten as drafts after a week and kept for ever while they run', async () => {
    const number = await fanOuts.draft('e', spec, { by: 'telegram:1', chat: 'c', nowMs: 5 });
    expect(await redis.pttl(keys.fanOut(number))).toBeGreaterThan(6 * 86_400_000);
    await fanOuts.change(number, { event: 'a', from: ['draft'], to: 'running', by: 'x', nowMs: 9 });
    expect(await redis.pttl(keys.fanOut(number))).toBe(-1);
    await fanOuts.change(number, { event: 'b', from: ['running'], to: 'done', by: 'x', nowMs: 9 });
    expect(await redis.pttl(keys.fanOut(number))).toBeGreaterThan(179 * 86_400_000);
  });

  it('that do not exist cannot be changed', async () => {
    const act = { event: 'a', from: ['draft'], to: 'running', by: 'x', nowMs: 9 } as const;
    expect(await fanOuts.change(404, act)).toEqual({ isChanged: false, before: null });
    expect(await fanOuts.read(404)).toBeNull();
  });
});

describe('a sending', () => {
  it('is opened by one of two, and the other leaves nothing behind', async () => {
    const run = name();
    const lanes = [lane(['a', 'b', 'c']), lane(['d'], 5)];
    const won = await Promise.all(['one', 'two'].map((token) => runs.open(run, lanes, 1_000, token)));
    expect(won.toSorted()).toEqual([false, true]);
    const found = await runs.read(run);
    expect(found).toMatchObject({ total: 4, token: won[0] === true ? 'one' : 'two' });
    if (found === null) return;
    expect(await runs.chats(found, 0, 1, 5)).toEqual(['b', 'c']);
    expect(await redis.keys('t:*:audience:*')).toHaveLength(2);
  });

  it('is fed from each place once', async () => {
    const run = await opened([lane(['a', 'b', 'c', 'd'])]);
    const fed = await Promise.all([0, 0, 0].map((from) => runs.feed(run, 0, from, 2)));
    expect(fed.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await runs.feed(run, 0, 2, 4)).toBe(true);
    expect((await runs.read(run))?.lanes[0]?.cursor).toBe(4);
  });

  it('expires with everything that belongs to it', async () => {
    const run = await opened([lane(['a', 'b'])]);
    await runs.note(run, 0, 'a', { outcome: 'sent', atMs: 1, code: null });
    await runs.hold(run, { lane: 0, turn: 0, chat: 'b' }, 9);
    for (const key of await redis.keys(`t:{f:${String(run.number)}}:*`)) {
      expect(await redis.pttl(key)).toBeGreaterThan(0);
    }
  });

  it('puts aside until an instant, once, and not who has an outcome', async () => {
    const run = await opened([lane(['a', 'b'])]);
    await runs.hold(run, { lane: 0, turn: 0, chat: 'a' }, 50);
    await runs.hold(run, { lane: 0, turn: 0, chat: 'a' }, 50);
    await runs.note(run, 0, 'b', { outcome: 'sent', atMs: 1, code: null });
    await runs.hold(run, { lane: 0, turn: 0, chat: 'b' }, 50);
    expect((await runs.read(run))?.lanes[0]?.asideCount).toBe(1);
    expect(await runs.asides(run, 49, 0, 10)).toEqual([]);
    expect(await runs.nextAsideAtMs(run)).toBe(50);
    const asides = await runs.asides(run, 50, 0, 10);
    expect(asides).toMatchObject([{ lane: 0, turn: 1, chat: 'a', atMs: 50 }]);
    await Promise.all([runs.unhold(run, asides), runs.unhold(run, asides)]);
    expect((await runs.read(run))?.lanes[0]?.asideCount).toBe(0);
  });

  it('counts each chat once, whatever is told of it, how often and in which order', async () => {
    const tellings = fc.array(
      fc.record({ chat: fc.integer({ min: 0, max: 5 }), outcome: fc.constantFrom(...outcomes) }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(tellings, async (told) => {
        const chats = ['0', '1', '2', '3', '4', '5'];
        const run = await opened([lane(chats.slice(0, 3)), lane(chats.slice(3))]);
        await Promise.all(
          told.map(({ chat, outcome }, index) =>
            runs.note(run, chat < 3 ? 0 : 1, String(chat), { outcome, atMs: index, code: null }),
          ),
        );
        const after = await runs.read(run);
        if (after === null) throw new Error('gone');
        const rows = await readFanOutLedger({ state: 'running' }, after, runs, []);
        const counted: Partial<Record<Outcome | 'waiting', number>> = {};
        for (const { outcome } of rows) counted[outcome as Outcome] = (counted[outcome as Outcome] ?? 0) + 1;
        const { waiting = 0, ...settled } = counted;
        expect(rows.map(({ chat }) => chat)).toEqual(chats);
        expect(after.counts).toEqual(settled);
        expect(after.lanes.reduce((sum, { doneCount }) => sum + doneCount, 0)).toBe(6 - waiting);
        // What went out stays, and is the first that was told to have gone out.
        for (const [index, chat] of chats.entries()) {
          const first = told.find((one) => String(one.chat) === chat && isTold(one.outcome));
          if (first !== undefined) expect(rows[index]?.outcome).toBe(first.outcome);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows no chat of a sending that is gone', async () => {
    await runs.note({ number: 77, run: 1 }, 0, 'a', { outcome: 'sent', atMs: 1, code: null });
    expect(await redis.keys('t:{f:77}*')).toEqual([]);
  });
});
