import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { finished, makeCheckout, type Checkout, type Finished } from '../support/checkout.ts';

const redis7 = 'echo "Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64"';

let checkout: Checkout;

beforeEach(() => {
  checkout = makeCheckout();
  checkout.addProgram('redis-server', redis7);
});

afterEach(() => {
  checkout.remove();
});

const start = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  checkout.run('start.mjs', args, env);

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

describe('the first start', () => {
  test('installs, builds and becomes the program, whose output alone is on standard output', async () => {
    const { code, stdout, stderr } = await start(['3', 'two words', '参数']);
    expect(code).toBe(3);
    const said = JSON.parse(stdout) as { args: string[]; redis: string };
    expect(said.args).toEqual(['3', 'two words', '参数']);
    expect(said.redis).toMatch(/\/bin\/redis-server$/);
    expect(linesOf(stderr)).toEqual([
      'Installing packages (first time, about 20 s) …',
      'Building (first time, a few seconds) …',
    ]);
  });

  test('builds with the real compiler', async () => {
    const { code, stdout } = await start(['0', 'real'], { REAL_COMPILER: 'yes' });
    expect(code).toBe(0);
    expect(stdout).toContain('real');
    expect(readdirSync(checkout.path('dist')).sort()).toEqual(['cli.d.ts', 'cli.js', 'cli.js.map', 'i18n']);
  });

  test('copies what is no source and makes the program executable', async () => {
    await start();
    expect(readFileSync(checkout.path('dist', 'i18n', 'en.ftl'), 'utf8')).toBe('hello = Hello\n');
    expect(statSync(checkout.path('dist', 'cli.js')).mode & 0o111).toBe(0o111);
  });

  test('says nothing when it is asked to be silent and is quick', async () => {
    const { stdout, stderr } = await start([], { npm_config_loglevel: 'silent' });
    expect(stderr).toBe('');
    expect(stdout).not.toBe('');
  });

  test('says what it waits for even when silent if it is slow', async () => {
    const { stderr } = await start([], { npm_config_loglevel: 'silent', NPM_SLOW_MS: '3500' });
    expect(linesOf(stderr)).toEqual(['Installing packages (first time, about 20 s) …']);
  });
});

describe('a later start', () => {
  test('does nothing but run', async () => {
    await start();
    const { code, stderr } = await start();
    expect([code, stderr, checkout.installCount()]).toEqual([0, '', 1]);
  });

  test('builds again what changed, and drops what was removed', async () => {
    checkout.write('src/old.ts', 'export const old = 1;\n');
    await start();
    expect(existsSync(checkout.path('dist', 'old.js'))).toBe(true);
    rmSync(checkout.path('src', 'old.ts'));
    const { stderr } = await start();
    expect(linesOf(stderr)).toEqual(['Building what changed …']);
    expect(readdirSync(checkout.path('dist')).filter((name) => name.startsWith('old'))).toEqual([]);
  });

  test('repairs a dist from which files were deleted by hand', async () => {
    checkout.write('src/part.ts', 'export const part = 1;\n');
    await start();
    rmSync(checkout.path('dist'), { recursive: true });
    expect((await start()).code).toBe(0);
    expect(existsSync(checkout.path('dist', 'part.js'))).toBe(true);
  });

  test('installs again when the lock file changed, a package is missing or node_modules is gone', async () => {
    await start();
    checkout.write('package-lock.json', JSON.stringify({ packages: {}, changed: true, 'node_modules/x': {} }));
    checkout.write('package.json', JSON.stringify({ type: 'module', dependencies: { x: '1' } }));
    checkout.write('package-lock.json', JSON.stringify({ packages: { 'node_modules/x': { version: '1' } } }));
    await start();
    expect(checkout.installCount()).toBe(2);
    rmSync(checkout.path('node_modules', 'typescript'), { recursive: true });
    await start();
    expect(checkout.installCount()).toBe(3);
    rmSync(checkout.path('node_modules'), { recursive: true });
    await start();
    expect(checkout.installCount()).toBe(4);
  });

  test('accepts packages that were installed by hand', async () => {
    await start();
    rmSync(checkout.path('node_modules', '.banzhang-installed'));
    await start();
    expect(checkout.installCount()).toBe(1);
  });
});

