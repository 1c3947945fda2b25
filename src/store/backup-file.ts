import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { constants, crc32, createGunzip, gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** Grows when an older program cannot read the file. */
export const backupVersion = 1;

const header = z.object({
  format: z.literal('banzhang-backup'),
  version: z.number().int(),
  /** Of the key table. */
  schema: z.number().int(),
  prefix: z.string(),
  createdAt: z.iso.datetime(),
  /** All keys that the servers held, so about how many follow. */
  aboutKeys: z.number().int(),
});
export type BackupHeader = z.infer<typeof header>;

const end = z.object({
  end: z.object({ keys: z.number().int(), jobs: z.number().int(), sha256: z.string().length(64) }),
});
/** How much a backup holds. */
export interface BackupCounts {
  readonly keys: number;
  readonly jobs: number;
}

/** What a file turned out to be; nothing of it was used but the first line and the last. */
export type Verdict =
  | { readonly kind: 'sound'; readonly header: BackupHeader; readonly counts: BackupCounts }
  | { readonly kind: 'not-a-backup' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer'; readonly version: number };

/** https://www.rfc-editor.org/rfc/rfc1952: deflate, no flags, no time, no level, unknown system. */
export const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

const endTextLength = 160;
const storedHeadLength = 5;
const gzipTailLength = 8;
const endLength = gzipHead.length + storedHeadLength + endTextLength + gzipTailLength;

/**
 * The end of the file: a gzip member of its own and always the same length, so that everything before it, compressed as
 * it stands, can be summed up in it and the whole still opens with zcat.
 */
export function writeEnd({ keys, jobs }: BackupCounts, sha256: string): Buffer {
  const json = JSON.stringify({ end: { keys, jobs, sha256 } } satisfies z.infer<typeof end>);
  const text = Buffer.from(`${json.padEnd(endTextLength - 1)}\n`);
  const stored = Buffer.alloc(storedHeadLength);
  stored.writeUInt8(1, 0);
  stored.writeUInt16LE(text.length, 1);
  stored.writeUInt16LE(~text.length & 0xffff, 3);
  const tail = Buffer.alloc(gzipTailLength);
  tail.writeUInt32LE(crc32(text), 0);
  tail.writeUInt32LE(text.length, 4);
  return Buffer.concat([gzipHead, stored, text, tail]);
}

/** Whether every byte of the file is as it was written. Reads it once; rejects only when it cannot be read. */
export async function verifyBackup(path: string): Promise<Verdict> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const begin = Buffer.alloc(beginLength);
    const { bytesRead } = await file.read(begin, 0, beginLength, 0);
    if (!begin.subarray(0, gzipHead.length).equals(gzipHead)) return { kind: 'not-a-backup' };
    const first = anyHeader.safeParse(firstLine(begin.subarray(0, bytesRead)));
    if (first.success && first.data.version > backupVersion) return { kind: 'newer', version: first.data.version };
    const counts = await soundEnd(file, size);
    if (counts === null) return { kind: 'damaged' };
    const known = header.safeParse(first.data);
    return known.success ? { kind: 'sound', header: known.data, counts } : { kind: 'not-a-backup' };
  } finally {
    await file.close();
  }
}

/** Every line between the first and the last; a few pieces of the file are in memory at a time. */
export async function* readBackup(path: string): AsyncGenerator<string> {
  let before: string | null = null;
  let isFirst = true;
  for await (const line of linesOf(path)) {
    if (before !== null) yield before;
    before = isFirst ? null : line;
    isFirst = false;
  }
}

/** Only line feeds end a line here; readline takes other marks for line ends too, which texts may hold. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  file.on('error', (error) => unzipped.destroy(error)).pipe(unzipped);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of unzipped) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    file.destroy();
    unzipped.destroy();
  }
}

/** Enough for the first line, however it was compressed. */
const beginLength = 4_096;
const anyHeader = z.looseObject({ format: z.literal('banzhang-backup'), version: z.number() });

/** The JSON of the first line; null when there is none. */
function firstLine(begin: Buffer): unknown {
  try {
    // The rest of the file is not there, and that is no error.
    const text = gunzipSync(begin, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    return JSON.parse(text.slice(0, text.indexOf('\n') + 1));
  } catch {
    return null;
  }
}

async function soundEnd(file: FileHandle, size: number): Promise<BackupCounts | null> {
  if (size <= endLength) return null;
  const last = Buffer.alloc(endLength);
  await file.read(last, 0, endLength, size - endLength);
  const text = last.subarray(gzipHead.length + storedHeadLength, endLength - gzipTailLength).toString();
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, end: size - endLength - 1, autoClose: false })) {
    hash.update(chunk as Buffer);
  }
  const told = end.safeParse(jsonIn(text));
  if (!told.success) return null;
  const { keys, jobs } = told.data.end;
  return writeEnd({ keys, jobs }, hash.digest('hex')).equals(last) ? { keys, jobs } : null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
