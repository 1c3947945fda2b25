import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createPaceStore, type Booking, type PaceStore } from '../../src/store/pace.ts';
import { booked, worstWindow } from './slots.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

/** What Telegram takes: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const telegram = {
  accountPerSecond: 30,
  chatPerSecond: 1,
  groupPerMinute: 20,
  accountPerMinute: null,
  chatSwitchMs: null,
};
const startMs = Date.UTC(2026, 11, 1, 8);
/** As booked: 0.97 of the limit, the line catching up with what it lost, answers ahead of it. */
const spacingMs = 1000 / (30 * 0.97);
const catchUpMs = 8;
const aheadMs = 16;
const group = { platform: 'telegram', account: '7', chat: '-1', isGroup: true, pace: telegram } as const;
const message = (chat: string, nowMs: number, more: Partial<Booking> = {}): Booking => ({
  ...group,
  chat,
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

/** Books as somebody would who asks again when told to; the slot and the instant of the last question. */
async function insist(booking: Booking, store: PaceStore = pace): Promise<number> {
  let { nowMs } = booking;
  for (;;) {
    const slot = await store.book({ ...booking, nowMs });
    if (slot.isBooked) return slot.atMs;
    expect(slot.retryAtMs).toBeGreaterThan(nowMs);
    nowMs = slot.retryAtMs;
  }
}

describe('slots of an account', () => {
  it('are at once when nothing was sent lately', async () => {
    expect(booked(await pace.book(message('-1', startMs)))).toBe(startMs);
  });

  it('fill at least 95 % of the limit and never exceed it in any second', async () => {
    const slots: number[] = [];
    for (let chat = 0; chat < 300; chat += 1) slots.push(booked(await pace.book(message(String(chat), startMs))));
    expect(worstWindow(slots, 1000)).toBe(30);
    const perSecond = (slots.length - 1) / (((slots.at(-1) ?? 0) - startMs) / 1000);
    expect(perSecond).toBeGreaterThan(30 * 0.95);
    expect(perSecond).toBeLessThanOrEqual(30);
  });

  it('are shared by two clients that book at the same time', async () => {
    const other = createPaceStore(redis.connect(), createKeys('t'));
    const slots = await Promise.all(
      Array.from({ length: 200 }, (_, chat) => (chat % 2 === 0 ? pace : other).book(message(String(chat), startMs))),
    );
    const instants = slots.map(booked);
    expect(new Set(instants).size).toBe(200);
    expect(worstWindow(instants, 1000)).toBe(30);
  });

  it('are independent between accounts', async () => {
    await pace.book(message('-1', startMs));
    expect(booked(await pace.book(message('-1', startMs, { account: '8' })))).toBe(startMs);
  });

  it('are refused beyond the latest instant wanted, without being used up', async () => {
    for (let chat = 0; chat < 60; chat += 1) await pace.book(message(String(chat), startMs));
    const latestAtMs = startMs + 1000;
    const slot = await pace.book(message('bulk', startMs, { latestAtMs }));
    expect(slot).toMatchObject({ isBooked: false, full: 'account' });
    const direct = booked(await pace.book(message('direct', startMs)));
    expect(direct - startMs).toBe(Math.ceil(60 * spacingMs - catchUpMs - aheadMs));
  });

  it('are there at once for an answer while those that nobody waits for take all they can get', async () => {
    const slots: number[] = [];
    const waits: number[] = [];
    let askAtMs = startMs;
    for (let answerAtMs = startMs + 700; slots.length < 600;) {
      if (askAtMs >= answerAtMs) {
        const atMs = booked(await pace.book(message(`a${String(answerAtMs)}`, answerAtMs)));
        waits.push(atMs - answerAtMs);
        slots.push(atMs);
        answerAtMs += 333;
        continue;
      }
      const bulk = { isBulk: true, latestAtMs: askAtMs + 10 };
      const slot = await pace.book(message(`b${String(slots.length)}`, askAtMs, bulk));
      if (slot.isBooked) slots.push(slot.atMs);
      else askAtMs = Math.max(slot.retryAtMs, askAtMs + 1);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(Math.ceil(10 + spacingMs - aheadMs));
    expect(worstWindow(slots, 1_000)).toBeLessThanOrEqual(30);
    const spanMs = Math.max(...slots) - startMs;
    expect(slots.length / (spanMs / 1000)).toBeGreaterThan(30 * 0.95);
  });

  it('that were missed cost their chat nothing', async () => {
    const missedAtMs = booked(await pace.book(message('-1', startMs)));
    const again = booked(await pace.book(message('-1', startMs + 60, { missedAtMs })));
    expect(again).toBe(startMs + 60);
  });

  it('that are asked for a little late do not lose the time', async () => {
    const asked = async (lateMs: number): Promise<number> => {
      await redis.flush();
      let atMs = startMs;
      for (let count = 0; count < 60; count += 1) {
        const bulk = { isBulk: true, latestAtMs: atMs };
        const slot = await pace.book(message(String(count), atMs, bulk));
        if (slot.isBooked) continue;
        count -= 1;
        atMs = slot.retryAtMs + lateMs;
      }
      return atMs - startMs;
    };
    expect((await asked(7)) - (await asked(0))).toBeLessThanOrEqual(8);
  });

  it('are asked for again when they come into reach', async () => {
    for (let chat = 0; chat < 60; chat += 1) await pace.book(message(String(chat), startMs));
    const refused = await pace.book(message('bulk', startMs, { latestAtMs: startMs + 1000 }));
    if (refused.isBooked) throw new Error('booked beyond the latest instant');
    const again = { latestAtMs: refused.retryAtMs + 1000 };
    expect(booked(await pace.book(message('bulk', refused.retryAtMs, again)))).toBeLessThanOrEqual(again.latestAtMs);
  });
});

describe('slots of a chat', () => {
  it('are a little more than a second apart', async () => {
    await pace.book(message('-1', startMs));
    const next = await pace.book(message('-1', startMs));
    expect(next).toEqual({ isBooked: false, full: 'chat', retryAtMs: startMs + 1031 });
  });

  it('do not keep other chats waiting', async () => {
    await pace.book(message('-1', startMs));
    await pace.book(message('-1', startMs));
    expect(booked(await pace.book(message('-2', startMs)))).toBe(startMs + Math.ceil(spacingMs - catchUpMs - aheadMs));
  });

  it('are at most 20 in any minute of a group', async () => {
    const slots: number[] = [];
    for (let count = 0; count < 50; count += 1) {
      slots.push(await insist(message('-1', slots.at(-1) ?? startMs)));
    }
    expect(worstWindow(slots, 60_000)).toBe(20);
    expect(worstWindow(slots, 1_000)).toBe(1);
  });

  it('are not counted by the minute in private chats', async () => {
    let atMs = startMs;
    for (let count = 0; count < 30; count += 1) atMs = await insist(message('9', atMs, { isGroup: false }));
    expect(atMs - startMs).toBeLessThan(31_000);
  });

  it('leave room for messages when a board is edited all the time', async () => {
    const edits: number[] = [];
    for (let atMs = startMs; atMs < startMs + 60_000; atMs += 3_000) {
      const slot = await pace.book(message('-1', atMs, { kind: 'edit' }));
      if (slot.isBooked) edits.push(slot.atMs);
    }
    expect(edits).toHaveLength(12);
    expect(booked(await pace.book(message('-1', startMs + 60_000)))).toBe(startMs + 60_000);
  });

  it('are not used by reactions, which count for the account', async () => {
    await pace.book(message('-1', startMs));
    const nextMs = (count: number): number => startMs + Math.ceil(count * spacingMs - catchUpMs - aheadMs);
    expect(booked(await pace.book(message('-1', startMs, { kind: 'reaction' })))).toBe(nextMs(1));
    expect(booked(await pace.book(message('-2', startMs)))).toBe(nextMs(2));
  });
});

describe('a refusal by the platform', () => {
  const hold = { ...group, nowMs: startMs, untilMs: startMs + 7_000 };

  it('holds the chat until the instant that was told, and nobody else', async () => {
    await pace.book(message('-1', startMs - 1));
    await pace.penalise({ ...hold, scope: 'chat' });
    expect(booked(await pace.book(message('-2', startMs + 100)))).toBe(startMs + 100);
    expect(await insist(message('-1', startMs))).toBe(startMs + 7_000);
  });

  it('holds the whole account when that is what it is about', async () => {
    await pace.penalise({ ...hold, scope: 'account' });
    expect(booked(await pace.book(message('-2', startMs)))).toBe(startMs + 7_000);
  });

  it('never shortens an earlier one', async () => {
    await pace.penalise({ ...hold, scope: 'account' });
    await pace.penalise({ ...hold, untilMs: startMs + 2_000, scope: 'account' });
    await pace.penalise({ ...hold, scope: 'chat' });
    await pace.penalise({ ...hold, untilMs: startMs + 2_000, scope: 'chat' });
    expect(await insist(message('-1', startMs))).toBe(startMs + 7_000);
  });
});

describe('any mix of calls', () => {
  const call = fc.record({
    chat: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom('message', 'message', 'edit', 'reaction'),
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 })),
  });

  it('stays within every limit in every window', async () => {
    const pace = {
      accountPerSecond: 5,
      chatPerSecond: 1,
      groupPerMinute: 6,
      accountPerMinute: null,
      chatSwitchMs: null,
    };
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 60 }), async (calls) => {
        await redis.flush();
        const store = createPaceStore(client, createKeys('t'));
        const all: number[] = [];
        const byChat = new Map<number, number[]>();
        let nowMs = startMs;
        for (const { chat, kind, pauseMs } of calls) {
          nowMs += pauseMs;
          const slot = await insist(message(String(chat), nowMs, { kind, pace }), store);
          all.push(slot);
          if (kind !== 'reaction') byChat.set(chat, [...(byChat.get(chat) ?? []), slot]);
        }
        expect(worstWindow(all, 1_000)).toBeLessThanOrEqual(5);
        for (const slots of byChat.values()) {
          expect(worstWindow(slots, 1_000)).toBeLessThanOrEqual(1);
          expect(worstWindow(slots, 60_000)).toBeLessThanOrEqual(6);
        }
      }),
      { numRuns: 40 },
    );
  });
});
