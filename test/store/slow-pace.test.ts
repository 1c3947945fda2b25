import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { type Booking, createPaceStore, type PaceStore } from '../../src/store/pace.ts';
import { booked, worstWindow } from './slots.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

/** Safe mode of a WeChat client: https://wcferry.netlify.app/plugins/safe-mode */
const wechat = {
  accountPerSecond: 1,
  chatPerSecond: 1,
  groupPerMinute: null,
  accountPerMinute: 40,
  chatSwitchMs: { least: 3_000, most: 5_000 },
};
const startMs = Date.UTC(2026, 11, 1, 8);
const message = (chat: string, nowMs: number, more: Partial<Booking> = {}): Booking => ({
  platform: 'wechat',
  account: 'bot',
  chat,
  isGroup: true,
  pace: wechat,
  kind: 'message',
  nowMs,
  ...more,
});

let redis: TestRedis;
let client: RedisClient;
let pace: PaceStore;

beforeAll(async () => {
  redis = await testRedis();
  client = redis.connect();
});

beforeEach(async () => {
  await redis.flush();
  pace = createPaceStore(client, createKeys('t'));
});

/** Books as somebody would who asks again when told to. */
async function insist(booking: Booking, store: PaceStore = pace): Promise<number> {
  let { nowMs } = booking;
  for (;;) {
    const slot = await store.book({ ...booking, nowMs });
    if (slot.isBooked) return slot.atMs;
    expect(slot.retryAtMs).toBeGreaterThan(nowMs);
    nowMs = slot.retryAtMs;
  }
}

describe('a slow account', () => {
  it('turns to another chat after the span that was drawn, and after the longest when none was', async () => {
    expect(booked(await pace.book(message('a', startMs)))).toBe(startMs);
    expect(booked(await pace.book(message('b', startMs + 10, { switchMs: 3_210 })))).toBe(startMs + 3_210);
    expect(booked(await pace.book(message('c', startMs + 20)))).toBe(startMs + 3_210 + 5_000);
  });

  it('stays in a chat a message a second', async () => {
    await pace.book(message('a', startMs, { switchMs: 5_000 }));
    expect(await insist(message('a', startMs, { switchMs: 5_000 }))).toBe(startMs + 1_031);
  });

  it('needs no span when it has been silent for longer', async () => {
    await pace.book(message('a', startMs));
    expect(booked(await pace.book(message('b', startMs + 6_000, { switchMs: 5_000 })))).toBe(startMs + 6_000);
  });

  it('keeps the switch in mind between two clients, and a name with spaces apart from others', async () => {
    const other = createPaceStore(redis.connect(), createKeys('t'));
    await pace.book(message('王芳 读书', startMs));
    const slot = await other.book(message('王芳', startMs, { switchMs: 3_000 }));
    expect(booked(slot)).toBe(startMs + 3_000);
  });

  it('books nothing for a switch beyond the latest instant wanted', async () => {
    await pace.book(message('a', startMs));
    const refused = await pace.book(message('b', startMs, { switchMs: 4_000, latestAtMs: startMs + 500 }));
    expect(refused).toEqual({ isBooked: false, full: 'account', retryAtMs: startMs + 3_500 });
    expect(booked(await pace.book(message('a', startMs + 1_031)))).toBe(startMs + 1_031);
  });

  it('sends 40 messages in any minute and not one more', async () => {
    const slots: number[] = [];
    for (let count = 0; count < 100; count += 1) slots.push(await insist(message('a', slots.at(-1) ?? startMs)));
    expect(worstWindow(slots, 60_000)).toBe(40);
    expect(worstWindow(slots, 1_000)).toBe(1);
  });

  it('sends at most 30 reminders in a minute, so that an answer finds room', async () => {
    const slots: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      slots.push(await insist(message('a', slots.at(-1) ?? startMs, { isBulk: true })));
    }
    const nowMs = startMs + 35_000;
    expect(await pace.book(message('a', nowMs, { isBulk: true, latestAtMs: nowMs + 1_000 }))).toMatchObject({
      isBooked: false,
      full: 'account',
    });
    expect(booked(await pace.book(message('a', nowMs)))).toBe(nowMs);
    expect(booked(await pace.book(message('b', nowMs, { isBulk: true })))).toBeGreaterThan(startMs + 60_000);
  });

  it('does not count reactions', async () => {
    await pace.book(message('a', startMs));
    expect(booked(await pace.book(message('b', startMs, { kind: 'reaction' })))).toBe(startMs + 1_031);
  });

  it('is told apart from accounts without such limits, which keep nothing more in mind', async () => {
    const fast = { ...wechat, accountPerMinute: null, chatSwitchMs: null };
    await pace.book(message('a', startMs, { pace: fast }));
    const next = await pace.book(message('b', startMs + 1_000, { pace: fast, latestAtMs: startMs + 1_020 }));
    expect(next).toMatchObject({ isBooked: false, full: 'account' });
    expect(await client.exists('t:{a:wechat:bot}:pace-recent')).toBe(0);
  });
});

describe('several processes of one slow account', () => {
  it('together stay within the minute and every switch', async () => {
    const stores = Array.from({ length: 4 }, () => createPaceStore(redis.connect(), createKeys('t')));
    const sent: { readonly chat: string; readonly atMs: number }[] = [];
    await Promise.all(
      stores.map(async (store, process) => {
        let nowMs = startMs;
        for (let count = 0; count < 40; count += 1) {
          const chat = String((process * 7 + count) % 5);
          nowMs = await insist(message(chat, nowMs, { switchMs: 3_000 + ((count * 379) % 2_001) }), store);
          sent.push({ chat, atMs: nowMs });
        }
      }),
    );
    const inOrder = sent.toSorted((a, b) => a.atMs - b.atMs);
    expect(
      worstWindow(
        inOrder.map(({ atMs }) => atMs),
        60_000,
      ),
    ).toBeLessThanOrEqual(40);
    for (const [index, { chat, atMs }] of inOrder.slice(1).entries()) {
      const before = inOrder[index];
      expect(atMs - (before?.atMs ?? 0)).toBeGreaterThanOrEqual(before?.chat === chat ? 1_000 : 3_000);
    }
  });
});

describe('any mix of calls on a slow account', () => {
  const call = fc.record({
    chat: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom('message', 'message', 'message', 'reaction'),
    isBulk: fc.boolean(),
    switchMs: fc.integer({ min: 3_000, max: 5_000 }),
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 })),
  });

  it('stays within every limit in every window', async () => {
    const narrow = { ...wechat, accountPerMinute: 12 };
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 50 }), async (calls) => {
        await redis.flush();
        const sent: { readonly chat: number; readonly atMs: number }[] = [];
        let nowMs = startMs;
        for (const { chat, pauseMs, ...more } of calls) {
          nowMs += pauseMs;
          const atMs = await insist(message(String(chat), nowMs, { ...more, pace: narrow }));
          if (more.kind === 'message') sent.push({ chat, atMs });
        }
        expect(
          sent.length === 0
            ? 0
            : worstWindow(
                sent.map(({ atMs }) => atMs),
                60_000,
              ),
        ).toBeLessThanOrEqual(12);
        for (const [index, { chat, atMs }] of sent.slice(1).entries()) {
          const before = sent[index];
          expect(atMs - (before?.atMs ?? 0)).toBeGreaterThanOrEqual(before?.chat === chat ? 1_000 : 3_000);
        }
      }),
      { numRuns: 30 },
    );
  });
});
