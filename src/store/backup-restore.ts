import type { BackupEntry, StoredJob, StoredKey } from './backup-entry.ts';
import { scanKeys } from './backup-node.ts';
import { mastersOf } from './backup-read.ts';
import { isLeftOut, isOfQueue } from './backup-tags.ts';
import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { restoringMark } from './schema.ts';
import { guarded } from './store-error.ts';

export interface RestoreTarget {
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly prefix: string;
}

/** How many keys of the installation lie on the servers, without what every start leaves there. */
export async function countExisting({ redis, prefix }: RestoreTarget): Promise<number> {
  await guarded(redis.ping());
  let count = 0;
  for (const node of mastersOf(redis)) {
    for await (const page of scanKeys(node, prefix)) count += page.filter(isOfSomebody).length;
  }
  return count;
}

/** BullMQ's bookkeeping, the layout's version and the pulse are there as soon as a bot was started once. */
const bookkeeping = /^(?:schema|alive|\{q\}:[^:]+:(?:meta|events|id|marker|stalled|stalled-check))$/;
const isOfSomebody = (key: string): boolean => !bookkeeping.test(key) && !isLeftOut(key);

/** True when somebody holds a lease, or gave a sign of life in the last `withinMs` by the server's clock. */
export async function isInUse({ redis, keys, prefix }: RestoreTarget, withinMs: number): Promise<boolean> {
  const alive = await guarded(redis.get(keys.alive()));
  if (alive !== null && (await serverNowMs(redis)) - Number(alive) < withinMs) return true;
  for (const node of mastersOf(redis)) {
    for await (const leases of scanKeys(node, prefix, 'lease:*')) if (leases.length > 0) return true;
  }
  return false;
}

/** The clock that the servers go by. */
export async function serverNowMs(redis: RedisClient): Promise<number> {
  const [node] = mastersOf(redis);
  const [seconds = 0, microseconds = 0] = node === undefined ? [] : await guarded(node.time());
  return seconds * 1000 + Math.floor(microseconds / 1000);
}

/** Marks the servers as being filled, which keeps every bot away, and deletes everything else of the installation. */
export async function clearTarget({ redis, keys, prefix }: RestoreTarget): Promise<void> {
  await guarded(redis.ping());
  await guarded(redis.set(keys.schema(), restoringMark));
  for (const node of mastersOf(redis)) {
    for await (const page of scanKeys(node, prefix)) {
      const doomed = page.map((key) => `${prefix}:${key}`).filter((key) => key !== keys.schema());
      await guarded(Promise.all(doomed.map((key) => node.unlink(key))));
    }
  }
}

export interface Filled {
  readonly keyCount: number;
  /** Their time was over. */
  readonly expiredCount: number;
  readonly jobs: readonly StoredJob[];
}

/** Parts put into one command, and parts on their way at a time. */
const partsPerCommand = 1_000;
const partsUnderWay = 20_000;

/**
 * Writes entries, each key with the instant at which it ends. Second steps that the backup caught between their two ends
 * are settled: rounds go on, and nothing leads to a chat that came too late for the backup. Rejects with StoreError.
 */
export async function fill(
  { redis, keys, prefix }: RestoreTarget,
  entries: AsyncIterable<BackupEntry>,
  { createdAtMs, onProgress }: { readonly createdAtMs: number; onProgress(keyCount: number): void },
): Promise<Filled> {
  const nowMs = await serverNowMs(redis);
  const settling = createSettling(createdAtMs);
  const jobs: StoredJob[] = [];
  let [keyCount, expiredCount, waiting] = [0, 0, 0];
  let underWay: Promise<unknown>[] = [];
  for await (const entry of entries) {
    if ('job' in entry) {
      jobs.push(entry.job);
      continue;
    }
    const settled = settling.settle(entry.key);
    if (settled === null) continue;
    if (settled.expiresAtMs !== null && settled.expiresAtMs <= nowMs) {
      expiredCount += 1;
      continue;
    }
    keyCount += 1;
    underWay.push(...writeKey(redis, prefix, settled));
    waiting += settled.parts.length;
    if (waiting < partsUnderWay) continue;
    await guarded(Promise.all(underWay));
    [underWay, waiting] = [[], 0];
    onProgress(keyCount);
  }
  await guarded(Promise.all(underWay));
  const open = settling.openChats();
  if (open.length > 0) await guarded(redis.sadd(keys.openRuns(), ...open));
  if (!settling.hasAlive()) await guarded(redis.set(keys.alive(), createdAtMs));
  return { keyCount, expiredCount, jobs };
}

