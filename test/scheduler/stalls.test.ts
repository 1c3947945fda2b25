import { beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing, Sender } from '../../src/commands/core/outgoing.ts';
import { DeliveryError } from '../../src/errors.ts';
import { createAttempt } from '../../src/scheduler/attempt.ts';
import { createLeaving } from '../../src/scheduler/leaving.ts';
import { createMoves } from '../../src/scheduler/moves.ts';
import { createPacer } from '../../src/scheduler/pacer.ts';
import type { Recipient } from '../../src/scheduler/recipient.ts';
import { createSendCall, type SendCall } from '../../src/scheduler/send-call.ts';
import type { Urgency } from '../../src/scheduler/urgency.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { type Booking, createPaceStore, type Hold, type Left } from '../../src/store/pace.ts';
import { worstWindow } from '../store/slots.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { testRedis } from '../support/redis.ts';
import { stubCapabilities } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 8);
const limit = stubCapabilities.pace.accountPerSecond;
const processCount = 2;
/** Reminders that a process has in hand at a time. */
const inHand = 20;
/** Groups that people write in; each of their answers comes from any process, as behind a balancer. */
const busyGroups = 3;
const retryAfterMs = 3_000;

/** What goes wrong: nothing is as fast as it should be, or stands still for a while. */
interface Weather {
  /** Share of the time that a process stands still, and for how long at a time. */
  readonly stalls: { readonly share: number; readonly mostMs: number };
  /** The same of the platform's server. */
  readonly serverStalls: { readonly share: number; readonly mostMs: number };
  /** One way: what every call takes, what it may take more, and a share of connections that take long to set up. */
  readonly leastMs: number;
  readonly jitterMs: number;
  readonly slowShare: number;
  readonly slowMs: number;
}

interface Arrival {
  readonly chat: string;
  readonly atMs: number;
  readonly waitedMs: number;
}

let client: RedisClient;
let clock: FakeClock;
let random: () => number;
/** Questions that Redis has not answered yet. */
let asking: number;
/** The first call that arrives from then on is told to wait; when its sender knows. */
let refuseAtMs: number;
let refusedAtMs: number;
/** Redis answers nobody from the one until the other. */
let away: { readonly fromMs: number; readonly untilMs: number };

beforeEach(async () => {
  const redis = await testRedis();
  client = redis.connect();
  asking = 0;
  refuseAtMs = Infinity;
  refusedAtMs = Infinity;
  away = { fromMs: Infinity, untilMs: Infinity };
  clock = createFakeClock(startMs, settle);
  random = seeded(20_261_122);
});

/** No time passes while somebody has something to do or waits for Redis. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await new Promise((done) => setImmediate(done));
    quiet = asking === 0 ? quiet + 1 : 0;
  }
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  if (clock.now() >= away.fromMs && clock.now() < away.untilMs) throw new Error('redis is away');
  asking += 1;
  return ask().finally(() => {
    asking -= 1;
  });
}

/** Numbers in [0, 1), the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

/** Resolves when nothing stands still any more. */
function createStalls({ share, mostMs }: Weather['stalls']): () => Promise<void> {
  let fromMs = startMs;
  let untilMs = startMs;
  return async () => {
    while (share > 0 && clock.now() >= untilMs) {
      const lastsMs = mostMs * random();
      fromMs = untilMs + (lastsMs * (1 - share) * 2 * random()) / share;
      untilMs = fromMs + lastsMs;
    }
    if (clock.now() >= fromMs && clock.now() < untilMs) await clock.sleep(untilMs - clock.now());
  };
}

const outgoing: Outgoing = { kind: 'message', text: '读书', buttons: [], mentions: [], quote: null };
const groupOf = (chat: string): Recipient => ({
  to: { platform: 'telegram', account: '7', chat },
  chatId: null,
  isGroup: false,
  origin: {},
});

