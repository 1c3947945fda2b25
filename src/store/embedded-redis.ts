import type { Redis } from 'ioredis';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { connectHolder, otherHolderCount, probe, serverFacts, shutDown } from './embedded-control.ts';
import { noAnswer, otherFolder } from './embedded-failure.ts';
import { folderProblem, openEmbeddedFolder, type EmbeddedFolder } from './embedded-folder.ts';
import { withFileLock } from './embedded-lock.ts';
import { ensureServer, type ServerPlan } from './embedded-server.ts';

export interface EmbeddedRedisOptions {
  readonly dataDir: string;
  /** From `findRedisServer` or the configuration; null is fine while a server of this folder runs. */
  readonly serverPath: string | null;
  readonly log: Log;
}

export interface EmbeddedRedis {
  /** For clients; stays the same when the server is started anew. */
  readonly socketPath: string;
  /** Of the server now running; null where it cannot be told. Not a sign of life. */
  readonly pid: number | null;
  /** True when a server that was already running was taken over. */
  readonly adopted: boolean;
  /** Ends the server unless another process holds it. Close own clients first. */
  stop(): Promise<void>;
}

/**
 * A private Redis in `dataDir/redis` that answers; a dead one is started anew until `stop`. A server of the same
 * folder that is still running (its parent was killed, or another process uses it) is taken over.
 * Rejects with a ConfigError that says what to do. A first start takes about 50 ms.
 */
export async function startEmbeddedRedis({ dataDir, serverPath, log }: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const folder = await openEmbeddedFolder(dataDir);
  try {
    const plan = { folder, serverPath, log };
    const first = await reach(plan);
    log.info({ pid: first.pid, dir: folder.dir }, first.isNew ? 'embedded Redis started' : 'embedded Redis adopted');
    const watch = keepAlive(plan, first);
    return {
      socketPath: folder.socketPath,
      get pid() {
        return watch.current().pid;
      },
      adopted: !first.isNew,
      stop: async () => {
        const { holder } = await watch.end();
        log.info({ outcome: await endUnlessHeld(folder, holder) }, 'embedded Redis released');
      },
    };
  } catch (error) {
    throw folderProblem(dataDir, error);
  }
}

export type StopOutcome = 'stopped' | 'not-running' | 'in-use';

/** Ends the server of a data folder for `banzhang stop`; `in-use` when a running process still holds it. */
export async function stopEmbeddedRedis({ dataDir }: { readonly dataDir: string }): Promise<StopOutcome> {
  if ((await stat(join(dataDir, 'redis')).catch(() => null)) === null) return 'not-running';
  const folder = await openEmbeddedFolder(dataDir);
  return endUnlessHeld(folder, null);
}

interface Held {
  readonly holder: Redis;
  readonly pid: number | null;
  readonly isNew: boolean;
}

/** Under the lock a server is found or started, and held before anyone else can find it unheld and end it. */
async function reach(plan: ServerPlan): Promise<Held> {
  const { folder } = plan;
  return withFileLock(folder.lockPath, async () => {
    const isNew = await ensureServer(plan);
    const holder = await connectHolder(folder.socketPath);
    const { dir, pid } = await serverFacts(holder);
    if (dir !== folder.dir) {
      holder.disconnect();
      throw otherFolder(folder, dir);
    }
    return { holder, pid, isNew };
  });
}

interface Watch {
  readonly current: () => Held;
  /** No new server is started any more. */
  readonly end: () => Promise<Held>;
}

const firstDelayMs = 50;
const longestDelayMs = 10_000;
/** A server that lived this long did not die of its start. */
const settledAfterMs = 60_000;

/** Starts the server anew whenever the held connection ends, at once the first time, then with doubling delays. */
function keepAlive(plan: ServerPlan, first: Held): Watch {
  const stopping = new AbortController();
  let current = first;
  let delayMs = 0;
  let reviving: Promise<void> = Promise.resolve();
  const watch = (): void => {
    const heldAtMs = performance.now();
    const onEnd = (): void => {
      if (stopping.signal.aborted) return;
      if (performance.now() - heldAtMs > settledAfterMs) delayMs = 0;
      reviving = revive();
    };
    if (current.holder.status === 'end') onEnd();
    else current.holder.once('end', onEnd);
  };
  const revive = async (): Promise<void> => {
    plan.log.warn({ pid: current.pid }, 'embedded Redis is gone');
    while (!stopping.signal.aborted) {
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      delayMs = Math.min(Math.max(delayMs * 2, firstDelayMs), longestDelayMs);
      if (await tryOnce()) return;
    }
  };
  const tryOnce = async (): Promise<boolean> => {
    try {
      if (stopping.signal.aborted) return true;
      current = await reach(plan);
      plan.log.warn({ pid: current.pid }, 'embedded Redis is back');
      watch();
      return true;
    } catch (error) {
      plan.log.error(
        { error: error instanceof Error ? error : new Error(String(error)) },
        'embedded Redis does not start',
      );
      return false;
    }
  };
  watch();
  return {
    current: () => current,
    end: async () => {
      stopping.abort();
      await reviving;
      return current;
    },
  };
}

async function endUnlessHeld(folder: EmbeddedFolder, own: Redis | null): Promise<StopOutcome> {
  return withFileLock(folder.lockPath, async () => {
    if ((await probe(folder.socketPath)) === 'absent') return 'not-running';
    const holder = own === null || own.status === 'end' ? await connectHolder(folder.socketPath) : own;
    const isHeld = (await otherHolderCount(holder)) > 0;
    if (!isHeld) await endServer(folder, holder);
    holder.disconnect();
    return isHeld ? 'in-use' : 'stopped';
  });
}

const shutdownLimitMs = 30_000;

async function endServer(folder: EmbeddedFolder, holder: Redis): Promise<void> {
  await shutDown(holder);
  const untilMs = performance.now() + shutdownLimitMs;
  while ((await probe(folder.socketPath)) !== 'absent') {
    if (performance.now() > untilMs) throw noAnswer(folder);
    await sleep(5);
  }
}
