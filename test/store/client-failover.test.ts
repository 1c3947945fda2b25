import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQueueRedis, openRedis, type RedisClient } from '../../src/store/client.ts';
import { startTestSentinels, type TestSentinels } from '../support/redis-sentinel.ts';

let sentinels: TestSentinels;
/** As a process has them: BullMQ makes a second one of its own. */
let clients: readonly RedisClient[];

beforeEach(async () => {
  sentinels = await startTestSentinels();
  const target = { urls: [sentinels.url], isCluster: false };
  const quiet = (): undefined => undefined;
  const queue = openQueueRedis(target, quiet);
  const second = (queue as Redis).duplicate();
  second.on('error', quiet);
  clients = [openRedis(target, quiet), queue, second];
  await Promise.all(clients.map((client) => client.ping()));
}, 30_000);

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await sentinels.stop();
});

const works = (client: RedisClient): Promise<boolean> =>
  client.incr('x').then(
    () => true,
    () => false,
  );

/** Commands stand in line at all times, as they do in a process that is at work. */
async function expectAllToWork(patienceMs: number): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  for (const client of clients) {
    while (!(await works(client))) {
      expect(performance.now()).toBeLessThan(untilMs);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

test('a failover that is told while the master is being looked for ends no client', async () => {
  sentinels.hangFirstSentinel();
  await sentinels.killMaster();
  await expectAllToWork(15_000);
}, 60_000);

test('a master that hangs, its connections open, is left for the new one', async () => {
  const asking = clients.map(works);
  await sentinels.hangMaster();
  const hung = clients.map(works);
  await expectAllToWork(40_000);
  await Promise.all([...asking, ...hung]);
  expect(clients.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
}, 90_000);
