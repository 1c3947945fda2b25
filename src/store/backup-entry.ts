import { isUtf8 } from 'node:buffer';
import { z } from 'zod';

export const storedTypes = ['string', 'hash', 'set', 'zset', 'list'] as const;
export type StoredType = (typeof storedTypes)[number];

/** A key as Redis holds it; of hashes field and value by turns, of sorted sets member and score. */
export interface StoredKey {
  readonly key: string;
  readonly type: StoredType;
  /** Null: never. */
  readonly expiresAtMs: number | null;
  readonly parts: readonly Buffer[];
}

/** A delivery that waits in a queue, free of how the queue keeps it. */
export interface StoredJob {
  readonly queue: string;
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly opts: unknown;
  /** Not before; null: at once. */
  readonly atMs: number | null;
}

const part = z.union([z.string(), z.object({ b64: z.string() })]);
const keyLine = z.object({
  key: z.string(),
  type: z.enum(storedTypes),
  expiresAtMs: z.number().nullable(),
  parts: z.array(part),
});
const jobLine = z.object({
  job: z.object({
    queue: z.string(),
    id: z.string(),
    name: z.string(),
    data: z.unknown(),
    opts: z.unknown(),
    atMs: z.number().nullable(),
  }),
});

export type BackupEntry = { readonly key: StoredKey } | { readonly job: StoredJob };

/** One line without its end; text stays readable, other bytes stand as base64. */
export function writeKey({ key, type, expiresAtMs, parts }: StoredKey): string {
  const written = parts.map((bytes) => (isUtf8(bytes) ? bytes.toString() : { b64: bytes.toString('base64') }));
  return JSON.stringify({ key, type, expiresAtMs, parts: written });
}

export const writeJob = (job: StoredJob): string => JSON.stringify({ job });

/** What a line holds; throws when it is none of ours, which a sound checksum rules out. */
export function readEntry(line: string): BackupEntry {
  const value: unknown = JSON.parse(line);
  if (typeof value === 'object' && value !== null && 'job' in value) return jobLine.parse(value);
  const { parts, ...rest } = keyLine.parse(value);
  return { key: { ...rest, parts: parts.map((one) => bytesOf(one)) } };
}

const bytesOf = (one: z.infer<typeof part>): Buffer =>
  typeof one === 'string' ? Buffer.from(one) : Buffer.from(one.b64, 'base64');
