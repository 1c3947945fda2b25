import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { loadDotEnv } from '../src/config-dot-env.ts';
import { parseSentinelUrl } from '../src/store/sentinel-url.ts';
import { readConfig, type Config } from '../src/config.ts';
import { publishedWorkdays } from '../src/domain/workdays.ts';
import { ConfigError, type ConfigProblem } from '../src/errors.ts';

const token = `123456789:${'AbC-_'.repeat(7)}`;

const read = (env: Record<string, string | undefined> = {}): Config => readConfig(env, { cwd: '/srv/bot' });

function problemsOf(env: Record<string, string>, problems: readonly ConfigProblem[] = []): readonly ConfigProblem[] {
  try {
    readConfig(env, { cwd: '/srv/bot', problems });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const keysOf = (env: Record<string, string>): readonly string[] => problemsOf(env).map(({ key }) => key);

describe('defaults', () => {
  test('an empty environment means terminal chat, embedded Redis, Chinese, Shanghai', () => {
    expect(read()).toEqual({
      telegram: null,
      wechat: null,
      redis: null,
      redisServerPath: null,
      dataDir: '/srv/bot/data',
      owners: [],
      locale: 'zh-Hans',
      timeZone: 'Asia/Shanghai',
      workdays: publishedWorkdays,
      http: null,
      logLevel: 'info',
      secrets: [],
      warnings: [],
    });
  });

  test('an empty value counts as unset', () => {
    expect(read({ TELEGRAM_BOT_TOKEN: '', REDIS_URL: '  ', BANZHANG_HTTP_PORT: '' })).toEqual(read());
  });

  test('the configuration is frozen', () => {
    expect(Object.isFrozen(read())).toBe(true);
  });

  test('the command line wins over the environment', () => {
    const config = readConfig({ BANZHANG_DATA_DIR: 'a' }, { cwd: '/srv', given: { BANZHANG_DATA_DIR: '/b' } });
    expect(config.dataDir).toBe('/b');
  });
});

describe('every setting', () => {
  test('is read into its value', () => {
    const config = read({
      TELEGRAM_BOT_TOKEN: ` ${token}\n`,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
      TELEGRAM_WEBHOOK_SECRET: 'Abc_-9',
      REDIS_URL: 'redis://a:1, rediss://user:p%40ss@b:2',
      REDIS_CLUSTER: 'true',
      BANZHANG_DATA_DIR: 'state',
      BANZHANG_OWNERS: 'telegram:123456， wechat：王 老师,',
      BANZHANG_LOCALE: 'zh-TW',
      BANZHANG_TIMEZONE: 'asia/tokyo',
      BANZHANG_HTTP_PORT: '8080',
      BANZHANG_PUBLIC_URL: 'https://bot.example/',
      BANZHANG_REDIS_SERVER: '/opt/redis-server',
      LOG_LEVEL: 'WARN',
    });
    expect(config.telegram?.token.reveal()).toBe(token);
    expect(config.telegram?.apiRoot).toBe('http://127.0.0.1:8081');
    expect(config.telegram?.webhook?.url).toBe('https://bot.example/hook');
    expect(config.telegram?.webhook?.secret.reveal()).toBe('Abc_-9');
    expect(config.redis?.urls.map((url) => url.reveal())).toEqual(['redis://a:1', 'rediss://user:p%40ss@b:2']);
    expect(config.redis?.isCluster).toBe(true);
    expect(config.secrets.map((value) => value.reveal())).toEqual([token, 'Abc_-9', 'p%40ss', 'p@ss']);
    expect(config).toMatchObject({
      dataDir: '/srv/bot/state',
      owners: [
        { platform: 'telegram', id: '123456' },
        { platform: 'wechat', id: '王 老师' },
      ],
      locale: 'zh-Hant',
      timeZone: 'Asia/Tokyo',
      http: { port: 8080, publicUrl: 'https://bot.example' },
      redisServerPath: '/opt/redis-server',
      logLevel: 'warn',
      warnings: [],
    });
  });

  test('sentinels and the name of the master are one address, whose passwords are secret', () => {
    const url = 'redis+sentinel://bot:hunter%402@a:26379,[::1],c:1/main/3?sentinelPassword=swordfish';
    const config = read({ REDIS_URL: url });
    expect(config.redis?.urls.map((one) => one.reveal())).toEqual([url]);
    expect(config.redis?.isCluster).toBe(false);
    expect(parseSentinelUrl(url)).toEqual({
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: '::1', port: 26_379 },
        { host: 'c', port: 1 },
      ],
      name: 'main',
      db: 3,
      username: 'bot',
      password: 'hunter@2',
      sentinelPassword: 'swordfish',
      isTls: false,
    });
    const secrets = config.secrets.map((one) => one.reveal());
    for (const text of ['hunter%402', 'hunter@2', 'swordfish']) expect(secrets).toContain(text);
  });

  test.each(['unix:/run/r.sock', 'unix:///run/r.sock', '/run/r.sock'])('REDIS_URL %s is a socket path', (url) => {
    expect(read({ REDIS_URL: url }).redis?.urls.map((one) => one.reveal())).toEqual(['/run/r.sock']);
  });

  test.each([
    ['TELEGRAM_BOT_TOKEN', 'AAF-no-number-in-front'],
    ['TELEGRAM_API_ROOT', 'api.example'],
    ['TELEGRAM_API_ROOT', 'ftp://api.example'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis+sentinel://a:26379'],
    ['REDIS_URL', 'redis+sentinel://a:26379,b:x/main'],
    ['REDIS_URL', 'redis://a:1,redis://b:2'],
    ['REDIS_CLUSTER', 'perhaps'],
    ['BANZHANG_OWNERS', 'telegram:@name'],
    ['BANZHANG_OWNERS', '123456'],
    ['BANZHANG_LOCALE', 'fr'],
    ['BANZHANG_LOCALE', 'chinese simplified'],
    ['BANZHANG_TIMEZONE', 'Asia/Shanghia'],
    ['BANZHANG_TIMEZONE', '+08:00'],
    ['BANZHANG_HTTP_PORT', '65536'],
    ['BANZHANG_HTTP_PORT', 'http'],
    ['BANZHANG_PUBLIC_URL', 'bot.example'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused under its own name', (name, value) => {
    expect(keysOf({ [name]: value })).toEqual([name]);
  });
});

describe('problems', () => {
  test('all of them are told at once', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: 'x',
      REDIS_URL: 'y',
      BANZHANG_TIMEZONE: 'z',
      BANZHANG_LOCAL: 'en',
      LOG_LEVEL: 'w',
    };
    const keys = problemsOf(env, [{ key: '.env line 3', message: 'is not NAME=value' }]).map(({ key }) => key);
    expect(keys).toEqual([
      '.env line 3',
      'TELEGRAM_BOT_TOKEN',
      'REDIS_URL',
      'BANZHANG_TIMEZONE',
      'LOG_LEVEL',
      'BANZHANG_LOCAL',
    ]);
  });

  test('a secret that is wrong is not repeated in the message', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: '12:tooshort',
      TELEGRAM_WEBHOOK_SECRET: 'top secret!',
      REDIS_URL: 'redis//:hunter2@h',
    };
    expect(JSON.stringify(problemsOf(env))).not.toMatch(/tooshort|top secret|hunter2/);
    expect(problemsOf(env)).toHaveLength(3);
  });

  test('a mistyped zone gets a suggestion', () => {
    expect(problemsOf({ BANZHANG_TIMEZONE: 'Asia/Shanghia' })[0]?.message).toContain('Asia/Shanghai');
  });

  test('a webhook needs its secret and a port to listen on', () => {
    const env = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook' };
    expect(keysOf(env)).toEqual(['TELEGRAM_WEBHOOK_SECRET', 'BANZHANG_HTTP_PORT']);
  });

  test.each([
    ['http://bot.example/hook', ['TELEGRAM_WEBHOOK_URL']],
    ['http://127.0.0.1:9000/hook', []],
    ['https://bot.example:9000/hook', ['TELEGRAM_WEBHOOK_URL']],
    ['https://bot.example:8443/hook', []],
  ])('the webhook address %s gives the problems %j', (url, keys) => {
    const env = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: 's', BANZHANG_HTTP_PORT: '8080' };
    expect(keysOf({ ...env, TELEGRAM_WEBHOOK_URL: url })).toEqual(keys);
  });

  test('a server of its own may call any webhook port', () => {
    const env = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: 's', BANZHANG_HTTP_PORT: '8080' };
    const own = {
      ...env,
      TELEGRAM_API_ROOT: 'http://10.0.0.1:8081',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example:9000/h',
    };
    expect(keysOf(own)).toEqual([]);
  });

  test('a cluster needs addresses', () => {
    expect(keysOf({ REDIS_CLUSTER: 'yes' })).toEqual(['REDIS_CLUSTER']);
    expect(keysOf({ REDIS_CLUSTER: 'yes', REDIS_URL: '/run/r.sock' })).toEqual(['REDIS_CLUSTER']);
  });
});

