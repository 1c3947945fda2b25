import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examineWechat } from '../../src/cli/doctor-wechat.ts';
import type { DoctorLine } from '../../src/cli/doctor-line.ts';
import { readConfig } from '../../src/config.ts';
import { createHeardStore } from '../../src/store/heard.ts';
import { createKeys } from '../../src/store/keys.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

const token = 'insecure_3f0d3a9c-8f1e-4b8e-9d7b-0c1d2e3f4a5b';
const usable = { settings: true, redis: true };

describe('what doctor says of WeChat', () => {
  let redis: TestRedis;
  let dir = '';
  beforeEach(async () => {
    redis = await testRedis();
    dir = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  const look = (env: Readonly<Record<string, string>>, what = usable): Promise<readonly DoctorLine[]> =>
    examineWechat(readConfig({ REDIS_URL: redis.socketPath, BANZHANG_DATA_DIR: dir, ...env }, { cwd: dir }), what);
  const gateway = (endpoint: string) => ({
    WECHATY_PUPPET: 'wechaty-puppet-service',
    WECHATY_PUPPET_SERVICE_TOKEN: token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint,
  });
  const found = (lines: readonly DoctorLine[], words: RegExp) => lines.find(({ message }) => words.test(message));

  test('that it is off, or that its settings are wrong, and nothing else', async () => {
    expect(await look({})).toMatchObject([{ severity: 'ok' }]);
    expect(await look({}, { settings: false, redis: true })).toMatchObject([{ severity: 'fatal' }]);
  });

  test('which packages are there, and that a gateway takes connections', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const lines = await look(gateway(endpoint));
    server.close();
    expect(lines.filter(({ severity }) => severity !== 'ok')).toEqual([]);
    expect(found(lines, /wechaty \d+\.\d+\.\d+, wechaty-puppet-service \d+\.\d+\.\d+/)).toBeDefined();
    expect(found(lines, /takes connections/)?.message).toContain(endpoint);
    expect(JSON.stringify(lines)).not.toContain(token);
    // Once it has gone, the same look finds nobody there.
    expect(found(await look(gateway(endpoint)), /takes no connection \(ECONNREFUSED\)/)?.severity).toBe('warning');
  });

  test('what to install where the puppet is missing', async () => {
    const lines = await look({ WECHATY_PUPPET: 'wechaty-puppet-nowhere' });
    expect(found(lines, /wechaty-puppet-nowhere not installed/)).toMatchObject({
      severity: 'fatal',
      remedy: 'npm install wechaty-puppet-nowhere',
    });
  });

  test('what web WeChat may cost', async () => {
    expect(found(await look({ WECHATY_PUPPET: 'wechaty-puppet-wechat4u' }), /banned/)?.severity).toBe('warning');
  });

  test('whether others can read the login that is kept', async () => {
    const card = join(dir, 'wechat-wechat.memory-card.json');
    writeFileSync(card, '{}', { mode: 0o644 });
    expect(found(await look(gateway('127.0.0.1:1')), /mode 644/)?.remedy).toContain('chmod 600');
    chmodSync(card, 0o600);
    expect(found(await look(gateway('127.0.0.1:1')), /for this user only/)?.severity).toBe('ok');
  });

  test('when the account was last heard and whether a process serves it', async () => {
    const env = gateway('127.0.0.1:1');
    const client = redis.connect();
    const keys = createKeys('bz');
    expect(found(await look(env), /never heard/)).toBeDefined();
    await createHeardStore(client, keys).note({ platform: 'wechat', account: 'wechat' }, Date.now() - 300_000);
    expect(found(await look(env), /5 min ago/)?.severity).toBe('ok');
    await client.set(keys.lease('wechat:wechat'), 'somebody');
    // It may wait for a scan: whoever holds the account does not yet serve it.
    expect(found(await look(env), /holds the account.*5 min ago/)?.severity).toBe('warning');
    await createHeardStore(client, keys).note({ platform: 'wechat', account: 'wechat' }, Date.now() - 3_000);
    expect(found(await look(env), /a process serves the account now.* s ago/)?.severity).toBe('ok');
    await client.del(keys.heard('wechat', 'wechat'));
    expect(found(await look(env), /holds the account.*never heard/)?.severity).toBe('warning');
  });
});
