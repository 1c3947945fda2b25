import { expect, test } from 'vitest';
import { startTestCluster } from './redis-cluster.ts';
import { redisServerVersion } from './redis-server.ts';
import { startTestRedis, testRedis } from './redis.ts';

test('the shared server comes back empty at every call', async () => {
  const first = await testRedis();
  await first.connect().set('left', 'over');
  const second = await testRedis();
  expect(second.socketPath).toBe(first.socketPath);
  expect(await second.connect().dbsize()).toBe(0);
});

test('the server under test is 7.0 or newer, the oldest that is supported', () => {
  const [major] = redisServerVersion();
  expect(major).toBeGreaterThanOrEqual(7);
});

test('a write survives kill -9 and a restart when the server appends always', async () => {
  const redis = await startTestRedis({ appendonly: true, appendfsync: 'always' });
  await redis.connect().set('kept', 'yes');
  const before = redis.pid();
  await redis.kill9();
  await redis.restart();
  expect(await redis.connect().get('kept')).toBe('yes');
  expect(redis.pid()).not.toBe(before);
  await redis.stop();
});

test('a write is gone after kill -9 when the server does not persist', async () => {
  const redis = await startTestRedis();
  await redis.connect().set('kept', 'yes');
  await redis.kill9();
  await redis.restart();
  expect(await redis.connect().get('kept')).toBeNull();
  await redis.stop();
});

test('the test cluster stores keys of every master', async () => {
  const cluster = await startTestCluster();
  const client = cluster.connect();
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(keys.map((key) => client.set(key, key)));
  expect(await Promise.all(keys.map((key) => client.get(key)))).toEqual(keys);
  const sizes = await Promise.all(client.nodes('master').map((node) => node.dbsize()));
  expect(sizes.filter((size) => size > 0)).toHaveLength(3);
  await cluster.stop();
});
