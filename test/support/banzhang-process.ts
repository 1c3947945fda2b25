import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createConsoleClock } from '../../src/cli/console-clock.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import type { Finished } from './checkout.ts';
import { redisServerPath } from './redis-server.ts';

/** The program as it is installed, each time in the same folder of its own. */
export interface Installation {
  readonly dir: string;
  /** The next terminal chat opens at that hour, at once: a `:skip` lives through everything until then. */
  opensAt(hour: number, zone?: string): void;
  /** Runs it to its end with these lines on standard input. */
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
  start(args: readonly string[], options?: RunOptions): RunningProcess;
  /** Ends what still runs, its embedded Redis too, and removes the folder. */
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly lines?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** On a terminal of so many columns, as `script` makes one. */
  readonly terminalColumns?: number;
  /** A shell command at the end of a pipe: its output is then ours. The code is the program's. */
  readonly readBy?: string;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Finished>;
  stdout(): string;
  stderr(): string;
  /** Types into it, without a line end. */
  type(keys: string): void;
  /** Resolves when the output holds the words, counted from `fromLength` on; rejects with the output after 40 s. */
  says(words: string | RegExp, fromLength?: number): Promise<void>;
}

const program = resolve('dist', 'cli.js');
let built: Promise<unknown> | undefined;

/** Builds `dist` once a test file, which takes a moment when it is up to date. */
export async function installBanzhang(): Promise<Installation> {
  built ??= promisify(execFile)(process.execPath, [resolve('scripts', 'build.mjs')]);
  await built;
  const dir = mkdtempSync(join(tmpdir(), '班长 '));
  const running = new Set<RunningProcess>();
  const start = (args: readonly string[], options: RunOptions = {}): RunningProcess => {
    const process = startProcess(dir, args, options);
    running.add(process);
    void process.ended.then(() => running.delete(process));
    return process;
  };
  const run = async (args: readonly string[], options: RunOptions = {}): Promise<Finished> => {
    const process = start(args, options);
    process.child.stdin?.end();
    return process.ended;
  };
  return {
    dir,
    opensAt(hour, zone = 'Asia/Shanghai') {
      const path = join(dir, 'data', 'terminal.json');
      const clock = createConsoleClock({ path, zone: () => zone as TimeZone, wallMs: Date.now });
      clock.keep(clock.nextAtMs(hour * 60));
    },
    start,
    run,
    async remove() {
      for (const process of running) {
        process.child.kill('SIGKILL');
        await process.ended;
      }
      // The server of a process that was killed lives on.
      if (existsSync(join(dir, 'data', 'redis', 'redis.sock'))) await run(['stop']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function startProcess(dir: string, args: readonly string[], options: RunOptions): RunningProcess {
  const { lines = [], terminalColumns, readBy } = options;
  const command = [process.execPath, program, ...args];
  const quoted = command.map((word) => `'${word}'`).join(' ');
  const [file = '', ...rest] =
    terminalColumns === undefined
      ? readBy === undefined
        ? command
        : ['bash', '-o', 'pipefail', '-c', `${quoted} | ${readBy}`]
      : ['script', '-qec', `stty cols ${String(terminalColumns)} rows 30; exec ${quoted}`, '/dev/null'];
  const child = spawn(file, rest, { cwd: dir, env: environmentOf(dir, options), stdio: ['pipe', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A process that ends early closes its input under us.
  child.stdin.on('error', () => undefined);
  child.stdin.write(lines.map((line) => `${line}\n`).join(''));
  const ended = new Promise<Finished>((done) => {
    child.once('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    type: (keys) => void child.stdin.write(keys),
    says: (words, fromLength = 0) => untilSaid(words, () => stdout.slice(fromLength), ended),
  };
}

function environmentOf(dir: string, { env = {}, terminalColumns }: RunOptions): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: dir,
    TERM: terminalColumns === undefined ? 'dumb' : 'xterm-256color',
    // `script` starts a shell, which must not take the locale of whoever runs the tests.
    LANG: 'C.UTF-8',
    SHELL: '/bin/sh',
    BANZHANG_REDIS_SERVER: redisServerPath(),
    ...env,
  };
}

const patienceMs = 40_000;
const pollMs = 20;

async function untilSaid(words: string | RegExp, output: () => string, ended: Promise<Finished>): Promise<void> {
  const ending = { isOver: false };
  void ended.then(() => {
    ending.isOver = true;
  });
  const untilMs = performance.now() + patienceMs;
  const isSaid = (): boolean => (typeof words === 'string' ? output().includes(words) : words.test(output()));
  while (!isSaid()) {
    if (ending.isOver || performance.now() > untilMs)
      throw new Error(`never said ${String(words)}; said:\n${output()}`);
    await new Promise((done) => setTimeout(done, pollMs));
  }
}
