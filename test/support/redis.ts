import { Redis, type RedisOptions } from 'ioredis';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { gone, kill9, removeDir, serverDir, spawnServer } from './redis-server.ts';

export interface TestRedis {
  readonly socketPath: string;
  readonly pid: () => number;
  /** A new client; `stop` closes what was given out. */
  readonly connect: (options?: ClientOptions) => Redis;
  /** Empties the server: call it before each test. */
  readonly flush: () => Promise<void>;
  /** Ends the server as a power cut would. */
  readonly kill9: () => Promise<void>;
  /** Starts it again on the same folder and socket (asks it to end first if it still runs). */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface TestRedisSettings {
  readonly appendonly?: boolean;
  readonly appendfsync?: 'always' | 'everysec' | 'no';
  /** Further lines of redis.conf. */
  readonly conf?: readonly string[];
}

/** What tests may set on a client; replies keep the mapping that the store uses. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

let shared: Promise<TestRedis> | undefined;

/** This process's own server, empty, started at the first call (about 30 ms): one test file runs at a time in it. */
export async function testRedis(): Promise<TestRedis> {
  shared ??= startTestRedis();
  const redis = await shared;
  await redis.flush();
  return redis;
}

/** A server of one's own, for tests that kill, restart or misconfigure it; persists only if asked to. */
export async function startTestRedis(settings: TestRedisSettings = {}): Promise<TestRedis> {
  const dir = serverDir();
  const socketPath = join(dir, 's');
  const clients: Redis[] = [];
  const lines = confLines(socketPath, settings);
  let child = await startAndWait(dir, socketPath, lines);
  const connect = (options: ClientOptions = {}): Redis => {
    const client = new Redis({ ...options, path: socketPath });
    // Tests kill servers under their clients; ioredis prints what nobody listens to.
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  };
  const restart = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone(child);
    child = await startAndWait(dir, socketPath, lines);
  };
  const stop = async (): Promise<void> => {
    for (const client of clients) client.disconnect();
    await kill9(child);
    removeDir(dir);
  };
  const flush = async (): Promise<void> => {
    await ask(socketPath, (client) => client.flushall());
  };
  return { socketPath, pid: () => child.pid ?? 0, connect, flush, kill9: () => kill9(child), restart, stop };
}

function confLines(socketPath: string, settings: TestRedisSettings): readonly string[] {
  return [
    'port 0',
    `unixsocket ${socketPath}`,
    'save ""',
    `appendonly ${settings.appendonly === true ? 'yes' : 'no'}`,
    `appendfsync ${settings.appendfsync ?? 'everysec'}`,
    'maxmemory-policy noeviction',
    ...(settings.conf ?? []),
  ];
}

async function startAndWait(dir: string, socketPath: string, lines: readonly string[]): Promise<ChildProcess> {
  const child = spawnServer(dir, lines);
  await untilReady(child, (client) => client.ping(), socketPath);
  return child;
}

/** Waits until `probe` succeeds on a fresh connection to a socket path or port; fails as soon as the server ends. */
export async function untilReady(
  child: ChildProcess,
  probe: (client: Redis) => Promise<unknown>,
  address: string | number,
): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await ask(address, probe);
      return;
    } catch (error) {
      if (child.exitCode !== null)
        throw new Error(`redis-server ended with ${String(child.exitCode)}`, { cause: error });
      if (Date.now() > until) throw error;
    }
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** One question on a connection of its own. */
export async function ask<T>(address: string | number, question: (client: Redis) => Promise<T>): Promise<T> {
  const options: ClientOptions = { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 };
  const client = new Redis(typeof address === 'number' ? { ...options, port: address } : { ...options, path: address });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    client.disconnect();
  }
}
