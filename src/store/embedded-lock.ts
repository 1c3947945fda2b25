import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 500;
/** Eight missed beats: a holder that was killed, or a machine that was asleep. */
const staleAfterMs = 4_000;
const pollMs = 25;

/**
 * The result of `work`, which no two processes do at the same time for the same lock file.
 * The holder beats in the file; a waiter breaks a lock whose beat it saw stand still for 4 s. No clock is compared
 * and no pid asked: an orphan that nobody reaps still looks alive, and containers see each other's pids wrongly.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  const file = await acquire(path, token);
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
    // Through the handle: if the lock was broken, the new holder's file is another one. A missed beat is no failure.
    file.write(`${token} ${String(beats)}\n`, 0).catch(() => undefined);
  }, beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await file.close();
    if ((await readBeat(path))?.startsWith(token) === true) await unlink(path);
  }
}

async function acquire(path: string, token: string): Promise<FileHandle> {
  let seenBeat = '';
  let seenSinceMs = 0;
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.write(`${token} 0\n`, 0);
      return file;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const beat = await readBeat(path);
    if (beat === null) continue;
    if (beat !== seenBeat) seenSinceMs = performance.now();
    seenBeat = beat;
    if (performance.now() - seenSinceMs > staleAfterMs) await breakLock(path, beat);
    await sleep(pollMs);
  }
}

/** Moves the lock aside, and back if a new holder had taken it in the meantime. */
async function breakLock(path: string, staleBeat: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readBeat(aside)) !== staleBeat) await link(aside, path);
  } catch (error) {
    // ENOENT: another waiter was quicker. EEXIST: the lock is taken again already.
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function readBeat(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
