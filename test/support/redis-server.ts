import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** Set by `redis-sweep.ts`: every server of one test run lives below it and is gone with it. */
export const testRunDirVariable = 'BZ_TEST_RUN_DIR';

const servers = ['redis-server', 'valkey-server'];

/** Path of the server binary: as the set-up found it, on PATH, or in the checkout's cache. */
export function redisServerPath(): string {
  const handedOn = process.env['BANZHANG_REDIS_SERVER'];
  if (handedOn !== undefined && handedOn !== '') return handedOn;
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  const candidates = directories.flatMap((directory) => servers.map((name) => join(directory, name)));
  const found = [...candidates, resolve('.cache/redis/bin/redis-server')].find((path) => existsSync(path));
  if (found === undefined) throw new Error('No redis-server for the tests: run them by "npm test", which gets one.');
  return found;
}

/** A fresh private folder for one server (short enough for a socket path). */
export function serverDir(): string {
  const parent = process.env[testRunDirVariable] ?? tmpdir();
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'r-'));
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a server with these settings in `dir`; its pid is noted there for the sweep at the end of the run. */
export function spawnServer(dir: string, settings: readonly string[]): ChildProcess {
  const child = spawn(redisServerPath(), ['-', '--dir', dir], { stdio: ['pipe', 'ignore', 'ignore'], cwd: dir });
  child.stdin.end(`${settings.join('\n')}\n`);
  return noted(child, dir);
}

/** Starts a sentinel with these settings in `dir`, whose file it writes to itself. */
export function spawnSentinel(dir: string, settings: readonly string[]): ChildProcess {
  const path = join(dir, 'sentinel.conf');
  writeFileSync(path, `${settings.join('\n')}\n`);
  return noted(spawn(redisServerPath(), [path, '--sentinel'], { stdio: 'ignore', cwd: dir }), dir);
}

function noted(child: ChildProcess, dir: string): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (child.pid !== undefined) writeFileSync(join(dir, 'pid'), String(child.pid));
  return child;
}

/** Resolves when the process is gone, whoever ended it. */
export async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
  });
}

/** Kills without a chance to save or flush, and waits until the process is gone. */
export async function kill9(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await gone(child);
}

export const removeDir = (dir: string): void => {
  rmSync(dir, { recursive: true, force: true });
};

/** Major and minor version of the server in use, such as `[7, 0]`. */
export function redisServerVersion(): readonly [number, number] {
  const text = execFileSync(redisServerPath(), ['--version'], { encoding: 'utf8' });
  const [, major = '0', minor = '0'] = /v=(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor)];
}
