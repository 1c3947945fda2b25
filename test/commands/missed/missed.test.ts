import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonalEvent } from '../../../src/commands/core/event.ts';
import { type Banzhang, createBanzhang } from '../../../src/index.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import { createFragileAccount, type FragileAccount } from '../../support/fragile-account.ts';
import { testRedis, type TestRedis } from '../../support/redis.ts';
import { hourMs, noonMs } from '../../support/study-group.ts';

const keys = createKeys();
const startedAtMs = Date.now();
let aheadMs = 0;
/** Noon in Shanghai, and as much later as the test has let pass. */
const clock = (): number => noonMs + (Date.now() - startedAtMs) + aheadMs;

let redis: TestRedis;
let wechat: FragileAccount;
let cores: Banzhang[] = [];

async function open(account: FragileAccount): Promise<Banzhang> {
  const core = createBanzhang({ redis: { urls: [redis.socketPath], isCluster: false }, clock });
  cores.push(core);
  await core.start();
  await core.attach(account.adapter);
  return core;
}

beforeEach(async () => {
  redis = await testRedis();
  aheadMs = 0;
  cores = [];
  wechat = createFragileAccount({ account: 'w', clock });
});

afterEach(async () => {
  for (const core of cores) await core.stop();
});

let order = 0;
async function say(core: Banzhang, person: string, words: string, chat = 'g1'): Promise<void> {
  order += 1;
  const event: PersonalEvent = {
    id: `e${order}`,
    order,
    atMs: clock(),
    from: { platform: 'wechat', account: 'w', chat },
    isGroup: true,
    title: 'class',
    sender: { id: person, name: person, languageTag: null },
    isAnonymous: false,
    messageId: String(order),
    kind: 'text',
    text: words,
    isAddressed: false,
    isEdited: false,
  };
  await core.handle(event);
  await core.settle();
}

async function skip(core: Banzhang, ms: number): Promise<void> {
  const untilMs = aheadMs + ms;
  while (aheadMs < untilMs) {
    aheadMs = Math.min(untilMs, aheadMs + 1_000);
    await core.runDue();
  }
}

const store = () => createChatStore(redis.connect(), keys);
const chatId = async (chat = 'g1', account = 'w'): Promise<string> =>
  (await store().find({ platform: 'wechat', account, chat })) ?? '';
const runIn = async (chat = 'g1') => {
  const run = await createRunStore(redis.connect(), keys).current(await chatId(chat));
  if (run === null) throw new Error('no quiz runs');
  return run;
};
const missed = async (account: FragileAccount, fromMs: number, toMs: number): Promise<void> => {
  await account.desk()?.missed({ platform: 'wechat', account: 'w' }, { fromMs, toMs });
};
/** What was said that speaks of an outage. */
const apologies = () => wechat.platform.said().filter((line) => /刚才断/.test(line));
const quietly = () => wechat.platform.said().length;

/** A quiz whose first question everybody has seen. */
async function openRound(core: Banzhang): Promise<void> {
  await say(core, 'ann', '/settings seconds 40');
  await say(core, 'ann', '/quiz 2');
  await skip(core, 6_000);
  expect((await runIn()).state).toBe('open');
}

test('an open round gets the time of an outage back, says what must be sent again, and counts what comes after', async () => {
  const core = await open(wechat);
  await openRound(core);
  await say(core, 'ann', 'A');
  const before = await runIn();
  const fromMs = clock();
  const leftMs = before.dueAtMs - fromMs;
  wechat.goAway('out-of-reach');
  await skip(core, 90_000);
  // Nobody closed it while its words could not be sent.
  expect(await runIn()).toMatchObject({ state: 'open', round: 1, dueAtMs: before.dueAtMs });
  const toMs = clock();
  await missed(wechat, fromMs, toMs);
  wechat.comeBack();
  await core.settle();
  const [said = '', ...others] = apologies();
  expect(others).toEqual([]);
  expect(said).toMatch(/^g1: .*\d\d:\d\d:\d\d 到 \d\d:\d\d:\d\d .*第 1 题/);
  expect(Number(/还有 (\d+) 秒/.exec(said)?.[1])).toBeCloseTo(leftMs / 1000, -1);
  const after = await runIn();
  expect(after).toMatchObject({ state: 'open', round: 1 });
  expect(after.dueAtMs - toMs).toBeGreaterThanOrEqual(leftMs - 50);
  expect(after.dueAtMs - toMs).toBeLessThan(leftMs + 3_000);
  await say(core, 'bob', 'A');
  await skip(core, 60_000);
  expect(wechat.platform.said().join('\n')).toMatch(/第 1 题答案[\s\S]*2 人作答/);
});

