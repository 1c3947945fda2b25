import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonalEvent } from '../src/commands/core/event.ts';
import { type Banzhang, createBanzhang } from '../src/index.ts';
import { startTestCluster, type TestCluster } from './support/redis-cluster.ts';
import { stubAdapter } from './support/stub-adapter.ts';
import { createStubPlatform, type StubPlatform } from './support/stub-platform.ts';

let cluster: TestCluster;
let core: Banzhang;
let platform: StubPlatform;
let aheadMs = 0;
let order = 0;
const clock = (): number => Date.now() + aheadMs;

beforeAll(async () => {
  cluster = await startTestCluster();
  platform = createStubPlatform({
    clock,
    can: {
      pace: {
        accountPerSecond: 1e3,
        chatPerSecond: 1e3,
        groupPerMinute: null,
        accountPerMinute: null,
        chatSwitchMs: null,
      },
    },
  });
  core = createBanzhang({ redis: { urls: cluster.urls, isCluster: true }, clock });
  await core.attach(stubAdapter(platform));
  await core.start();
});

afterAll(async () => {
  await core.stop();
  await cluster.stop();
});

const envelope = (person: string) => {
  order += 1;
  return {
    id: `tg:${order}`,
    order,
    atMs: clock(),
    from: { platform: 'telegram', account: '1', chat: '-7' } as const,
    isGroup: true,
    title: 'class',
    sender: { id: person, name: person, languageTag: null },
    isAnonymous: false,
    messageId: String(order),
  };
};
const say = (person: string, text: string) =>
  core.handle({ ...envelope(person), kind: 'text', text, isAddressed: false, isEdited: false } satisfies PersonalEvent);

const skip = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 5_000) {
    aheadMs += 5_000;
    await core.runDue();
  }
};

test('everything one group does works on a Redis Cluster', async () => {
  for (const words of [
    '打卡 30分钟',
    '/plan set 今天 第一章',
    '/leave 明天',
    '/undo',
    '/makeup 昨天',
    '/today',
    '/me',
    '/rank',
    '/missing',
    '/report day',
    '/settings nudge off',
    '/remind in 1 hour read',
    '/remind list',
    '/bind',
    '/ask 长江',
    '/optout',
    '/quiz 1',
  ]) {
    await say('ann', words);
    await core.settle();
  }
  await skip(10_000);
  await say('ann', 'A');
  await say('bob', 'A');
  await skip(3_700_000);
  await say('ann', '/forget yes');
  await core.settle();
  const said = platform.said().join('\n');
  expect(said).not.toMatch(/出了点小问题|暂时连不上/);
  expect(said).toMatch(/答完了/);
  expect(said).toMatch(/read/);
}, 60_000);
