import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './failure.mjs';
import { sleep } from './interrupt.mjs';

const beatMs = 500;
const staleAfterMs = 5_000;
const pollMs = 100;

/**
 * The result of `work`, which only one process at a time does for the same lock file. The holder beats in the file;
 * who waits breaks a lock whose beat stood still for 5 s (its holder was killed). `onWait` is called once if there is
 * someone to wait for.
 */
export async function withLock(path, work, onWait) {
  const token = randomUUID();
  const file = await acquire(path, token, onWait);
  let beats = 0;
  const timer = setInterval(() => writeSync(file, `${token} ${++beats}`, 0), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    closeSync(file);
    if (read(path)?.startsWith(token)) rmSync(path, { force: true });
  }
}

async function acquire(path, token, onWait) {
  let seen = null;
  let seenAtMs = 0;
  for (;;) {
    const file = tryCreate(path);
    if (file !== null) {
      writeSync(file, `${token} 0`, 0);
      return file;
    }
    const beat = read(path);
    if (beat === null) continue;
    if (seen === null) onWait();
    if (beat !== seen) seenAtMs = performance.now();
    seen = beat;
    if (performance.now() - seenAtMs > staleAfterMs) breakLock(path, beat);
    await sleep(pollMs);
  }
}

function tryCreate(path) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'wx');
  } catch (error) {
    if (error.code === 'EEXIST') return null;
    throw new SetupError(`${dirname(path)} cannot be written (${error.code}); the set-up keeps its files there.`);
  }
}

/** Moves the lock aside, and back if someone had taken it in the meantime. */
function breakLock(path, staleBeat) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== staleBeat) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