describe('unknown names', () => {
  test.each([
    ['BANZHANG_OWNER', 'BANZHANG_OWNERS'],
    ['BANZHANG_TIME_ZONE', 'BANZHANG_TIMEZONE'],
    ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['REDIS_HOST', 'REDIS_URL'],
  ])('%s is refused with the hint %s', (name, meant) => {
    const [problem] = problemsOf({ [name]: 'x' });
    expect(problem?.key).toBe(name);
    expect(problem?.message).toContain(meant);
  });

  test('a name of another program is only warned about', () => {
    expect(read({ TELEGRAM_CHAT_ID: '1' }).warnings.map(({ key }) => key)).toEqual(['TELEGRAM_CHAT_ID']);
  });

  test('what Kubernetes and Docker put beside a service named redis is no setting', () => {
    const env = {
      REDIS_SERVICE_HOST: '10.0.0.1',
      REDIS_SERVICE_PORT_MAIN: '6379',
      REDIS_PORT: 'tcp://10.0.0.1:6379',
      REDIS_PORT_6379_TCP_ADDR: '10.0.0.1',
      BANZHANG_SERVICE_HOST: '10.0.0.2',
    };
    expect(read(env).warnings).toEqual([]);
  });

  test('settings without effect are warned about', () => {
    const keys = read({
      TELEGRAM_API_ROOT: 'http://a',
      BANZHANG_PUBLIC_URL: 'http://b',
      BANZHANG_WECHAT_PER_MINUTE: '20',
    }).warnings;
    expect(keys.map(({ key }) => key)).toEqual([
      'TELEGRAM_API_ROOT',
      'BANZHANG_WECHAT_PER_MINUTE',
      'BANZHANG_PUBLIC_URL',
    ]);
  });
});