test('the same silence told again, by the same process and by another one, says and gives nothing more', async () => {
  const core = await open(wechat);
  await openRound(core);
  const standby = createFragileAccount({ account: 'w', clock, isConnected: false });
  await open(standby);
  const fromMs = clock();
  await skip(core, 10_000);
  const toMs = clock();
  await missed(wechat, fromMs, toMs);
  await core.settle();
  const { dueAtMs } = await runIn();
  await missed(wechat, fromMs, toMs);
  await missed(standby, fromMs, toMs + 1_000);
  await core.settle();
  expect((await runIn()).dueAtMs).toBe(dueAtMs);
  expect(apologies()).toHaveLength(1);
  expect(standby.platform.said()).toEqual([]);
});

test('a process that was killed and finds the account away says it once and gives each second once', async () => {
  const first = await open(wechat);
  await openRound(first);
  await skip(first, 12_000);
  const before = await runIn();
  const fromMs = clock();
  const leftMs = before.dueAtMs - fromMs;
  cores = [];
  await first.stop();
  const gapMs = 12_000;
  await redis.connect().set(keys.alive(), String(Date.now() - gapMs));
  aheadMs += gapMs;
  wechat = createFragileAccount({ account: 'w', clock, isConnected: false });
  const second = await open(wechat);
  await skip(second, 5_000);
  expect((await runIn()).dueAtMs).toBeGreaterThan(before.dueAtMs + gapMs - 1);
  const toMs = clock();
  await missed(wechat, fromMs, toMs);
  wechat.comeBack();
  await second.settle();
  await skip(second, 3_000);
  expect(apologies()).toHaveLength(1);
  // However little was left of the question that came up, everybody has a quarter of a minute.
  expect((await runIn()).dueAtMs - toMs).toBeLessThan(Math.max(leftMs, 15_000) + 3_000);
  expect((await runIn()).dueAtMs - toMs).toBeGreaterThanOrEqual(leftMs - 1_000);
});

test('time given back while the account was away is said when it is there, where nothing was missed', async () => {
  const first = await open(wechat);
  await openRound(first);
  cores = [];
  await first.stop();
  await redis.connect().set(keys.alive(), String(Date.now() - 12_000));
  wechat = createFragileAccount({ account: 'w', clock, isConnected: false });
  const second = await open(wechat);
  await second.settle();
  expect(apologies()).toEqual([]);
  wechat.comeBack();
  await skip(second, 60_000);
  expect(apologies()).toHaveLength(1);
});

test('a round that closed within the silence is named, and a paused quiz says how to go on', async () => {
  const core = await open(wechat);
  await openRound(core);
  const { dueAtMs } = await runIn();
  await skip(core, dueAtMs - clock() + 1_000);
  expect((await runIn()).state).toBe('between');
  await missed(wechat, dueAtMs - 5_000, dueAtMs + 500);
  await core.settle();
  expect(apologies()).toEqual([expect.stringMatching(/第 1 题已经截止/)]);
  await skip(core, 12_000);
  expect(await runIn()).toMatchObject({ state: 'open', round: 2 });
  await say(core, 'ann', '/quiz pause');
  const fromMs = clock();
  await missed(wechat, fromMs, fromMs + 30_000);
  await core.settle();
  expect(apologies()).toHaveLength(2);
  expect((await runIn()).state).toBe('paused');
});

test('groups asked for check-ins are told, others hear nothing', async () => {
  const core = await open(wechat);
  const asked = { g1: noonMs - hourMs, yesterday: noonMs - 20 * hourMs, earlier: noonMs - 3.5 * hourMs };
  for (const chat of [...Object.keys(asked), 'never']) await say(core, 'ann', '/today', chat);
  for (const [chat, atMs] of Object.entries(asked)) await store().setPrompted(await chatId(chat), atMs);
  const saidBefore = quietly();
  const toMs = clock();
  await missed(wechat, toMs - 20 * 60_000, toMs);
  await missed(wechat, toMs - 20 * 60_000, toMs);
  await core.settle();
  expect(wechat.platform.said().slice(saidBefore)).toEqual([expect.stringMatching(/^g1: .*11:\d\d 到 12:\d\d .*打卡/)]);
});

test('another account of the same platform is none of it, and quiet hours keep check-ins quiet', async () => {
  const core = await open(wechat);
  await say(core, 'ann', '/today');
  await store().setPrompted(await chatId(), clock() - hourMs);
  const saidBefore = quietly();
  const nowMs = clock();
  await wechat.desk()?.missed({ platform: 'wechat', account: 'other' }, { fromMs: nowMs - 60_000, toMs: nowMs });
  aheadMs += 10.7 * hourMs;
  await store().setPrompted(await chatId(), clock() - hourMs);
  await missed(wechat, clock() - 60_000, clock());
  await core.settle();
  expect(wechat.platform.said().slice(saidBefore)).toEqual([]);
});

test('one message speaks of the round and of check-ins where both were missed', async () => {
  const core = await open(wechat);
  await openRound(core);
  await store().setPrompted(await chatId(), clock() - hourMs);
  await missed(wechat, clock() - 30_000, clock());
  await core.settle();
  expect(apologies()).toEqual([expect.stringMatching(/第 1 题[\s\S]*\n.*打卡/)]);
});
