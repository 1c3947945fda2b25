import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonalEvent } from '../src/commands/core/event.ts';
import { type Banzhang, createBanzhang } from '../src/index.ts';
import { startTestCluster, type TestCluster } from './support/redis-cluster.ts';
import { stubAdapter } from './support/stub-adapter.ts';
import { createStubPlatform, type StubPlatform } from './support/stub-platform.ts';

const pace = {
  accountPerSecond: 1e3,
  chatPerSecond: 1e3,
  groupPerMinute: null,
  accountPerMinute: null,
  chatSwitchMs: null,
};
const memberCount = 20;
const groupCount = 150;

let cluster: TestCluster;
let core: Banzhang;
let platform: StubPlatform;
let complaints: string[];
let aheadMs = 0;
let order = 0;
const clock = (): number => Date.now() + aheadMs;

beforeAll(async () => {
  cluster = await startTestCluster();
  platform = createStubPlatform({ clock, can: { pace } });
  complaints = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    complaints.push(`${message} ${fields['error'] instanceof Error ? fields['error'].message : ''}`);
  };
  const log = { info: () => undefined, warn: note, error: note };
  core = createBanzhang({ redis: { urls: cluster.urls, isCluster: true }, clock, log });
  await core.attach(stubAdapter(platform));
  await core.start();
}, 60_000);

afterAll(async () => {
  await core.stop();
  await cluster.stop();
});

function say(person: string, text: string, chat = '-7'): Promise<unknown> {
  order += 1;
  return core.handle({
    id: `tg:${order}`,
    order,
    atMs: clock(),
    from: { platform: 'telegram', account: '1', chat },
    isGroup: true,
    title: 'class',
    sender: { id: person, name: person, languageTag: null },
    isAnonymous: false,
    messageId: String(order),
    kind: 'text',
    text,
    isAddressed: false,
    isEdited: false,
  } satisfies PersonalEvent);
}

/** Lets the chats' time pass. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    aheadMs += 5_000;
    await core.runDue();
  }
}

test('a quiz goes on while every slot of its data moves to another master, and no answer is lost', async () => {
  await say('ann', '/settings seconds 60');
  await say('ann', '/quiz 2');
  await core.settle();
  await pass(10_000);
  const members = Array.from({ length: memberCount }, (_, index) => `m${String(index)}`);
  const moved = cluster.reshard();
  for (const member of members) {
    await say(member, 'A');
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(await moved).toBeGreaterThan(5);
  await core.settle();
  await say('ann', '/quiz skip');
  await core.settle();
  await pass(10_000);
  const second = cluster.reshard();
  for (const member of members) await say(member, 'B');
  await second;
  await say('ann', '/quiz skip');
  await core.settle();
  await pass(10_000);
  const said = platform.said().join('\n');
  expect(said).toMatch(new RegExp(`第 1 题答案[^]*${String(memberCount)} 人作答`, 'u'));
  expect(said).toMatch(new RegExp(`第 2 题答案[^]*${String(memberCount)} 人作答`, 'u'));
  expect(said).toMatch(/答完了/u);
  expect(said).not.toMatch(/出了点小问题|暂时连不上/u);
}, 60_000);

test('reminders of many groups reach each once while every slot moves to another master', async () => {
  const groups = Array.from({ length: groupCount }, (_, index) => `-${String(1_000 + index)}`);
  for (const group of groups) await say('ann', '/remind in 1 hour 一起读书', group);
  await core.settle();
  aheadMs += 3_600_000;
  const due = core.runDue();
  let movedCount = 0;
  for (let round = 0; round < 2; round += 1) movedCount += await cluster.reshard();
  await due;
  const reminded = (): readonly string[] => platform.said().filter((line) => /⏰.*一起读书/u.test(line));
  const untilMs = performance.now() + 40_000;
  while (reminded().length < groupCount && performance.now() < untilMs) await core.runDue();
  expect(movedCount).toBeGreaterThan(2 * groupCount);
  expect(reminded().toSorted()).toEqual([...new Set(reminded())].toSorted());
  expect(reminded()).toHaveLength(groupCount);
  expect(
    complaints.filter((line) => !/is away|connection lost|delivery queue|keeps nothing on disk/u.test(line)),
  ).toEqual([]);
}, 90_000);
