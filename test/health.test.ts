import { afterEach, expect, test } from 'vitest';
import type { AdapterTrouble } from '../src/bots/adapter.ts';
import { type Banzhang, createBanzhang } from '../src/index.ts';
import { createFragileAccount } from './support/fragile-account.ts';
import { startTestRedis, testRedis } from './support/redis.ts';

let core: Banzhang | null = null;

afterEach(async () => {
  await core?.stop();
});

test.each<[AdapterTrouble, boolean]>([
  ['served-elsewhere', true],
  ['login-wanted', false],
  ['out-of-reach', false],
])('an account that is not connected because it is %s: ready %s', async (trouble, isReady) => {
  const redis = await testRedis();
  core = createBanzhang({ redis: { urls: [redis.socketPath], isCluster: false } });
  const wechat = createFragileAccount({ account: 'w', clock: Date.now });
  await core.attach(wechat.adapter);
  await core.attach(createFragileAccount({ account: '1', platform: 'telegram', clock: Date.now }).adapter);
  expect((await core.health()).isReady).toBe(true);
  wechat.goAway(trouble);
  const health = await core.health();
  expect(health.isReady).toBe(isReady);
  expect(health.accounts[0]).toMatchObject({ account: 'w', isConnected: false, trouble });
});

test('a server that is away is told in words for those who run it', async () => {
  const redis = await startTestRedis();
  core = createBanzhang({ redis: { urls: [redis.socketPath], isCluster: false } });
  expect((await core.health()).redis).toEqual({ isReachable: true, detail: 'answers' });
  await redis.kill9();
  expect((await core.health()).redis).toEqual({ isReachable: false, detail: 'does not answer (redis-unreachable)' });
});
