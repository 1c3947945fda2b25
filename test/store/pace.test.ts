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
/** As booked: 0.97 of the limit, answers ahead of the line, the chat's share of its own limit. */
const spacingMs = 1000 / (30 * 0.97);
const aheadMs = 30;
const bulkReachMs = 10;
const openMs = 5_000;
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

/** Books as somebody would who asks again when told to, and has the answer after `answerMs`; the slot. */
async function insist(booking: Booking, answerMs = 0, store: PaceStore = pace): Promise<number> {
  let { nowMs } = booking;
  const aheadOfNowMs = booking.latestAtMs === undefined ? null : booking.latestAtMs - nowMs;
  for (;;) {
    const reach = aheadOfNowMs === null ? {} : { latestAtMs: nowMs + aheadOfNowMs };
    const slot = await store.book({ ...booking, nowMs, ...reach });
    if (slot.isBooked) {
      await store.left({ ...booking, slot, answeredAtMs: slot.atMs + answerMs, leastAnswerMs: 0 });
      return slot.atMs;
    }
    expect(slot.retryAtMs).toBeGreaterThan(nowMs);
    nowMs = slot.retryAtMs;
  }
}

/** Reminders as fast as they are let, each to another chat; their slots. */
async function remind(count: number, fromMs = startMs, store: PaceStore = pace): Promise<readonly number[]> {
  const slots: number[] = [];
  for (let nowMs = fromMs; slots.length < count; nowMs = Math.max(nowMs, (slots.at(-1) ?? 0) - bulkReachMs)) {
    const bulk = { isBulk: true, latestAtMs: nowMs + bulkReachMs };
    slots.push(await insist(message(crypto.randomUUID(), nowMs, bulk), 2, store));
  }
  return slots;
}