describe('at the same time and cut short', () => {
  test('two first starts share one set-up', async () => {
    const env = { NPM_SLOW_MS: '500' };
    const both = await Promise.all([start(['0', 'a'], env), start(['0', 'b'], env)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(checkout.installCount()).toBe(1);
    expect(both.filter(({ stderr }) => stderr.includes('Another set-up is at work'))).toHaveLength(1);
  });

  test('Ctrl-C ends with 130, leaves no lock, and the next start completes', async () => {
    const child = checkout.start('start.mjs', [], { NPM_SLOW_MS: '20000' });
    const outcome = finished(child);
    await vi.waitUntil(() => checkout.installCount() === 1, 10_000);
    child.kill('SIGINT');
    expect(await outcome).toMatchObject({ code: 130, stdout: '' });
    expect(readdirSync(checkout.path('.cache'))).not.toContain('setup.lock');
    expect((await start()).code).toBe(0);
    expect(checkout.installCount()).toBe(2);
  });

  test('a lock left by a killed start is broken', async () => {
    checkout.write('.cache/setup.lock', 'left behind');
    const { code, stderr } = await start();
    expect(code).toBe(0);
    expect(stderr).toContain('Another set-up is at work');
  });
});

describe('what stands in the way is said in a sentence', () => {
  test('packages that cannot be fetched', async () => {
    const { code, stdout, stderr } = await start([], { NPM_CI_FAILS_WITH: 'npm error code ENOTFOUND' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the network or its proxy does not answer');
  });

  test('a lock file that does not fit is passed over with a word', async () => {
    const { code, stderr } = await start([], { NPM_CI_FAILS_WITH: 'npm error code EUSAGE' });
    expect(code).toBe(0);
    expect(stderr).toContain('package-lock.json does not fit');
    expect(checkout.installCount()).toBe(2);
  });

  test('sources that do not compile', async () => {
    checkout.write('src/wrong.ts', 'export const wrong: number = "text";\n');
    const { code, stdout, stderr } = await start();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/wrong\.ts.*TS2322/);
    expect(stderr).not.toMatch(/^\s+at /m);
    checkout.write('src/wrong.ts', 'export const wrong = 1;\n');
    expect((await start()).code).toBe(0);
  });

  test('a Node.js that is too old', async () => {
    const script = "Object.defineProperty(process.versions, 'node', { value: '20.18.3' });";
    checkout.write('old.cjs', script);
    const { code, stderr } = await start([], { NODE_OPTIONS: `--require "${checkout.path('old.cjs')}"` });
    expect(code).toBe(1);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain('Node.js 20.19 or newer is needed; this is 20.18.3');
  });
});

describe('build and test', () => {
  test('npm run build needs no Redis', async () => {
    checkout.addProgram('redis-server', 'exit 1');
    expect((await checkout.run('build.mjs')).code).toBe(0);
    expect(existsSync(checkout.path('dist', 'cli.js'))).toBe(true);
  });

  test('npm test runs the tests with a server and without personal settings, and closes with a line of counts', async () => {
    const env = { TELEGRAM_BOT_TOKEN: 'x', REDIS_URL: 'redis://nowhere', LOG_LEVEL: 'debug', BANZHANG_LOCALE: 'en' };
    checkout.write(
      'a.test.ts',
      `import { expect, test } from 'vitest';
       const names = ['TELEGRAM_BOT_TOKEN', 'REDIS_URL', 'LOG_LEVEL', 'BANZHANG_LOCALE'];
       test('settings', () => { expect(names.filter((name) => name in process.env)).toEqual([]); });
       test('server', () => { expect(process.env.BANZHANG_REDIS_SERVER).toMatch(/redis-server$/); });
       test.skip('later', () => {});`,
    );
    const good = await checkout.run('test.mjs', [], env);
    expect([good.code, linesOf(good.stdout).at(-1)]).toEqual([0, 'Tests: 2 passed, 0 failed, 1 skipped']);
    checkout.write('b.test.ts', "import './missing.ts';");
    const bad = await checkout.run('test.mjs', [], env);
    expect([bad.code, linesOf(bad.stdout).at(-1)]).toEqual([1, 'Tests: 2 passed, 1 failed, 1 skipped']);
    const one = await checkout.run('test.mjs', ['a.test.ts', '-t', 'server'], env);
    expect([one.code, linesOf(one.stdout).at(-1)]).toEqual([0, 'Tests: 1 passed, 0 failed, 2 skipped']);
  });
});
