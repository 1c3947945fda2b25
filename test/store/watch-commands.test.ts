import { afterEach, expect, test } from 'vitest';
import { openRedis } from '../../src/store/client.ts';
import { watchCommands } from '../../src/store/watch-commands.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let server: TestRedis | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function open() {
  server = await startTestRedis();
  const heard: (readonly [command: string, code: string | null])[] = [];
  const redis = openRedis({ urls: [server.socketPath], isCluster: false }, () => undefined);
  watchCommands(redis, {
    nowMs: () => 7,
    askedRedis(command, code, sinceMs) {
      expect(sinceMs).toBe(7);
      heard.push([command, code]);
    },
  });
  return { redis, heard, server };
}

test('every command is told once, with the code of what went wrong', async () => {
  const { redis, heard } = await open();
  // The first waits for the connection and comes by twice.
  expect(await redis.set('a', '1')).toBe('OK');
  await expect(redis.lpush('a', '1')).rejects.toThrow('WRONGTYPE');
  expect(await redis.get('a')).toBe('1');
  expect(heard).toEqual([
    ['set', null],
    ['lpush', 'redis-reply'],
    ['get', null],
  ]);
  redis.disconnect();
});

test('a script that the server does not know yet is no error', async () => {
  const { redis, heard } = await open();
  await expect(redis.evalsha('0'.repeat(40), 0)).rejects.toThrow('NOSCRIPT');
  expect(heard).toEqual([['evalsha', null]]);
  redis.disconnect();
});

test('commands of a transaction and of a pipeline are told one by one', async () => {
  const { redis, heard } = await open();
  await redis.multi().set('a', '1').incr('a').exec();
  await redis.pipeline().get('a').del('a').exec();
  expect(heard.map(([command]) => command)).toEqual(['multi', 'set', 'incr', 'exec', 'get', 'del']);
  redis.disconnect();
});

test('what is given up while the server is away is unreachable', async () => {
  const { redis, heard, server: running } = await open();
  await redis.set('a', '1');
  await running.kill9();
  await expect(redis.get('a')).rejects.toThrow();
  expect(heard.at(-1)).toEqual(['get', 'redis-unreachable']);
  redis.disconnect();
});