describe('slots of an account', () => {
  it('are at once when nothing was sent lately', async () => {
    expect(booked(await pace.book(message('-1', startMs)))).toBe(startMs);
  });

  it('fill at least 95 % of the limit and never exceed it in any second', async () => {
    const slots = await remind(300);
    expect(worstWindow(slots, 1000)).toBe(30);
    const perSecond = (slots.length - 1) / (((slots.at(-1) ?? 0) - startMs) / 1000);
    expect(perSecond).toBeGreaterThan(30 * 0.95);
    expect(perSecond).toBeLessThanOrEqual(30);
  });

  it('are shared by two clients that book at the same time', async () => {
    const other = createPaceStore(redis.connect(), createKeys('t'));
    const instants = (await Promise.all([remind(100), remind(100, startMs, other)])).flat();
    expect(worstWindow(instants, 1000)).toBe(30);
    expect(Math.max(...instants) - startMs).toBeLessThan(200 * (spacingMs + 1));
  });

  it('count until a second after the answer, less what every answer takes: nobody knows when a call arrived', async () => {
    const one = { pace: { ...telegram, accountPerSecond: 1 } };
    const slot = await pace.book(message('-1', startMs, one));
    if (!slot.isBooked) throw new Error('not booked');
    await pace.left({ ...message('-1', startMs, one), slot, answeredAtMs: startMs + 700, leastAnswerMs: 100 });
    const nowMs = startMs + 1_590;
    const next = await pace.book(message('-2', nowMs, { ...one, latestAtMs: nowMs }));
    expect(next).toEqual({ isBooked: false, full: 'account', retryAtMs: startMs + 700 - 100 + 1_003 });
  });

  it('are refused while as many calls as a second may hold are open, but not for ever', async () => {
    for (let count = 0; count < 30; count += 1) {
      await pace.book(message(String(count), startMs + count * 40));
    }
    const nowMs = startMs + 2_000;
    const refused = await pace.book(message('-1', nowMs, { latestAtMs: nowMs }));
    expect(refused).toEqual({ isBooked: false, full: 'account', retryAtMs: nowMs + 15 });
    expect(booked(await pace.book(message('-1', nowMs)))).toBe(startMs + openMs);
  });

  it('are independent between accounts', async () => {
    await pace.book(message('-1', startMs));
    expect(booked(await pace.book(message('-1', startMs, { account: '8' })))).toBe(startMs);
  });

  it('are refused beyond the latest instant wanted, without being used up', async () => {
    const lastMs = (await remind(10)).at(-1) ?? 0;
    const bulk = { isBulk: true, latestAtMs: lastMs + bulkReachMs };
    const slot = await pace.book(message('bulk', lastMs, bulk));
    expect(slot).toMatchObject({ isBooked: false, full: 'account' });
    const direct = booked(await pace.book(message('direct', lastMs)));
    expect(direct - lastMs).toBeLessThanOrEqual(Math.ceil(spacingMs - aheadMs));
  });

  it('are there at once for an answer while those that nobody waits for take all they can get', async () => {
    const slots: number[] = [];
    const waits: number[] = [];
    let nowMs = startMs;
    for (let answerAtMs = startMs + 700; slots.length < 600;) {
      if (nowMs >= answerAtMs) {
        const atMs = await insist(message(`a${String(answerAtMs)}`, answerAtMs, { latestAtMs: answerAtMs + 25 }), 2);
        waits.push(atMs - answerAtMs);
        slots.push(atMs);
        answerAtMs += 333;
        continue;
      }
      const bulk = { isBulk: true, latestAtMs: nowMs + bulkReachMs };
      const slot = await pace.book(message(`b${String(slots.length)}`, nowMs, bulk));
      if (slot.isBooked) {
        await pace.left({
          ...message(`b${String(slots.length)}`, nowMs),
          slot,
          answeredAtMs: slot.atMs + 2,
          leastAnswerMs: 0,
        });
        slots.push(slot.atMs);
      } else nowMs = Math.max(slot.retryAtMs, nowMs + 1);
    }
    // No longer than until the next call leaves the second.
    expect(Math.max(...waits)).toBeLessThanOrEqual(Math.ceil(bulkReachMs + spacingMs));
    expect(worstWindow(slots, 1_000)).toBeLessThanOrEqual(30);
    const spanMs = Math.max(...slots) - startMs;
    expect(slots.length / (spanMs / 1000)).toBeGreaterThan(30 * 0.95);
  });

  it('that were booked a while ago are good still unless the platform said no, and given back then', async () => {
    const slot = await pace.book(message('-1', startMs));
    if (!slot.isBooked) throw new Error('not booked');
    expect(await pace.confirm(slot, group, startMs + 60)).toEqual({ ...slot, askedAtMs: startMs + 60 });
    await pace.penalise({ ...group, chat: '-2', nowMs: startMs + 70, untilMs: startMs + 400, scope: 'account' });
    const refused = await pace.confirm(slot, group, startMs + 80);
    expect(refused).toEqual({ isBooked: false, full: 'account', retryAtMs: startMs + 400 });
    expect(booked(await pace.book(message('-1', startMs + 400)))).toBe(startMs + 400);
  });

  it('that were missed by so much that they count no more are given back', async () => {
    const slot = await pace.book(message('-1', startMs));
    if (!slot.isBooked) throw new Error('not booked');
    expect(await pace.confirm(slot, group, startMs + 4_999)).toMatchObject({ isBooked: true });
    const lateMs = startMs + 5_000;
    expect(await pace.confirm(slot, group, lateMs)).toEqual({ isBooked: false, full: 'account', retryAtMs: lateMs });
    expect(booked(await pace.book(message('-1', lateMs)))).toBe(lateMs);
  });

  it('that are asked for a little late do not lose the time', async () => {
    const asked = async (lateMs: number): Promise<number> => {
      await redis.flush();
      let nowMs = startMs;
      for (let count = 0; count < 60; count += 1) {
        const bulk = { isBulk: true, latestAtMs: nowMs };
        const slot = await pace.book(message(String(count), nowMs, bulk));
        if (slot.isBooked) {
          await pace.left({ ...message(String(count), nowMs), slot, answeredAtMs: slot.atMs, leastAnswerMs: 0 });
          continue;
        }
        count -= 1;
        nowMs = slot.retryAtMs + lateMs;
      }
      return nowMs - startMs;
    };
    expect((await asked(20)) - (await asked(0))).toBeLessThanOrEqual(20 + spacingMs);
  });

  it('are asked for again when they come into reach', async () => {
    const lastMs = (await remind(60)).at(-1) ?? 0;
    const refused = await pace.book(message('bulk', lastMs, { isBulk: true, latestAtMs: lastMs + 10 }));
    if (refused.isBooked) throw new Error('booked beyond the latest instant');
    const again = { isBulk: true, latestAtMs: refused.retryAtMs + 10 };
    expect(booked(await pace.book(message('bulk', refused.retryAtMs, again)))).toBeLessThanOrEqual(again.latestAtMs);
  });
});

