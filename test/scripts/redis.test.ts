import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCheckout, type Checkout } from '../support/checkout.ts';

const version = (text: string): string => `echo "Redis server v=${text} sha=00000000:0 malloc=libc bits=64"`;

let checkout: Checkout;

beforeEach(() => {
  checkout = makeCheckout();
});

afterEach(() => {
  checkout.remove();
});

/** The server that the program was handed, null for none; the words on standard error if the set-up ended. */
async function handedOn(env: Readonly<Record<string, string>> = {}): Promise<{ redis: string | null; stderr: string }> {
  const { code, stdout, stderr } = await checkout.run('start.mjs', [], env);
  if (code !== 0) return { redis: `failed with ${String(code)}`, stderr };
  return { redis: (JSON.parse(stdout) as { redis: string | null }).redis, stderr };
}

describe('a server that is here', () => {
  test('is taken from PATH, Redis before Valkey', async () => {
    checkout.addProgram('valkey-server', version('8.1.0'));
    expect((await handedOn()).redis).toMatch(/\/bin\/valkey-server$/);
    checkout.addProgram('redis-server', version('7.0.15'));
    expect((await handedOn()).redis).toMatch(/\/bin\/redis-server$/);
  });

  test('is passed over when it is too old', async () => {
    checkout.addProgram('redis-server', version('6.2.7'));
    checkout.addProgram('valkey-server', version('8.1.0'));
    expect((await handedOn()).redis).toMatch(/\/bin\/valkey-server$/);
  });

  test('is found under the name that the distribution hides it behind', async () => {
    checkout.addProgram('redis-check-rdb', version('7.0.15'));
    expect((await handedOn()).redis).toBe(checkout.path('.cache', 'redis', 'bin', 'redis-server'));
  });

  test.each([
    ['the environment', 'redis://localhost', undefined],
    ['.env', undefined, 'REDIS_URL="redis://localhost"\n'],
  ])('is not looked for when REDIS_URL is set in %s', async (_where, url, dotEnv) => {
    if (dotEnv !== undefined) checkout.write('.env', dotEnv);
    expect((await handedOn(url === undefined ? {} : { REDIS_URL: url })).redis).toBeNull();
  });
});

describe('without a server', () => {
  test.each([
    ['brew', 'brew install valkey'],
    ['apk', 'apk add valkey'],
    ['dnf', 'sudo dnf install valkey'],
    ['pacman', 'sudo pacman -S valkey'],
  ])('a machine with %s gets its exact command, and nothing is run', async (name, command) => {
    checkout.addProgram(name, `echo called > "${checkout.path('called')}"`);
    const { redis, stderr } = await handedOn();
    expect(redis).toBe('failed with 1');
    expect(stderr).toContain(command);
    expect(() => readFileSync(checkout.path('called'))).toThrow('ENOENT');
  });

  test('one that is too old is named with its version', async () => {
    checkout.addProgram('redis-server', version('6.0.16'));
    const { stderr } = await handedOn();
    expect(stderr).toMatch(/Redis 7\.0 or newer is needed; .*redis-server is version 6\.0\.16/);
  });
});

describe('with apt', () => {
  const packages = (script: string): void => {
    checkout.addProgram('apt-get', `echo "$@" >> "${checkout.path('apt.log')}"\n${script}`);
    checkout.addProgram(
      'dpkg-deb',
      'mkdir -p "$3/usr/bin" "$3/usr/lib/x-linux-gnu" && cp "$2" "$3/usr/bin/redis-check-rdb"',
    );
  };
  const calls = (): readonly string[] => readFileSync(checkout.path('apt.log'), 'utf8').trim().split('\n');
  /** Pretends to be an ordinary user, or root, whoever runs the tests. */
  const asUser = (uid: number): Readonly<Record<string, string>> => {
    checkout.write('uid.cjs', `process.getuid = () => ${String(uid)};`);
    return { NODE_OPTIONS: `--require "${checkout.path('uid.cjs')}"` };
  };

  test('root installs the package that starts no service, after a look at fresh lists if need be', async () => {
    const bin = checkout.path('..', 'bin');
    packages(`case "$*" in
      *update*) : > "${checkout.path('updated')}";;
      *download-only*) [ -f "${checkout.path('updated')}" ] || exit 100;;
      *) printf '#!/bin/sh\\n${version('7.0.15')}\\n' > "${bin}/redis-check-rdb"; chmod +x "${bin}/redis-check-rdb";;
    esac`);
    const { redis, stderr } = await handedOn(asUser(0));
    expect(redis).toBe(checkout.path('.cache', 'redis', 'bin', 'redis-server'));
    expect(stderr).toContain('Installing redis-tools by apt-get');
    expect(calls()).toHaveLength(4);
    expect(calls().every((call) => !/redis-server/.test(call))).toBe(true);
  });

  test('an ordinary user unpacks the package and what it lacks into the cache and touches no system list', async () => {
    checkout.write('server.deb', `#!/bin/sh\n[ -n "$LD_LIBRARY_PATH" ] && ${version('7.0.15')}\n`);
    packages(`case "$*" in
      *simulate*) echo "Inst liblzf1 (3.6-3 Debian:12/stable [amd64])"; echo "Inst redis-tools (5:7.0.15 Debian)";;
      *download*) cp "${checkout.path('server.deb')}" redis-tools.deb; chmod +x redis-tools.deb;;
    esac`);
    const { redis, stderr } = await handedOn(asUser(1000));
    expect(stderr).not.toContain('could not be got');
    expect(redis).toBe(checkout.path('.cache', 'redis', 'bin', 'redis-server'));
    expect(calls().every((call) => call.includes(`Dir::State=${checkout.path('.cache', 'redis', 'apt-')}`))).toBe(true);
    expect(calls().at(-1)).toMatch(/download redis-tools liblzf1$/);
  });

  test('when both ways fail, what apt said and the command to type are shown', async () => {
    packages('echo "E: Unable to fetch some archives"; exit 100');
    const { redis, stderr } = await handedOn(asUser(0));
    expect(redis).toBe('failed with 1');
    expect(stderr).toContain('E: Unable to fetch some archives');
    expect(stderr).toContain('sudo apt-get install --no-install-recommends redis-tools');
  });

  test('a distribution whose package is too old is said to be so', async () => {
    packages(`case "$*" in
      *simulate*) echo "Inst redis-tools (5:6.0.16 Ubuntu)";;
      *download*) printf '#!/bin/sh\\n${version('6.0.16')}\\n' > redis-tools.deb; chmod +x redis-tools.deb;;
    esac`);
    const { redis, stderr } = await handedOn(asUser(1000));
    expect(redis).toBe('failed with 1');
    expect(stderr).toContain('version 6.0.16');
  });
});
