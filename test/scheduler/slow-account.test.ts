import { beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../src/commands/core/outbox.ts';
import { say } from '../../src/commands/core/reply.ts';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import { literal } from '../../src/i18n/text.ts';
import { createOutbox, type DeliveringOutbox } from '../../src/scheduler/outbox.ts';
import { type ChatStore, createChatStore } from '../../src/store/chats.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createPaceStore } from '../../src/store/pace.ts';
import { createFakeClock, settleRedis, type FakeClock } from '../support/fake-clock.ts';
import { testRedis } from '../support/redis.ts';
import { createStubPlatform, type StubPlatform } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 8);
/** Safe mode of a WeChat client: https://wcferry.netlify.app/plugins/safe-mode */
const pace = {
  accountPerSecond: 1,
  chatPerSecond: 1,
  groupPerMinute: null,
  accountPerMinute: 40,
  chatSwitchMs: { least: 3_000, most: 5_000 },
};

let chats: ChatStore;
let clock: FakeClock;
let platform: StubPlatform;
let outbox: DeliveringOutbox;
let drawn: number[];
let isRedisAway: boolean;

/** Numbers that look random and are the same each time. */
const random = (): number => {
  const number = ((drawn.length + 1) * 0.618_033_988_749_895) % 1;
  drawn.push(number);
  return number;
};

beforeEach(async () => {
  const client = (await testRedis()).connect();
  const keys = createKeys('t');
  const store = createPaceStore(client, keys);
  chats = createChatStore(client, keys);
  clock = createFakeClock(startMs, () => settleRedis(client, 4));
  platform = createStubPlatform({ clock: clock.now, can: { pace } });
  drawn = [];
  isRedisAway = false;
  outbox = createOutbox({
    catalogue: openCatalogue(),
    pace: {
      book: (booking) => (isRedisAway ? Promise.reject(new Error('away')) : store.book(booking)),
      penalise: store.penalise,
    },
    chats,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    senderOf: () => platform.sender,
    privateOf: () => null,
    clock: clock.now,
    sleep: clock.sleep,
    random,
    onMoved: () => undefined,
  });
});

async function group(chat: string): Promise<Destination> {
  const to = { platform: 'wechat', account: 'bot', chat } as const;
  const base = { isGroup: true, title: '', locale: 'zh-Hans', isLocaleChosen: false, zone: 'Asia/Shanghai' };
  await chats.create(`id${chat}`, { ...base, address: to });
  const known = await chats.read(`id${chat}`);
  if (known === null) throw new Error('not created');
  return { chat: known, to, locale: 'zh-Hans', cause: null };
}

async function answer(chat: string, ...words: string[]): Promise<void> {
  const said = words.map((word) => say(literal(word)));
  outbox.post(await group(chat), said);
}
const remind = async (chat: string, ...words: string[]) =>
  outbox.deliver(
    await group(chat),
    words.map((word) => say(literal(word))),
    0,
  );
/** One reminder to each of so many groups, all at the same instant. */
async function remindMany(count: number): Promise<() => Promise<unknown>> {
  const groups = await Promise.all(Array.from({ length: count }, (_, chat) => group(String(chat))));
  const sent = Promise.all(groups.map((to) => outbox.deliver(to, [say(literal('读书'))], 0)));
  return () => clock.run(sent);
}
const calls = () => platform.calls.map(({ to, atMs }) => ({ chat: to.chat, atMs: atMs - startMs }));

/** The shortest times between two calls to one chat and to two; the most calls in a minute. */
function tightest() {
  const all = calls();
  const gaps = all.slice(1).map(({ chat, atMs }, index) => {
    const before = all[index];
    return { isSwitch: before?.chat !== chat, ms: atMs - (before?.atMs ?? 0) };
  });
  const least = (isSwitch: boolean): number =>
    Math.min(...gaps.filter((gap) => gap.isSwitch === isSwitch).map(({ ms }) => ms));
  const inMinute = all.map(({ atMs: from }) => all.filter(({ atMs }) => atMs >= from && atMs - from < 60_000).length);
  return { switchMs: least(true), stayMs: least(false), perMinute: Math.max(...inMinute) };
}