/** Lets bots in: from now on the data are whole. */
export async function openTarget({ redis, keys }: RestoreTarget, schema: number): Promise<void> {
  await guarded(redis.set(keys.schema(), schema));
}

/** Everything that crosses tags, decided by what the file holds; chats come first in it. */
function createSettling(createdAtMs: number) {
  const chats = new Set<string>();
  const open: string[] = [];
  let hasAlive = false;
  const isKnown = (id: Buffer | undefined): boolean => chats.has(String(id));
  return {
    openChats: () => open,
    hasAlive: () => hasAlive,
    /** What is to be written; null: nothing. */
    settle(stored: StoredKey): StoredKey | null {
      const { key, type, parts } = stored;
      if (key === 'schema' || isLeftOut(key) || isOfQueue(key)) return null;
      const [, chat, rest] = /^\{c:(.*?)\}(.*)$/s.exec(key) ?? [];
      if (chat !== undefined && rest === '') chats.add(chat);
      if (chat !== undefined && rest === ':run' && isOpen(parts)) open.push(chat);
      if (key.startsWith('address:')) return isKnown(parts[0]) ? stored : null;
      if (key === 'chats' && type === 'set') return keeping(stored, parts.filter(isKnown));
      if (key !== 'alive') return stored;
      hasAlive = true;
      // Time that rounds lost while the backup was taken is theirs too.
      return { ...stored, parts: [Buffer.from(String(Math.min(Number(parts[0]), createdAtMs)))] };
    },
  };
}

const keeping = (stored: StoredKey, parts: readonly Buffer[]): StoredKey | null =>
  parts.length === 0 ? null : { ...stored, parts };

function isOpen(fields: readonly Buffer[]): boolean {
  const state = fields.findIndex((field, index) => index % 2 === 0 && String(field) === 'state');
  return state !== -1 && String(fields[state + 1]) !== 'finished';
}

/** All commands of a key, sent at once and in this order. */
function writeKey(redis: RedisClient, prefix: string, stored: StoredKey): readonly Promise<unknown>[] {
  const key = `${prefix}:${stored.key}`;
  const sent: Promise<unknown>[] = [];
  for (let from = 0; from < stored.parts.length; from += partsPerCommand) {
    sent.push(writeParts(redis, key, stored.type, stored.parts.slice(from, from + partsPerCommand)));
  }
  if (stored.expiresAtMs !== null) sent.push(redis.pexpireat(key, stored.expiresAtMs));
  return sent;
}

function writeParts(
  redis: RedisClient,
  key: string,
  type: StoredKey['type'],
  parts: readonly Buffer[],
): Promise<unknown> {
  switch (type) {
    case 'string':
      return redis.set(key, parts[0] ?? '');
    case 'hash':
      return redis.hset(key, ...parts);
    case 'set':
      return redis.sadd(key, ...parts);
    case 'zset':
      return redis.zadd(key, ...scoresFirst(parts));
    case 'list':
      return redis.rpush(key, ...parts);
    default:
      return type satisfies never;
  }
}

/** Sorted sets are told member first and taken score first. */
const scoresFirst = (parts: readonly Buffer[]): Buffer[] =>
  parts.map((_, index) => parts[index % 2 === 0 ? index + 1 : index - 1] ?? Buffer.alloc(0));
