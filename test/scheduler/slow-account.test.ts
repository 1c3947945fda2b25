import { beforeEach, describe, expect, it } from 'vitest';
import { say } from '../../src/commands/core/reply.ts';
import { literal } from '../../src/i18n/text.ts';
import { openSlowAccount, type SlowAccount } from '../support/slow-account.ts';
import { testRedis } from '../support/redis.ts';

const startMs = Date.UTC(2026, 11, 1, 8);

let account: SlowAccount;

beforeEach(async () => {
  account = openSlowAccount((await testRedis()).connect(), startMs);
});

async function answer(chat: string, ...words: string[]): Promise<void> {
  const said = words.map((word) => say(literal(word)));
  account.outbox.post(await account.group(chat), said);
}
const remind = async (chat: string, ...words: string[]) =>
  account.outbox.deliver(
    await account.group(chat),
    words.map((word) => say(literal(word))),
    0,
  );
/** One reminder to each of so many groups, all in the line at the same instant. */
async function remindAll(count: number): Promise<() => Promise<unknown>> {
  const groups = await Promise.all(Array.from({ length: count }, (_, chat) => account.group(String(chat))));
  const sent = Promise.all(groups.map((to) => account.outbox.deliver(to, [say(literal('读书'))], 0)));
  return () => account.clock.run(sent);
}
const calls = () => account.platform.calls.map(({ to, atMs }) => ({ chat: to.chat, atMs: atMs - startMs }));

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
    const { inHandMax, outcomes } = await account.remindMany(200);
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(inHandMax).toBeLessThanOrEqual(4);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
    expect(tightest().perMinute).toBeLessThanOrEqual(20);
    const idealMs = account.drawnMs.slice(1, 200).reduce((sum, ms) => sum + ms, 0);
    const takenMs = calls().at(-1)?.atMs ?? 0;
    expect(idealMs / takenMs).toBeGreaterThan(0.95);
    expect(idealMs).toBeLessThanOrEqual(takenMs);
    // One span a message: drawn anew at every question, the smallest would win.
    expect(account.drawnMs).toHaveLength(201);
    // What was said beforehand: 08:00–08:14.
    expect(takenMs).toBeLessThan(14 * 60_000);
  });

  it('leave the next switch to an answer', async () => {
    const finish = await remindAll(30);
    await account.clock.runUntil(startMs + 20_000);
    await answer('asking', '好的');
    await account.clock.runUntil(startMs + 20_000 + 10_000);
    expect(calls().find(({ chat }) => chat === 'asking')?.atMs).toBeLessThanOrEqual(20_000 + 5_000 + 750);
    await finish();
  });

  it('of two messages each are not torn apart', async () => {
    await account.clock.run(Promise.all(['a', 'b', 'c'].map((chat) => remind(chat, '一', '二'))));
    expect(account.platform.said().map((said) => said.slice(0, 1))).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
    expect(tightest().stayMs).toBeLessThan(1_100);
  });

  it('leave a quarter of the minute to answers', async () => {
    const to = await account.group('a');
    const long = Array.from({ length: 45 }, (_, count) => say(literal(String(count))));
    const sent = account.outbox.deliver(to, long, 0);
    await account.clock.runUntil(startMs + 45_000);
    expect(calls()).toHaveLength(30);
    await answer('b', '好的');
    await account.clock.runUntil(startMs + 46_000);
    expect(account.platform.said()).toContain('b: 好的');
    await account.clock.run(sent);
    expect(tightest().perMinute).toBeLessThanOrEqual(31);
  });

  it('become as urgent as the answer that waits behind one of them', async () => {
    const finish = await remindAll(30);
    await account.clock.runUntil(startMs + 10_000);
    await answer('29', '好的');
    await account.clock.runUntil(startMs + 10_000 + 8_000);
    expect(account.platform.said()).toContain('29: 好的');
    await finish();
  });
});

describe('answers of a slow account', () => {
  it('to the chat it is in come before it turns to another, a second apart', async () => {
    await answer('a', '一', '二', '三');
    await answer('b', '甲', '乙');
    await account.clock.run(account.outbox.drain());
    expect(account.platform.said()).toEqual(['a: 一', 'a: 二', 'a: 三', 'b: 甲', 'b: 乙']);
    expect(tightest().stayMs).toBeGreaterThanOrEqual(1_000);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
  });

  it('do not keep another chat waiting for ever', async () => {
    await answer('a', ...Array.from({ length: 30 }, (_, count) => String(count)));
    await answer('b', '甲');
    await account.clock.run(account.outbox.drain());
    expect(account.platform.said().indexOf('b: 甲')).toBeLessThanOrEqual(6);
  });

  it('do not keep a reminder waiting for ever', async () => {
    const reminded = remind('z', '读书');
    for (let chat = 0; chat < 12; chat += 1) await answer(String(chat), '好的');
    await account.clock.run(Promise.all([reminded, account.outbox.drain()]));
    expect(account.platform.said().indexOf('z: 读书')).toBeLessThanOrEqual(4);
  });

  it('to one chat stay within forty a minute', async () => {
    await answer('a', ...Array.from({ length: 90 }, (_, count) => String(count)));
    await account.clock.run(account.outbox.drain());
    expect(tightest().perMinute).toBe(40);
  });
});

describe('while Redis is away', () => {
  it('a slow account still takes its time', async () => {
    account.isRedisAway = true;
    for (const chat of ['a', 'b', 'c']) await answer(chat, '一', '二');
    await account.clock.run(account.outbox.drain());
    expect(account.platform.said()).toHaveLength(6);
    expect(tightest().switchMs).toBeGreaterThanOrEqual(3_000);
    expect(tightest().stayMs).toBeGreaterThanOrEqual(1_000);
  });
});