/** Everything that reaches the platform within the time, in order, while reminders and answers wait all the time. */
async function live(weather: Weather, lastsMs: number, answersEveryMs = 230): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  const serverReady = createStalls(weather.serverStalls);
  const way = async (): Promise<void> => {
    const slowMs = random() < weather.slowShare ? weather.slowMs * random() : 0;
    await clock.sleep(weather.leastMs + weather.jitterMs * random() + slowMs);
  };
  const processes = Array.from({ length: processCount }, () => {
    const awake = createStalls(weather.stalls);
    const askedAtMs = new Map<string, number>();
    const sender: Sender = {
      can: stubCapabilities,
      async send({ chat }) {
        await way();
        await serverReady();
        arrivals.push({ chat, atMs: clock.now(), waitedMs: clock.now() - (askedAtMs.get(chat) ?? 0) });
        const isRefused = clock.now() >= refuseAtMs;
        if (isRefused) refuseAtMs = Infinity;
        await way();
        await awake();
        if (!isRefused) return { messageId: 'm' };
        refusedAtMs = clock.now();
        throw new DeliveryError('rate-limited', 'slower', { retryAfterMs });
      },
    };
    const sendCall = createProcess(sender, awake);
    return async (chat: string, urgency: Urgency): Promise<void> => {
      askedAtMs.set(chat, clock.now());
      await sendCall(groupOf(chat), outgoing, urgency);
    };
  });
  let count = 0;
  let answerCount = 0;
  const untilMs = startMs + lastsMs;
  for (const send of processes) {
    const remind = async (): Promise<void> => {
      while (clock.now() < untilMs) await send(`r${String((count += 1))}`, 'bulk');
    };
    for (let worker = 0; worker < inHand; worker += 1) void remind();
  }
  for (let atMs = startMs; atMs < untilMs; atMs += answersEveryMs) {
    await clock.runUntil(atMs);
    const isBusy = (answerCount += 1) % 2 === 0;
    const chat = isBusy ? `busy${String(Math.floor(random() * busyGroups))}` : `a${String((count += 1))}`;
    void processes[Math.floor(random() * processCount)]?.(chat, 'direct');
  }
  await clock.runUntil(untilMs);
  return arrivals.slice();
}

/** A process of its own, on the Redis of all; it wakes, and hears from Redis, only when it does not stand still. */
function createProcess(sender: Sender, awake: () => Promise<void>): SendCall {
  const store = createPaceStore(client, createKeys('t'));
  const sleep = async (ms: number): Promise<void> => {
    await clock.sleep(ms);
    await awake();
  };
  const still = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = {
    pace: {
      book: async (booking: Booking) => {
        const slot = await asked(() => store.book(booking));
        await awake();
        return slot;
      },
      confirm: (...given: Parameters<typeof store.confirm>) => asked(() => store.confirm(...given)),
      left: (over: Left) => asked(() => store.left(over)),
      penalise: (hold: Hold) => asked(() => store.penalise(hold)),
    },
    moves: createMoves({ chats: { move: () => Promise.resolve() }, log: still, onMoved: () => undefined }),
    log: still,
    senderOf: () => sender,
    clock: () => Math.floor(clock.now()),
    sleep,
    random,
    leaving: createLeaving(sleep),
    isFinishing: () => false,
  };
  const pacer = createPacer(parts);
  return createSendCall({ ...parts, pacer, attempt: createAttempt({ ...parts, pacer }) });
}

const instants = (arrivals: readonly Arrival[]): readonly number[] => arrivals.map(({ atMs }) => atMs);

function leastGapMs(arrivals: readonly Arrival[]): number {
  const lastMs = new Map<string, number>();
  let least = Infinity;
  for (const { chat, atMs } of arrivals) {
    least = Math.min(least, atMs - (lastMs.get(chat) ?? -Infinity));
    lastMs.set(chat, atMs);
  }
  return least;
}

/** The share of the limit that was used from `fromMs` to `untilMs` after the start. */
function usedShare(arrivals: readonly Arrival[], fromMs: number, untilMs: number): number {
  const count = arrivals.filter(({ atMs }) => atMs >= startMs + fromMs && atMs < startMs + untilMs).length;
  return (count * 1_000) / (untilMs - fromMs) / limit;
}

const calm: Weather = {
  stalls: { share: 0.02, mostMs: 30 },
  serverStalls: { share: 0, mostMs: 0 },
  leastMs: 1,
  jitterMs: 3,
  slowShare: 0,
  slowMs: 0,
};
const storm: Weather = {
  stalls: { share: 0.3, mostMs: 400 },
  serverStalls: { share: 0.2, mostMs: 500 },
  leastMs: 5,
  jitterMs: 40,
  slowShare: 0.1,
  slowMs: 700,
};
const lastsMs = 12_000;

