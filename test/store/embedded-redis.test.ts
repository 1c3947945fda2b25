import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { createLog, type Log } from '../../src/log.ts';
import { findRedisServer } from '../../src/store/embedded-find.ts';
import { startEmbeddedRedis, stopEmbeddedRedis, type EmbeddedRedis } from '../../src/store/embedded-redis.ts';
import { redisServerPath } from '../support/redis-server.ts';

let root: string;
let dataDir: string;
let lines: string[];
let log: Log;
const started: EmbeddedRedis[] = [];
const clients: Redis[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'embedded-'));
  dataDir = join(root, 'data');
  lines = [];
  log = createLog({ level: 'info', destination: (line) => lines.push(line) });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  for (const redis of started.splice(0)) await redis.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(serverPath: string | null = redisServerPath()): Promise<EmbeddedRedis> {
  const redis = await startEmbeddedRedis({ dataDir, serverPath, log });
  started.push(redis);
  return redis;
}

function connect(redis: EmbeddedRedis): Redis {
  const client = new Redis({ path: redis.socketPath, maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}

async function problemOf(start: Promise<unknown>): Promise<{ key: string; message: string } | undefined> {
  const error: unknown = await start.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof ConfigError ? error.problems[0] : undefined;
}

const serverBinary = (script: string): string => {
  const path = join(root, 'server');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

describe('a first start', () => {
  test('gives a server that appends every write at once, keeps everything and listens on no port', async () => {
    const client = connect(await start());
    const wanted = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction', port: '0', save: '' };
    for (const [name, value] of Object.entries(wanted)) {
      expect([name, value]).toEqual(await client.config('GET', name));
    }
  });

  test('makes the folder for this user only', async () => {
    await start();
    expect(statSync(join(dataDir, 'redis')).mode & 0o777).toBe(0o700);
  });

  test.each([
    ['spaces and Chinese', 'my 数据 "folder" $HOME'],
    ['200 bytes of path', join('a'.repeat(100), 'b'.repeat(100))],
  ])('works in a folder with %s', async (_what, name) => {
    dataDir = join(root, name);
    const redis = await start();
    expect(await connect(redis).set('a', '1')).toBe('OK');
    expect(Buffer.byteLength(redis.socketPath)).toBeLessThan(104);
    expect(readdirSync(join(dataDir, 'redis'))).toContain('appendonlydir');
  });
});

describe('data', () => {
  test('is there again after stop and start', async () => {
    const first = await start();
    await connect(first).set('kept', 'yes');
    clients.splice(0).forEach((client) => {
      client.disconnect();
    });
    await first.stop();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await connect(second).get('kept')).toBe('yes');
  });

  test('survives kill -9 of the server, which is started anew while we run', async () => {
    const redis = await start();
    const client = connect(redis);
    await client.set('kept', 'yes');
    const killed = redis.pid;
    process.kill(killed ?? 0, 'SIGKILL');
    await vi.waitFor(() => {
      expect(redis.pid).not.toBe(killed);
    }, 10_000);
    expect(await client.get('kept')).toBe('yes');
    expect(lines.some((line) => line.includes('embedded Redis is back'))).toBe(true);
  });

  test('a last write cut in half by a power failure is dropped, the rest is kept', async () => {
    const first = await start();
    await connect(first).mset('a', '1', 'b', '2');
    await connect(first).set('c', '3');
    await first.stop();
    const appendDir = join(dataDir, 'redis', 'appendonlydir');
    const file = join(appendDir, readdirSync(appendDir).find((name) => name.endsWith('.incr.aof')) ?? '');
    truncateSync(file, statSync(file).size - 3);
    expect(await connect(await start()).mget('a', 'b', 'c')).toEqual(['1', '2', null]);
  });
});

describe('several starts on one folder', () => {
  test('at the same time share one server', async () => {
    const all = await Promise.all([start(), start(), start()]);
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
    expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
  });

  test('leave it running until the last one stops', async () => {
    const first = await start();
    const second = await start();
    await first.stop();
    expect(await connect(second).ping()).toBe('PONG');
    expect(await stopEmbeddedRedis({ dataDir })).toBe('in-use');
    await second.stop();
    expect(await stopEmbeddedRedis({ dataDir })).toBe('not-running');
  });

  test('a running server is taken over even where no binary is at hand', async () => {
    const first = await start();
    const second = await start(null);
    expect(second.adopted).toBe(true);
    expect(second.pid).toBe(first.pid);
  });

  test('a lock that a killed process left is broken', async () => {
    mkdirSync(join(dataDir, 'redis'), { recursive: true });
    writeFileSync(join(dataDir, 'redis', 'start.lock'), 'left behind 0\n');
    const redis = await start();
    expect(await connect(redis).ping()).toBe('PONG');
    expect(readdirSync(join(dataDir, 'redis')).filter((name) => name.startsWith('start.lock'))).toEqual([]);
  });
});

describe('a server that outlived its killed process', () => {
  async function orphan(): Promise<number> {
    await (await start()).stop();
    const dir = join(dataDir, 'redis');
    const child = spawn(redisServerPath(), ['redis.conf'], { cwd: dir, stdio: 'ignore' });
    await vi.waitFor(() => {
      expect(readdirSync(dir)).toContain('redis.sock');
    });
    return child.pid ?? 0;
  }

  test('is taken over by the next start, which ends it when it stops', async () => {
    const pid = await orphan();
    const redis = await start();
    expect([redis.adopted, redis.pid]).toEqual([true, pid]);
    await redis.stop();
    expect(await stopEmbeddedRedis({ dataDir })).toBe('not-running');
  });

  test('is ended by stopEmbeddedRedis', async () => {
    await orphan();
    expect(await stopEmbeddedRedis({ dataDir })).toBe('stopped');
    expect(await stopEmbeddedRedis({ dataDir })).toBe('not-running');
  });

  test('says that nothing runs where there is no data folder', async () => {
    expect(await stopEmbeddedRedis({ dataDir: join(root, 'nowhere') })).toBe('not-running');
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('what stands in the way is one sentence', () => {
  test('no server binary', async () => {
    expect((await problemOf(start(null)))?.key).toBe('REDIS_URL');
    expect((await problemOf(start(join(root, 'missing'))))?.key).toBe('REDIS_URL');
  });

  test('a file in the place of the folder', async () => {
    writeFileSync(dataDir, '');
    const problem = await problemOf(start());
    expect(problem?.key).toBe('BANZHANG_DATA_DIR');
    expect(problem?.message).toContain('has a file where a folder is needed');
  });

  test.each([
    ['echo "*** FATAL CONFIG FILE ERROR ***" >&2; exit 1', 'too old'],
    ['echo "write error: No space left on device"; exit 1', 'full disk'],
    ['echo "Can\'t open the append-only file x: Permission denied"; exit 1', 'another user'],
    ['echo "Can\'t handle RDB format version 12"; exit 1', 'newer Redis'],
    ['echo "Failed opening Unix socket: bind: Operation not supported"; exit 1', 'without UNIX sockets'],
    ['echo something new; exit 1', 'something new'],
    ['exit 1', 'said nothing'],
  ])('a server that does %j', async (script, words) => {
    const problem = await problemOf(start(serverBinary(script)));
    expect(problem?.message).toContain(words);
    expect(problem?.message).toContain('redis.log');
  });

  test('an append-only file damaged in the middle', async () => {
    const first = await start();
    const client = connect(first);
    for (let index = 0; index < 50; index += 1) await client.set(`key:${String(index)}`, 'x'.repeat(100));
    await first.stop();
    const appendDir = join(dataDir, 'redis', 'appendonlydir');
    const file = join(appendDir, readdirSync(appendDir).find((name) => name.endsWith('.incr.aof')) ?? '');
    const bytes = readFileSync(file);
    bytes.fill('?', 1_000, 1_200);
    writeFileSync(file, bytes);
    expect((await problemOf(start()))?.message).toContain('redis-check-aof --fix');
  });
});

describe('findRedisServer', () => {
  test('prefers what was handed on, then PATH in the order redis, valkey, and knows when there is none', () => {
    const binary = serverBinary('exit 0');
    const dir = join(root, 'bin');
    mkdirSync(dir);
    for (const name of ['valkey-server', 'redis-server']) writeFileSync(join(dir, name), '', { mode: 0o755 });
    expect(findRedisServer({ BANZHANG_REDIS_SERVER: binary, PATH: dir })).toBe(binary);
    expect(findRedisServer({ PATH: `${root}:${dir}` })).toBe(join(dir, 'redis-server'));
    rmSync(join(dir, 'redis-server'));
    expect(findRedisServer({ PATH: dir })).toBe(join(dir, 'valkey-server'));
    expect(findRedisServer({ PATH: root })).toBeNull();
  });
});
