import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkServer, type Finding } from '../../src/store/check-server.ts';
import { openRedis } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { schemaVersion, settleSchema } from '../../src/store/schema.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestCluster } from '../support/redis-cluster.ts';

const keys = createKeys('check');
const ofKind = (findings: readonly Finding[], severity: Finding['severity']): readonly string[] =>
  findings.filter((finding) => finding.severity === severity).map(({ message }) => message);

describe('a server looked at before it is used', () => {
  let server: TestRedis | null = null;
  beforeEach(() => {
    server = null;
  });
  afterEach(async () => {
    await server?.stop();
  });

  const look = async (conf: readonly string[], before: readonly (readonly string[])[] = []) => {
    server = await startTestRedis({ appendonly: true, conf });
    const redis = server.connect();
    for (const [name = '', ...args] of before) await redis.call(name, ...args);
    return checkServer(redis, keys, Date.now());
  };

  test('has nothing against the server that an embedded one is', async () => {
    const findings = await look([]);
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['ok']));
    expect(findings.map(({ remedy }) => remedy).join('')).toBe('');
  });

  test('warns of a server that throws data away when memory is full, and names the remedy', async () => {
    const findings = await look(['maxmemory-policy allkeys-lru']);
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain('allkeys-lru');
    expect(warnings[0]?.remedy).toContain('noeviction');
  });

  test.each([
    ['', 'loses all'],
    ['3600 1', 'last minutes'],
  ])('warns of a server without an append-only file (save "%s")', async (save, words) => {
    const findings = await look(
      [],
      [
        ['CONFIG', 'SET', 'appendonly', 'no'],
        ['CONFIG', 'SET', 'save', save],
      ],
    );
    expect(ofKind(findings, 'warning')).toEqual([expect.stringContaining(words)]);
  });

  test('refuses a read-only replica and names its master', async () => {
    const findings = await look([], [['REPLICAOF', '127.0.0.1', '1']]);
    const fatal = findings.filter(({ severity }) => severity === 'fatal');
    expect(fatal).toEqual([expect.objectContaining({ remedy: expect.stringContaining('127.0.0.1:1') as string })]);
  });

  test('says what it could not check where the server keeps its settings to itself', async () => {
    const findings = await look(['rename-command CONFIG ""']);
    expect(ofKind(findings, 'warning')).toEqual([expect.stringContaining('could not check')]);
    expect(ofKind(findings, 'fatal')).toEqual([]);
    // The append-only file shows in INFO too.
    expect(ofKind(findings, 'ok')).toContain('every write is kept on disk (appendonly yes)');
  });

  test('warns of a clock that is more than five seconds off', async () => {
    server = await startTestRedis({ appendonly: true });
    const redis = server.connect();
    const skewed = await checkServer(redis, keys, Date.now() - 7_000);
    expect(ofKind(skewed, 'warning')).toEqual([expect.stringContaining('7 s ahead of')]);
    expect(ofKind(await checkServer(redis, keys, Date.now() + 4_000), 'warning')).toEqual([]);
  });

  test('refuses data of a newer layout and leaves it as it is', async () => {
    server = await startTestRedis({ appendonly: true });
    const redis = server.connect();
    await redis.set(keys.schema(), schemaVersion + 1);
    expect(ofKind(await checkServer(redis, keys, Date.now()), 'fatal')).toEqual([
      expect.stringContaining('newer version'),
    ]);
    expect(await settleSchema(redis, keys)).toBe('newer');
    expect(await redis.get(keys.schema())).toBe(String(schemaVersion + 1));
  });

  test('marks a fresh server once', async () => {
    server = await startTestRedis();
    const redis = server.connect();
    expect([await settleSchema(redis, keys), await settleSchema(redis, keys)]).toEqual(['fresh', 'current']);
    expect(await redis.get(keys.schema())).toBe(String(schemaVersion));
  });

  test('refuses a wrong password without showing it', async () => {
    server = await startTestRedis({ appendonly: true });
    await server.connect().config('SET', 'requirepass', 'right-password');
    const redis = server.connect({ password: 'wrong-password', maxRetriesPerRequest: 1 });
    const findings = await checkServer(redis, keys, Date.now());
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity: 'fatal', message: expect.stringContaining('password') as string });
    expect(JSON.stringify(findings)).not.toContain('wrong-password');
  });
});

/** A port of this machine that nobody listens on. */
async function closedPort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

test('every master of a cluster is looked at, and what they all say is said once', async () => {
  const cluster = await startTestCluster();
  try {
    const redis = cluster.connect();
    const findings = await checkServer(redis, keys, Date.now());
    expect(ofKind(findings, 'fatal')).toEqual([]);
    expect(findings[0]?.message).toContain('3 masters');
    expect(ofKind(findings, 'warning')).toHaveLength(1);
  } finally {
    await cluster.stop();
  }
});

test('a server that does not answer is refused by its address without user and password', async () => {
  const port = await closedPort();
  const redis = openRedis({ urls: [`redis://me:hidden@127.0.0.1:${String(port)}`], isCluster: false }, () => undefined);
  const findings = await checkServer(redis, keys, Date.now());
  redis.disconnect();
  expect(findings).toEqual([
    {
      severity: 'fatal',
      key: 'REDIS_URL',
      message: `127.0.0.1:${String(port)} does not answer (ECONNREFUSED)`,
      remedy: 'start the server or correct the address',
    },
  ]);
});
