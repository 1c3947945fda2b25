import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { kill9 } from './redis-server.ts';

/** A process that takes part in a city's deliveries. */
export interface CityWorker {
  /** How its event loop fared since the last time it was asked. */
  ask(): Promise<Bill>;
  /** What it had to complain about, a line each. */
  complaints(): readonly string[];
  isRunning(): boolean;
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

export interface Bill {
  /** The longest time that the event loop did nothing else. */
  readonly stallMs: number;
  readonly rss: number;
  readonly cpuMs: number;
}

export interface WorkerSettings {
  /** The built program's folder. */
  readonly dist: string;
  readonly redisPath: string;
  readonly apiRoot: string;
  readonly token: string;
  /** What the account may send in a second. */
  readonly perSecond: number;
  /** Fetches updates; the others only send. */
  readonly polls: boolean;
}

const program = resolve('test', 'support', 'city-worker.mjs');

/** Starts a process; resolves when it works. */
export async function startCityWorker(settings: WorkerSettings): Promise<CityWorker> {
  const child = fork(program, {
    env: { PATH: process.env['PATH'] ?? '', CITY: JSON.stringify(settings) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  await Promise.race([
    answerTo('started', child),
    once(child, 'exit').then(() => {
      throw new Error(`a city worker ended at its start:\n${complaints}`);
    }),
  ]);
  return {
    ask() {
      const answer = answerTo('bill', child);
      child.send('bill');
      return answer;
    },
    complaints: () => complaints.split('\n').filter((line) => line !== ''),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill9: () => kill9(child),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function answerTo(question: string, child: ChildProcess): Promise<Bill> {
  return new Promise((done) => {
    const read = (message: unknown): void => {
      if (!isBill(message) || message.question !== question) return;
      child.off('message', read);
      done(message);
    };
    child.on('message', read);
  });
}

const isBill = (message: unknown): message is Bill & { readonly question: string } =>
  typeof message === 'object' && message !== null && 'question' in message;
