import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BackupCounts, type BackupHeader, gzipHead, writeEnd } from './backup-file.ts';

/** Names of people and all they did stand in it. */
const ownerOnly = 0o600;
/** Hardly larger than at 6, in half the time. */
const gzipLevel = 4;

/** Lines come some at a time; the counts are asked for when there are no more. */
export interface BackupContent {
  readonly header: BackupHeader;
  readonly lines: AsyncIterable<readonly string[]>;
  counts(): BackupCounts;
}

/** Writes a backup that exists under its name only when it is whole and on the disk; removes what it had begun otherwise. */
export async function writeBackupFile(path: string, content: BackupContent): Promise<void> {
  const begun = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  const file = await open(begun, 'wx', ownerOnly);
  try {
    try {
      await writeBackup(async (pieces) => {
        for await (const piece of pieces) await file.appendFile(piece);
      }, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(begun, path);
  } catch (error) {
    await rm(begun, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Streams a backup, some pieces in memory at a time; leaves the stream open. */
export const writeBackupStream = (output: Writable, content: BackupContent): Promise<void> =>
  writeBackup(async (pieces) => {
    for await (const piece of pieces) if (!output.write(piece)) await once(output, 'drain');
  }, content);

async function writeBackup(
  keep: (pieces: AsyncIterable<Buffer>) => Promise<void>,
  { header, lines, counts }: BackupContent,
): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(
    Readable.from(textOf(header, lines), { objectMode: false }),
    createGzip({ level: gzipLevel }),
    async function* (zipped: AsyncIterable<Buffer>) {
      let isFirst = true;
      for await (const chunk of zipped) {
        // Level and system, as zlib writes them into the head, would make equal files unequal.
        if (isFirst) gzipHead.copy(chunk);
        isFirst = false;
        hash.update(chunk);
        yield chunk;
      }
      yield writeEnd(counts(), hash.digest('hex'));
    },
    keep,
  );
}

async function* textOf(header: BackupHeader, lines: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for await (const some of lines) if (some.length > 0) yield `${some.join('\n')}\n`;
}

/** The name too survives a power cut; where folders cannot be synced it is as safe as the system makes it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
