import { createServer } from 'node:http';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examineDataDir, examineNode } from '../../src/cli/doctor-machine.ts';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';
import { startTestRedis } from '../support/redis.ts';

/** The first words of each printed line that is no remedy: mark, verdict and area. */
const headsOf = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => /^([✓!✗]) +(?:ok|warning|wrong) +(\S+)/.exec(line)?.slice(1, 3).join(' ') ?? []);

const unlikelyToken = '123456789:AAF-not_a_real_token_at_all_12345678';

describe('doctor', () => {
  let banzhang: Installation;
  let api: BotApi | null;
  beforeEach(async () => {
    banzhang = await installBanzhang();
    api = null;
  });
  afterEach(async () => {
    await api?.stop();
    await banzhang.remove();
  });

  /** Settings of an operator who has seen to the holidays, whichever year it is. */
  const knownHolidays = async (): Promise<Record<string, string>> => {
    const years = [0, 1]
      .map((later) => String(new Date().getFullYear() + later))
      .map((year) => `${year}-01-01,off,元旦\n${year},complete\n`);
    await writeFile(join(banzhang.dir, 'days.csv'), years.join(''));
    return { BANZHANG_WORKDAYS_FILE: 'days.csv' };
  };

  test('finds nothing wrong on a fresh machine, looks at everything in order and leaves nothing running', async () => {
    const { code, stdout, stderr } = await banzhang.run(['doctor'], { env: await knownHolidays() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const areas = headsOf(stdout).map((head) => head.slice(2));
    expect([...new Set(areas)]).toEqual([
      'Node',
      'settings',
      'Redis',
      'Telegram',
      'WeChat',
      'port',
      'data',
      'clocks',
      'holidays',
      'place',
    ]);
    expect(headsOf(stdout).filter((head) => !head.startsWith('✓'))).toEqual([]);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('All is well.');
    expect((await banzhang.run(['stop'])).stdout).toContain('was not running');
  });

  test('looks at everything however much of it is broken, and shows no secret', async () => {
    const env = {
      TELEGRAM_BOT_TOKEN: 'hunter2-is-no-token',
      TELEGRAM_WEBHOOK_URL: 'https://example.org/hook',
      REDIS_URL: 'redis://me:swordfish@127.0.0.1:1',
      BANZHANG_TIMEZONE: 'Mars/Olympus',
      BANZHANG_LOCALE: 'tlh',
      BANZHANG_HTTP_PORT: 'eighty',
      BANZHANG_COLOUR: 'red',
      BANZHANG_DATA_DIR: 'occupied',
    };
    await writeFile(join(banzhang.dir, 'occupied'), '');
    const { code, stdout, stderr } = await banzhang.run(['doctor'], { env });
    expect(code).toBe(2);
    for (const name of Object.keys(env).filter((key) => !['REDIS_URL', 'BANZHANG_DATA_DIR'].includes(key))) {
      expect(stdout).toContain(name);
    }
    expect(stdout).toContain('127.0.0.1:1 does not answer');
    expect(stdout).toContain('is a file where a folder is needed');
    expect(stdout + stderr).not.toMatch(/hunter2|swordfish|\n +at /);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Not ready to start: \d+ wrong/);
  });

  test('tells whose token it is, what the bot sees in groups and how its updates come', async () => {
    api = await startBotApi({ readsAllMessages: false });
    const env = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root };
    const { code, stdout } = await banzhang.run(['doctor'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(`@${api.bot.username}`);
    expect(stdout).toContain('privacy mode');
    expect(stdout).toContain('/setprivacy');
    expect(stdout).toContain('long polling');
    expect(stdout).not.toContain(api.token);
  });

  test('says what to do about a token that Telegram does not know', async () => {
    api = await startBotApi();
    const env = { TELEGRAM_BOT_TOKEN: unlikelyToken, TELEGRAM_API_ROOT: api.root };
    const { code, stdout, stderr } = await banzhang.run(['doctor'], { env });
    expect(code).toBe(2);
    expect(stdout).toContain('@BotFather');
    expect(stdout + stderr).not.toContain(unlikelyToken.slice(12));
  });

  test('says what to do about a Redis that may lose everything, and goes on', async () => {
    const redis = await startTestRedis({ conf: ['maxmemory-policy allkeys-lfu'] });
    await redis.connect().config('SET', 'maxmemory-policy', 'allkeys-lfu');
    const { code, stdout } = await banzhang.run(['doctor'], {
      env: { REDIS_URL: redis.socketPath, ...(await knownHolidays()) },
    });
    await redis.stop();
    expect(code).toBe(0);
    expect(headsOf(stdout).filter((head) => head === '! Redis')).toHaveLength(2);
    expect(stdout).toContain('→ CONFIG SET maxmemory-policy noeviction');
    expect(stdout).toContain('→ CONFIG SET appendonly yes');
    expect(stdout).toContain('Ready to start; 0 wrong, 2 to look at.');
  });

  test('names a port that another program holds', async () => {
    const other = createServer((_request, response) => response.end('hello')).listen(0);
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stdout } = await banzhang.run(['doctor'], { env: { BANZHANG_HTTP_PORT: port } });
    other.close();
    expect(code).toBe(2);
    expect(stdout).toContain(`${port} is in use by another program`);
  });
});

describe('the machine', () => {
  test.each([
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
    ['20.18.3', 'fatal'],
    ['18.20.0', 'fatal'],
  ])('with Node %s is %s', (version, severity) => {
    expect(examineNode(version).severity).toBe(severity);
  });

  test('whose data folder belongs to somebody else is not fit', async () => {
    const banzhang = await installBanzhang();
    const dir = join(banzhang.dir, 'theirs');
    await mkdir(dir);
    await chmod(dir, 0o500);
    const [line] = await examineDataDir(join(dir, 'data'));
    // Root may write everywhere.
    expect(line?.severity).toBe(process.getuid?.() === 0 ? 'ok' : 'fatal');
    await banzhang.remove();
  });
});
