import { createServer } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBotApi } from '../support/bot-api/server.ts';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';
import { startTestRedis } from '../support/redis.ts';

describe('what the command line refuses', () => {
  let banzhang: Installation;
  beforeAll(async () => {
    banzhang = await installBanzhang();
  });
  afterAll(() => banzhang.remove());

  test('wrong settings: all at once, one line each, code 2, no stack and no value that is secret', async () => {
    await writeFile(join(banzhang.dir, '.env'), 'BANZHANG_LOCALE=tlh\nthis is no setting\n');
    const env = { TELEGRAM_BOT_TOKEN: 'hunter2', BANZHANG_TIMEZONE: 'Asia/Shangai', REDIS_URL: 'http://x' };
    const { code, stdout, stderr } = await banzhang.run([], { env });
    await writeFile(join(banzhang.dir, '.env'), '');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const keys = stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ')[0]);
    expect(keys.sort()).toEqual(
      ['.env line 2', 'BANZHANG_LOCALE', 'BANZHANG_TIMEZONE', 'REDIS_URL', 'TELEGRAM_BOT_TOKEN'].sort(),
    );
    expect(stderr).toContain('did you mean Asia/Shanghai?');
    expect(stderr).not.toContain('hunter2');
  });

  test('an unreachable Redis, a token that Telegram does not know and a port in use, all at once', async () => {
    const api = await startBotApi();
    const other = createServer().listen(0);
    await once(other, 'listening');
    const port = (other.address() as AddressInfo).port;
    const env = {
      TELEGRAM_BOT_TOKEN: '123456789:AAF-not_a_real_token_at_all_12345678',
      TELEGRAM_API_ROOT: api.root,
      REDIS_URL: 'redis://me:swordfish@127.0.0.1:1',
      BANZHANG_HTTP_PORT: String(port),
    };
    const { code, stderr } = await banzhang.run(['start'], { env });
    other.close();
    await api.stop();
    expect(code).toBe(2);
    const keys = stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ')[0]);
    expect(keys.sort()).toEqual(['BANZHANG_HTTP_PORT', 'REDIS_URL', 'TELEGRAM_BOT_TOKEN']);
    expect(stderr).toContain('127.0.0.1:1 does not answer');
    expect(stderr).not.toMatch(/swordfish|AAF-not/);
  });

  test('a Redis that is a read-only replica', async () => {
    const redis = await startTestRedis({ appendonly: true });
    await redis.connect().call('REPLICAOF', '127.0.0.1', '1');
    const { code, stderr } = await banzhang.run([], { env: { REDIS_URL: redis.socketPath } });
    await redis.stop();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^REDIS_URL: this server is a read-only replica; name its master/);
  });

  test('a data folder that is a file', async () => {
    await writeFile(join(banzhang.dir, 'occupied'), '');
    const { code, stderr } = await banzhang.run([], { env: { BANZHANG_DATA_DIR: 'occupied' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^BANZHANG_DATA_DIR: .*file where a folder is needed/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([['start'], ['doctor']])('%s: a data folder where none can be made', async (command) => {
    const { code, stdout, stderr } = await banzhang.run([command], { env: { BANZHANG_DATA_DIR: '/proc/banzhang' } });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('/proc/banzhang cannot be made there; set another folder');
  });

  test.each([
    [['strat'], 'Did you mean start?'],
    [['frobnicate'], 'unknown command'],
    [['start', 'now'], 'too many arguments'],
    [['doctor', '--fix'], 'unknown option'],
    [['import', 'roster', 'x.csv'], 'bank, plan'],
    [['import', 'bank'], "missing required argument 'file'"],
  ])('%j as wrong usage', async (args, words) => {
    const { code, stdout, stderr } = await banzhang.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['--help'], /Usage: banzhang/],
    [['help', 'import'], /--dry-run/],
  ])('but answers %j', async (args, words) => {
    const { code, stdout } = await banzhang.run(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(words);
  });
});
