import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pendingJobs } from '../scheduler/pending-jobs.ts';
import { writeJob } from '../store/backup-entry.ts';
import { backupVersion, type BackupHeader } from '../store/backup-file.ts';
import { lookAtLayout } from '../store/backup-layout.ts';
import { readQueued } from '../store/backup-queue.ts';
import { mastersOf, readLines } from '../store/backup-read.ts';
import { serverNowMs } from '../store/backup-restore.ts';
import { type BackupContent, writeBackupFile, writeBackupStream } from '../store/backup-write.ts';
import { readSchema, type SchemaState } from '../store/schema.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { openRawStore } from './open-raw-store.ts';
import type { OpenStore } from './open-store.ts';
import { createProgress, type Progress } from './progress.ts';
import { loadConfig, openQuietLog, type Surroundings } from './settings.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';

/** In the place of a file name: standard output. */
const standardOutput = '-';
/** Second steps follow at once; the slowest is a process that waits for its turn on a busy machine. */
const settleMs = 500;

/** Writes everything that is kept to a file, while others go on working with it; resolves to the exit code. */
export async function backup(surroundings: Surroundings, { path }: { readonly path: string }): Promise<number> {
  const { cwd, env, errors, output } = surroundings;
  if (path === standardOutput && output.isTTY) {
    throw new CommandFailure(
      'A backup is no text for a terminal: name a file, or send it on with a pipe.',
      exitCodes.wrong,
    );
  }
  const config = loadConfig(surroundings);
  const stop = listenForStop(process.exit);
  const store = await openRawStore(config, openQuietLog(config, env));
  const progress = createProgress(errors, (count) => `${words(count)} keys read …`);
  try {
    const content = await contentOf(store, { stop, progress });
    const to = resolve(cwd, path);
    if (path === standardOutput) await writeBackupStream(output, content);
    else await writeBackupFile(to, content).catch(refuseUnwritable(path));
    progress.end();
    const { keys, jobs } = content.counts();
    const where = path === standardOutput ? '' : ` to ${path} (${size((await stat(to)).size)})`;
    const said = `Backed up ${words(keys)} keys and ${words(jobs)} pending deliveries${where}.\n`;
    (path === standardOutput ? errors : output).write(said);
  } finally {
    progress.end();
    await store.close();
    stop.release();
  }
  return exitCodes.done;
}

const words = (count: number): string => count.toLocaleString('en');
const size = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

interface Watching {
  readonly stop: StopRequest;
  readonly progress: Progress;
}

async function contentOf(store: OpenStore, watching: Watching): Promise<BackupContent> {
  const { redis, keys, keyPrefix: prefix } = store;
  const { state, version } = await readSchema(redis, keys);
  refuseUnfit(state);
  const sizes = await Promise.all(mastersOf(redis).map((node) => node.dbsize()));
  const header: BackupHeader = {
    format: 'banzhang-backup',
    version: backupVersion,
    schema: version,
    prefix,
    createdAt: new Date(await serverNowMs(redis)).toISOString(),
    aboutKeys: sizes.reduce((sum, count) => sum + count, 0),
  };
  const counts = { keys: 0, jobs: 0 };
  const lines = linesOf(store, counts, watching);
  return { header, lines: unmoved(redis, lines), counts: () => counts };
}

function refuseUnfit(state: SchemaState): void {
  switch (state) {
    case 'fresh':
      throw new CommandFailure('There is nothing to back up: no bot has worked with this server yet.');
    case 'restoring':
      throw new CommandFailure(
        'A restore did not come to its end there: run it again (banzhang restore FILE --replace).',
      );
    case 'newer':
      throw new CommandFailure('The data were written by a newer version of banzhang: back them up with that one.');
    case 'current':
    case 'older':
      return;
    default:
      state satisfies never;
  }
}

/** A slot that moved from a server not yet read to one already read is in neither. */
async function* unmoved<T>(redis: OpenStore['redis'], lines: AsyncIterable<T>): AsyncGenerator<T> {
  const layout = await lookAtLayout(redis);
  if (await layout.hasMoved()) throw slotsMove();
  try {
    yield* lines;
  } catch (error) {
    // Servers refuse what is theirs no longer; where they cannot be asked, the error itself says more.
    throw (await layout.hasMoved().catch(() => false)) ? slotsMove() : error;
  }
  if (await layout.hasMoved()) throw slotsMove();
}

const slotsMove = (): CommandFailure =>
  new CommandFailure('The cluster is moving slots; no backup was written. Take it again when that is over.');

async function* linesOf(
  { redis, keys, keyPrefix: prefix }: OpenStore,
  counts: { keys: number; jobs: number },
  { stop, progress }: Watching,
): AsyncGenerator<readonly string[]> {
  const refuseStop = (): void => {
    if (stop.isWanted()) throw new CommandFailure('Stopped; no backup was written.');
  };
  for await (const lines of readLines({ redis, prefix, settleMs, refuseStop })) {
    counts.keys += lines.length;
    progress.update(counts.keys);
    yield lines;
  }
  const access = { redis, prefix: keys.queue() };
  for (const queued of await readQueued(redis, access.prefix)) {
    for await (const jobs of pendingJobs(queued, access)) {
      refuseStop();
      counts.jobs += jobs.length;
      yield jobs.map(writeJob);
    }
  }
}

function refuseUnwritable(path: string): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    const reason = code === 'ENOENT' ? 'there is no such folder' : `it cannot be written (${code})`;
    throw new CommandFailure(`${path}: ${reason}.`);
  };
}