describe('what several processes send to one account', () => {
  it('uses at least 95 % of the limit and never exceeds it', async () => {
    const arrivals = await live(calm, lastsMs);
    expect(worstWindow(instants(arrivals), 1_000)).toBeLessThanOrEqual(limit);
    expect(usedShare(arrivals, 1_000, lastsMs)).toBeGreaterThanOrEqual(0.95);
    expect(leastGapMs(arrivals)).toBeGreaterThanOrEqual(1_000);
  });

  it('does so too on a long way to the platform, once it is known how long', async () => {
    const arrivals = await live({ ...calm, leastMs: 60, jitterMs: 15 }, 20_000);
    expect(worstWindow(instants(arrivals), 1_000)).toBeLessThanOrEqual(limit);
    expect(usedShare(arrivals, 12_000, 20_000)).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['processes stand still', { ...calm, stalls: { share: 0.3, mostMs: 600 } }],
    ['the server stands still', { ...calm, serverStalls: { share: 0.3, mostMs: 800 } }],
    ['connections are slow', { ...calm, slowShare: 0.1, slowMs: 900 }],
    ['all of that happens at once', storm],
  ])('never exceeds a limit while %s', async (_, weather) => {
    const arrivals = await live(weather, lastsMs);
    expect(worstWindow(instants(arrivals), 1_000)).toBeLessThanOrEqual(limit);
    expect(leastGapMs(arrivals)).toBeGreaterThanOrEqual(1_000);
    expect(arrivals.length).toBeGreaterThan((limit * lastsMs) / 1_000 / 2);
  });

  it('lets answers go before reminders', async () => {
    const waits = (await live(calm, lastsMs)).filter(({ chat }) => chat.startsWith('a')).map((one) => one.waitedMs);
    expect(waits.length).toBeGreaterThan(10);
    expect(Math.max(...waits)).toBeLessThan(100);
  });

  it('is asked for anew by a process that stood still at its slot while another one was told to wait', async () => {
    const calledAtMs: number[] = [];
    const sender: Sender = {
      can: stubCapabilities,
      send: () => Promise.resolve({ messageId: `m${String(calledAtMs.push(clock.now()))}` }),
    };
    let stillMs = 200;
    const sendCall = createProcess(sender, () => clock.sleep(stillMs));
    void sendCall(groupOf('-1'), outgoing, 'direct');
    await clock.runUntil(startMs + 50);
    const { platform, account } = groupOf('-1').to;
    const untilMs = startMs + retryAfterMs;
    const { pace } = stubCapabilities;
    const hold = { platform, account, chat: '-2', pace, nowMs: clock.now(), untilMs, scope: 'account' } as const;
    await asked(() => createPaceStore(client, createKeys('t')).penalise(hold));
    stillMs = 0;
    await clock.runUntil(untilMs + 1_000);
    expect(calledAtMs).toHaveLength(1);
    expect(calledAtMs[0]).toBeGreaterThanOrEqual(untilMs);
  });

  it('ends for all of them within a moment when the platform says no to one', async () => {
    const weather = { ...calm, stalls: { share: 0.3, mostMs: 400 } };
    refuseAtMs = startMs + 4_000;
    const arrivals = await live(weather, lastsMs);
    const freshMs = 45;
    const fromMs = refusedAtMs + freshMs + weather.leastMs + weather.jitterMs + 1;
    expect(arrivals.filter(({ atMs }) => atMs > fromMs && atMs < refusedAtMs + retryAfterMs)).toEqual([]);
    expect(arrivals.some(({ atMs }) => atMs >= refusedAtMs + retryAfterMs)).toBe(true);
  });

  describe('after Redis was away for a second, in which they had more to answer than one may send alone', () => {
    const often = 35;
    beforeEach(() => {
      away = { fromMs: startMs + 4_000, untilMs: startMs + 4_900 };
    });

    it('never exceeds a limit, and is answered again at once', async () => {
      const arrivals = await live(calm, 7_000, often);
      expect(worstWindow(instants(arrivals), 1_000)).toBeLessThanOrEqual(limit);
      expect(usedShare(arrivals, 4_000, 4_900)).toBeGreaterThan(0.5);
      expect(usedShare(arrivals, 5_500, 7_000)).toBeGreaterThan(0.9);
    });

    it('ends for all of them when the platform says no to one', async () => {
      refuseAtMs = away.untilMs + 150;
      const arrivals = await live(calm, 9_000, often);
      const fromMs = refusedAtMs + 45 + calm.leastMs + calm.jitterMs + 1;
      const held = arrivals.filter(({ atMs }) => atMs > fromMs && atMs < refusedAtMs + retryAfterMs);
      expect(held).toEqual([]);
      expect(arrivals.some(({ atMs }) => atMs >= refusedAtMs + retryAfterMs)).toBe(true);
    });

    it('ends for all of them when the platform said no while it was away', async () => {
      refuseAtMs = away.fromMs + 500;
      const arrivals = await live(calm, 9_000, often);
      const held = arrivals.filter(({ atMs }) => atMs > away.untilMs + 200 && atMs < refusedAtMs + retryAfterMs);
      expect(refusedAtMs).toBeLessThan(away.untilMs);
      expect(held).toEqual([]);
    });
  });
});
