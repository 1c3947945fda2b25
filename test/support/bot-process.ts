import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BotApi } from './bot-api/server.ts';
import type { TestRedis } from './redis.ts';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** The real program, as an operator runs it. */
export interface BotProcess {
  /** Everything written to standard output and standard error so far. */
  readonly output: () => string;
  /** The lines of its log so far; other lines are left out. */
  readonly log: () => readonly LogLine[];
  readonly ended: Promise<Ending>;
  readonly isRunning: () => boolean;
  /** Ends it without a chance to finish anything; resolves when it is gone. */
  readonly kill9: () => Promise<void>;
  /** Asks it to end, as a service manager does; resolves when it is gone. */
  readonly stop: () => Promise<Ending>;
}

const program = resolve('dist', 'cli.js');

/** Starts `banzhang start` in an empty folder of its own, with that Bot API server and that Redis server. */
export function startBot(
  api: Pick<BotApi, 'root' | 'token'>,
  redis: Pick<TestRedis, 'socketPath'>,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): BotProcess {
  if (!existsSync(program)) throw new Error('There is no dist/cli.js: run "npm test", which builds it.');
  const cwd = mkdtempSync(join(tmpdir(), 'bot-'));
  const child = spawn(process.execPath, [program, 'start', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      REDIS_URL: redis.socketPath,
      LOG_LEVEL: 'info',
      ...env,
    },
  });
  let output = '';
  const read = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = new Promise<Ending>((done) => {
    child.once('close', (code, signal) => {
      process.off('exit', killWithUs);
      rmSync(cwd, { recursive: true, force: true });
      done({ code, signal });
    });
  });
  const end = (signal: NodeJS.Signals): Promise<Ending> => {
    child.kill(signal);
    return ended;
  };
  return {
    output: () => output,
    log: () => output.split('\n').flatMap(logLine),
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill9: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function logLine(line: string): readonly LogLine[] {
  if (!line.startsWith('{')) return [];
  try {
    return [JSON.parse(line) as LogLine];
  } catch {
    return []; // The last line of a killed process may be cut off.
  }
}