describe('WeChat', () => {
  const wechatToken = 'insecure_3f0d3a9c-8f1e-4b8e-9d7b-0c1d2e3f4a5b';
  const gateway = { WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_SERVICE_TOKEN: wechatToken };

  test('is on with a puppet, under the name wechat and at forty messages a minute', () => {
    const { wechat, warnings } = read({ WECHATY_PUPPET: 'wechaty-puppet-wechat4u' });
    expect(wechat).toEqual({
      puppet: 'wechaty-puppet-wechat4u',
      account: 'wechat',
      token: null,
      endpoint: null,
      isTlsOff: false,
      perMinute: 40,
    });
    expect(warnings).toEqual([]);
  });

  test('is read with everything that can be said about it', () => {
    const { wechat } = read({
      ...gateway,
      WECHATY_PUPPET_SERVICE_ENDPOINT: '10.0.0.5:8788',
      WECHATY_NAME: '一班',
      BANZHANG_WECHAT_PER_MINUTE: '20',
    });
    expect(wechat).toMatchObject({ account: '一班', endpoint: '10.0.0.5:8788', perMinute: 20 });
    expect(wechat?.token?.reveal()).toBe(wechatToken);
  });

  test('keeps its token out of everything that is printed', () => {
    const config = read(gateway);
    expect(`${inspect(config, { depth: 9 })} ${JSON.stringify(config)}`).not.toContain(wechatToken);
    expect(config.secrets.map((value) => value.reveal())).toEqual([wechatToken]);
  });

  test('wants a token where a gateway is spoken to', () => {
    expect(keysOf({ WECHATY_PUPPET: 'wechaty-puppet-service' })).toEqual(['WECHATY_PUPPET_SERVICE_TOKEN']);
  });

  test('warns of a gateway without encryption', () => {
    const { wechat, warnings } = read({ ...gateway, WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true' });
    expect(wechat?.isTlsOff).toBe(true);
    expect(warnings.map(({ key }) => key)).toEqual(['WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT']);
  });

  test.each([
    ['WECHATY_PUPPET', 'mock'],
    ['WECHATY_PUPPET', '@juzi/wechaty-puppet-service'],
    ['WECHATY_PUPPET_SERVICE_TOKEN', 'no-name-in-front'],
    ['WECHATY_PUPPET_SERVICE_ENDPOINT', 'http://10.0.0.5:8788'],
    ['WECHATY_PUPPET_SERVICE_ENDPOINT', '10.0.0.5'],
    ['WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT', 'perhaps'],
    ['WECHATY_NAME', '../elsewhere'],
    ['BANZHANG_WECHAT_PER_MINUTE', '0'],
    ['BANZHANG_WECHAT_PER_MINUTE', '500'],
  ])('%s=%s is refused under its own name', (name, value) => {
    expect(keysOf({ ...gateway, [name]: value })).toEqual([name]);
  });

  test("names that only wechaty knows are nobody's business here", () => {
    expect(read({ WECHATY_LOG: 'verbose', WECHATY_TOKEN: 'x' }).warnings).toEqual([]);
  });
});

describe('secrets', () => {
  test('print as [secret] in every way of printing', () => {
    const config = read({ TELEGRAM_BOT_TOKEN: token, REDIS_URL: 'redis://u:hunter2@h:1' });
    const printed = `${inspect(config, { depth: 9, showHidden: true })} ${JSON.stringify(config)} ${String(config.telegram?.token)}`;
    expect(printed).toContain('[secret]');
    expect(printed).not.toContain(token);
    expect(printed).not.toContain('hunter2');
  });
});

describe('.env', () => {
  const dirs: string[] = [];
  const folderWith = (content: string | null): string => {
    const dir = mkdtempSync(join(tmpdir(), 'dot-env-'));
    dirs.push(dir);
    if (content !== null) writeFileSync(join(dir, '.env'), content);
    return dir;
  };
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  test('a missing file is no problem', () => {
    const env = {};
    expect(loadDotEnv(folderWith(null), env)).toEqual([]);
    expect(env).toEqual({});
  });

  test('values fill in what the environment does not have', () => {
    const env: Record<string, string | undefined> = { A: 'outer' };
    const text = '\uFEFF# comment\r\nA=inner\r\nB="two words" # why\r\n\r\nexport C=\'三\'\nD="line one\nline two"\n';
    expect(loadDotEnv(folderWith(text), env)).toEqual([]);
    expect(env).toEqual({ A: 'outer', B: 'two words', C: '三', D: 'line one\nline two' });
  });

  test('lines that are no assignment are named by number and not printed', () => {
    const problems = loadDotEnv(folderWith(`A=1\nTELEGRAM_BOT_TOKEN ${token}\n# fine\n: x\n`), {});
    expect(problems.map(({ key }) => key)).toEqual(['.env line 2', '.env line 4']);
    expect(JSON.stringify(problems)).not.toContain(token);
  });

  test('a quotation mark that is never closed is named by its line', () => {
    expect(loadDotEnv(folderWith('A=1\nB="open\nC=3\n'), {}).map(({ key }) => key)).toEqual(['.env line 2']);
  });

  test('a file that cannot be read is a problem', () => {
    const dir = folderWith(null);
    writeFileSync(join(dir, 'x'), '');
    expect(loadDotEnv(join(dir, 'x'), {}).map(({ key }) => key)).toEqual(['.env']);
  });
});