describe('slots of a chat', () => {
  it('are a little more than a second apart', async () => {
    await pace.book(message('-1', startMs));
    const next = await pace.book(message('-1', startMs));
    expect(next).toEqual({ isBooked: false, full: 'chat', retryAtMs: startMs + 1031 });
  });

  it('count from the answer, also for another process', async () => {
    const other = createPaceStore(redis.connect(), createKeys('t'));
    const slot = await pace.book(message('-1', startMs));
    if (!slot.isBooked) throw new Error('not booked');
    const open = await other.book(message('-1', startMs + 2_000));
    expect(open).toEqual({ isBooked: false, full: 'chat', retryAtMs: startMs + 2_000 + 1031 });
    await pace.left({ ...message('-1', startMs), slot, answeredAtMs: startMs + 2_100, leastAnswerMs: 100 });
    const over = await other.book(message('-1', startMs + 2_200));
    expect(over).toEqual({ isBooked: false, full: 'chat', retryAtMs: startMs + 2_100 + 1031 });
  });

  it('are known of what went out while nothing could be booked', async () => {
    const slot = { isBooked: true, atMs: startMs, call: 'alone', askedAtMs: startMs } as const;
    await pace.left({ ...message('-1', startMs), slot, answeredAtMs: startMs + 10, leastAnswerMs: 0 });
    expect(await pace.book(message('-1', startMs + 20))).toMatchObject({ isBooked: false, full: 'chat' });
  });

  it('do not keep other chats waiting', async () => {
    await pace.book(message('-1', startMs));
    await pace.book(message('-1', startMs));
    expect(booked(await pace.book(message('-2', startMs)))).toBe(startMs + Math.ceil(spacingMs - aheadMs));
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
      if (!slot.isBooked) continue;
      edits.push(slot.atMs);
      await pace.left({ ...message('-1', atMs), kind: 'edit', slot, answeredAtMs: slot.atMs, leastAnswerMs: 0 });
    }
    expect(edits).toHaveLength(12);
    expect(booked(await pace.book(message('-1', startMs + 60_000)))).toBe(startMs + 60_000);
  });

  it('are not used by reactions, which count for the account', async () => {
    await pace.book(message('-1', startMs));
    const nextMs = (count: number): number => startMs + Math.ceil(count * spacingMs - aheadMs);
    expect(booked(await pace.book(message('-1', startMs, { kind: 'reaction' })))).toBe(nextMs(1));
    expect(booked(await pace.book(message('-2', startMs)))).toBe(nextMs(2));
  });
});

describe('a refusal by the platform', () => {
  const hold = { ...group, nowMs: startMs, untilMs: startMs + 7_000 };

  it('holds the chat until the instant that was told, and nobody else', async () => {
    await insist(message('-1', startMs - 1));
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
    answerMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 })),
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
        for (const { chat, kind, pauseMs, answerMs } of calls) {
          nowMs += pauseMs;
          // It arrives as late as it can.
          const slot = (await insist(message(String(chat), nowMs, { kind, pace }), answerMs, store)) + answerMs;
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
