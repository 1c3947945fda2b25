import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { putJobs } from '../scheduler/pending-jobs.ts';
import { type BackupEntry, readEntry } from '../store/backup-entry.ts';
import { type BackupCounts, type BackupHeader, readBackup, verifyBackup } from '../store/backup-file.ts';
import { clearTarget, countExisting, fill, isInUse, openTarget, serverNowMs } from '../store/backup-restore.ts';
import { readSchema, schemaVersion } from '../store/schema.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { isOpenElsewhere } from './open-elsewhere.ts';
import { openRawStore } from './open-raw-store.ts';
import type { OpenStore } from './open-store.ts';
import { createProgress } from './progress.ts';
import { loadConfig, openQuietLog, type Surroundings } from './settings.ts';

export interface RestoreOptions {
  readonly path: string;
  /** Delete what is there, after asking. */
  readonly replace?: boolean;
  /** Do not ask. */
  readonly yes?: boolean;
}

/** A running bot writes its pulse every second. */
const pulseMaxMs = 10_000;

/** Reads a backup into an empty store, or into the place of what is there; resolves to the exit code. */
export async function restore(surroundings: Surroundings, options: RestoreOptions): Promise<number> {
  const { cwd } = surroundings;
  const config = loadConfig(surroundings);
  const spool = options.path === standardInput ? await spoolOf(surroundings) : null;
  try {
    return await restoreFile(surroundings, { ...options, config, path: spool?.path ?? resolve(cwd, options.path) });
  } finally {
    await spool?.remove();
  }
}

/** In the place of a file name. */
const standardInput = '-';

/** Standard input as a file: nothing is written before the last byte is known to be right. */
async function spoolOf({ input }: Surroundings): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'banzhang-'));
  const path = join(folder, 'backup');
  const remove = (): Promise<void> => rm(folder, { recursive: true });
  try {
    await pipeline(input, createWriteStream(path, { mode: 0o600 }));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function restoreFile(
  surroundings: Surroundings,
  { config, path, ...options }: RestoreOptions & { readonly config: Config },
): Promise<number> {
  const { env, output } = surroundings;
  const { header, counts } = await soundFile(path);
  const store = await openRawStore(config, openQuietLog(config, env));
  try {
    await refuseOccupied(store, options, surroundings);
    const said = await replaceAll(store, { path, header, counts }, surroundings);
    output.write(`${said}\n`);
  } finally {
    await store.close();
  }
  return exitCodes.done;
}

interface SoundFile {
  readonly header: BackupHeader;
  readonly counts: BackupCounts;
}

/** Everything that is to be known of a file before anything is written. */
async function soundFile(path: string): Promise<SoundFile> {
  const verdict = await verifyBackup(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new CommandFailure(`${path}: ${reason}.`);
  });
  const refuse = (reason: string): never => {
    throw new CommandFailure(`${path}: ${reason}; nothing was changed.`);
  };
  switch (verdict.kind) {
    case 'not-a-backup':
      return refuse('this is no backup of banzhang');
    case 'damaged':
      return refuse('the backup is cut off or was altered; take another one');
    case 'newer':
      return refuse('the backup was written by a newer version of banzhang; install that one');
    case 'sound':
      if (verdict.header.schema <= schemaVersion) return verdict;
      return refuse(
        `the backup holds data of a newer version (layout ${verdict.header.schema}, this one knows ${schemaVersion})`,
      );
    default:
      return verdict satisfies never;
  }
}

async function refuseOccupied(
  store: OpenStore,
  { replace, yes }: Omit<RestoreOptions, 'path'>,
  surroundings: Surroundings,
) {
  const target = { ...store, prefix: store.keyPrefix };
  if ((await isOpenElsewhere(store)) || (await isInUse(target, pulseMaxMs))) {
    throw new CommandFailure('A bot works with this server: end it first (and wait ten seconds), then restore.');
  }
  const { state } = await readSchema(store.redis, store.keys);
  const count = await countExisting(target);
  if (count === 0) return;
  const what = `${count.toLocaleString('en')} keys${state === 'restoring' ? ' of an unfinished restore' : ''}`;
  if (replace !== true) {
    throw new CommandFailure(
      `The server is not empty (${what}); nothing was changed. With --replace everything that is there is deleted.`,
    );
  }
  if (yes !== true) await confirm(what, surroundings);
}

const wantedWord = 'replace';

async function confirm(what: string, { input, errors }: Surroundings): Promise<void> {
  if (!input.isTTY) {
    throw new CommandFailure(
      `--replace deletes ${what} and asks before it does; without a terminal add --yes.`,
      exitCodes.wrong,
    );
  }
  const asking = createInterface({ input, output: errors });
  try {
    const typed = await asking.question(`This deletes ${what}, for good. Type "${wantedWord}" to go on: `);
    if (typed.trim().toLowerCase() !== wantedWord) throw new CommandFailure('Nothing was changed.');
  } finally {
    asking.close();
  }
}

async function replaceAll(
  store: OpenStore,
  { path, header, counts }: SoundFile & { readonly path: string },
  { errors }: Surroundings,
): Promise<string> {
  const target = { ...store, prefix: store.keyPrefix };
  const all = counts.keys.toLocaleString('en');
  const progress = createProgress(errors, (count) => `${count.toLocaleString('en')} of ${all} keys written …`);
  await clearTarget(target);
  const filled = await fill(target, entriesOf(path), {
    createdAtMs: Date.parse(header.createdAt),
    onProgress: progress.update,
  });
  const access = { redis: store.redis, prefix: store.keys.queue() };
  await putJobs(filled.jobs, access, await serverNowMs(store.redis));
  await openTarget(target, header.schema);
  progress.end();
  const expired = filled.expiredCount === 0 ? '' : `; ${filled.expiredCount.toLocaleString('en')} had ended meanwhile`;
  // With the version of the layout, which was written last.
  const count = (filled.keyCount + 1).toLocaleString('en');
  return `Restored ${count} keys and ${filled.jobs.length} pending deliveries of ${header.createdAt}${expired}.`;
}

async function* entriesOf(path: string): AsyncGenerator<BackupEntry> {
  for await (const line of readBackup(path)) yield readEntry(line);
}
