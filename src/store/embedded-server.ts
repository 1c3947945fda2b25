import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { probe } from './embedded-control.ts';
import { noAnswer, noServerBinary, startFailure } from './embedded-failure.ts';
import { serverConf, type EmbeddedFolder } from './embedded-folder.ts';

const pollMs = 10;
/** A large append-only file may take minutes to load and says so; silence longer than this is a fault. */
const silenceLimitMs = 30_000;
const loadingNoticeMs = 5_000;
const largestLogBytes = 5_000_000;

export interface ServerPlan {
  readonly folder: EmbeddedFolder;
  readonly serverPath: string | null;
  readonly log: Log;
}

/**
 * Resolves with true when a new server had to be started, false when one was running; either answers PING now.
 * Call it under the folder's lock: two servers on one folder write over each other's file.
 */
export async function ensureServer(plan: ServerPlan): Promise<boolean> {
  for (;;) {
    const state = await probe(plan.folder.socketPath);
    if (state === 'absent') break;
    if (await becomesReady(plan, null)) return false;
  }
  const logStart = await prepareLog(plan.folder.logPath);
  const child = await spawnServer(plan);
  await becomesReady(plan, { child, logStart });
  return true;
}

interface OwnChild {
  readonly child: ChildProcess;
  readonly logStart: number;
}

/** Detached, so that Ctrl-C does not reach it and it outlives us: it is ended by SHUTDOWN after the last write. */
async function spawnServer({ folder, serverPath }: ServerPlan): Promise<ChildProcess> {
  if (serverPath === null) throw noServerBinary();
  const confPath = join(folder.dir, 'redis.conf');
  await writeFile(confPath, serverConf, { mode: 0o600 });
  const output = await open(folder.logPath, 'a', 0o600);
  try {
    const stdio = ['ignore', output.fd, output.fd] as const;
    const child = spawn(serverPath, [confPath], { cwd: folder.dir, detached: true, stdio: [...stdio] });
    await new Promise<void>((done, failed) => {
      child.once('spawn', done);
      child.once('error', () => {
        failed(noServerBinary());
      });
    });
    child.unref();
    return child;
  } finally {
    await output.close();
  }
}

/** True when the server answers; false when one that is not ours ended while we waited for it. */
async function becomesReady(plan: ServerPlan, own: OwnChild | null): Promise<boolean> {
  const { folder, log } = plan;
  let heardAtMs = performance.now();
  let noticeAtMs = heardAtMs + loadingNoticeMs;
  for (;;) {
    const state = await probe(folder.socketPath);
    if (state === 'ready') return true;
    if (state === 'absent' && own === null) return false;
    if (own !== null && hasEnded(own.child))
      throw startFailure(folder, await outputSince(folder.logPath, own.logStart));
    const nowMs = performance.now();
    if (state === 'loading') heardAtMs = nowMs;
    if (nowMs - heardAtMs > silenceLimitMs) throw noAnswer(folder);
    if (nowMs > noticeAtMs) {
      log.info({ state }, 'waiting for the embedded Redis');
      noticeAtMs += loadingNoticeMs;
    }
    await sleep(pollMs);
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Position where the new server's output begins; a log grown large is put aside first. */
async function prepareLog(logPath: string): Promise<number> {
  const bytes = (await stat(logPath).catch(() => null))?.size ?? 0;
  if (bytes < largestLogBytes) return bytes;
  await rename(logPath, `${logPath}.1`);
  return 0;
}

async function outputSince(logPath: string, start: number): Promise<string> {
  return (await readFile(logPath)).subarray(start).toString('utf8');
}