describe('many reminders of a slow account', () => {
  it('go out one after the other, never too close, and waste less than a twentieth of the time', async () => {
    const groups = await Promise.all(Array.from({ length: 200 }, (_, chat) => group(String(chat))));
    let inHandMax = 0;
    let inHand = 0;
    const outcomes = await clock.run(
      Promise.all(
        groups.map(async (to) => {
          // As a worker of the queue does, which is free for others in between.
          for (let hasWaited = false; ; hasWaited = true) {
            const turn = outbox.turn(to.to, hasWaited);
            if (!turn.isNow) {
              await clock.sleep(turn.waitMs);
              continue;
            }
            inHandMax = Math.max(inHandMax, (inHand += 1));
            const outcome = await outbox.deliver(to, [say(literal('读书'))], 0);
            inHand -= 1;
            turn.leave();
            return outcome;
          }
        }),
      ),
    );
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(inHandMax).toBeLessThanOrEqual(4);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
    expect(tightest().perMinute).toBeLessThanOrEqual(20);
    const idealMs = drawn.slice(0, 199).reduce((sum, share) => sum + 3_000 + 2_000 * share, 0);
    const takenMs = calls().at(-1)?.atMs ?? 0;
    expect(idealMs / takenMs).toBeGreaterThan(0.95);
    // What was said beforehand: 08:00–08:14.
    expect(takenMs).toBeLessThan(14 * 60_000);
  });

  it('leave the next switch to an answer', async () => {
    const finish = await remindMany(30);
    await clock.runUntil(startMs + 20_000);
    await answer('asking', '好的');
    await clock.runUntil(startMs + 20_000 + 10_000);
    expect(calls().find(({ chat }) => chat === 'asking')?.atMs).toBeLessThanOrEqual(20_000 + 5_000 + 750);
    await finish();
  });

  it('of two messages each are not torn apart', async () => {
    await clock.run(Promise.all(['a', 'b', 'c'].map((chat) => remind(chat, '一', '二'))));
    expect(platform.said().map((said) => said.slice(0, 1))).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
    expect(tightest().stayMs).toBeLessThan(1_100);
  });

  it('become as urgent as the answer that waits behind one of them', async () => {
    const finish = await remindMany(30);
    await clock.runUntil(startMs + 10_000);
    await answer('29', '好的');
    await clock.runUntil(startMs + 10_000 + 8_000);
    expect(platform.said()).toContain('29: 好的');
    await finish();
  });
});

describe('answers of a slow account', () => {
  it('to the chat it is in come before it turns to another, a second apart', async () => {
    await answer('a', '一', '二', '三');
    await answer('b', '甲', '乙');
    await clock.run(outbox.drain());
    expect(platform.said()).toEqual(['a: 一', 'a: 二', 'a: 三', 'b: 甲', 'b: 乙']);
    expect(tightest().stayMs).toBeGreaterThanOrEqual(1_000);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
  });

  it('do not keep another chat waiting for ever', async () => {
    await answer('a', ...Array.from({ length: 30 }, (_, count) => String(count)));
    await answer('b', '甲');
    await clock.run(outbox.drain());
    expect(platform.said().indexOf('b: 甲')).toBeLessThanOrEqual(6);
  });

  it('do not keep a reminder waiting for ever', async () => {
    const reminded = remind('z', '读书');
    for (let chat = 0; chat < 12; chat += 1) await answer(String(chat), '好的');
    await clock.run(Promise.all([reminded, outbox.drain()]));
    expect(platform.said().indexOf('z: 读书')).toBeLessThanOrEqual(4);
  });

  it('to one chat stay within forty a minute', async () => {
    await answer('a', ...Array.from({ length: 90 }, (_, count) => String(count)));
    await clock.run(outbox.drain());
    expect(tightest().perMinute).toBe(40);
  });
});

describe('while Redis is away', () => {
  it('a slow account still takes its time', async () => {
    isRedisAway = true;
    for (const chat of ['a', 'b', 'c']) await answer(chat, '一', '二');
    await clock.run(outbox.drain());
    expect(platform.said()).toHaveLength(6);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
    expect(tightest().stayMs).toBeGreaterThanOrEqual(1_000);
  });
});
