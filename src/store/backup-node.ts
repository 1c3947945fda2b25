import type { ChainableCommander, Redis } from 'ioredis';
import { StoreError } from '../errors.ts';
import { type StoredKey, storedTypes, type StoredType } from './backup-entry.ts';
import { tagOf } from './backup-tags.ts';
import { guarded } from './store-error.ts';

/** One server, seen by somebody who reads it while others write. Keys stand without the prefix. All reject with StoreError. */
export interface BackupNode {
  /** How many keys it holds, of whichever prefix. */
  size(): Promise<number>;
  /** Every key like `pattern` that is there from beginning to end, some of them twice; few at a time. */
  scan(pattern: string): AsyncIterable<readonly string[]>;
  /** The keys that exist, as they were at one instant; all of one tag. Two round trips. */
  read(keys: readonly string[]): Promise<readonly StoredKey[]>;
  /** From now on notes every change to tags that `isNoted` wants. */
  note(isNoted: (tag: string) => boolean): void;
  /** Resolves when every change that was made before the call has been noted. One round trip. */
  catchUp(): Promise<void>;
  /** The keys of the tag that were changed since they were last taken. */
  takeTouched(tag: string): readonly string[];
  touchedTags(): readonly string[];
  close(): void;
}

/** A page of the key space; the server does nothing else for some 0.2 ms. */
const scanCount = 500;
/** How often a key may change its type under us. */
const readTries = 10;
/** https://redis.io/docs/latest/develop/reference/client-side-caching/#two-connections-mode */
const changesChannel = '__redis__:invalidate';

/** Opens two connections of its own, which do not survive a break: what was missed in it could not be told. */
export async function openBackupNode(node: Redis, prefix: string): Promise<BackupNode> {
  // Redis 3 replies carry these messages as pushes, which the client drops.
  const own = { protocol: 2, retryStrategy: () => null } as const;
  const [reader, listener] = [node.duplicate(own), node.duplicate(own)];
  const changes = createChanges(prefix.length + 1);
  for (const one of [reader, listener]) one.on('error', () => undefined).on('end', changes.break);
  const close = (): void => {
    for (const one of [reader, listener]) one.off('end', changes.break).disconnect();
  };
  try {
    const id = await guarded(listener.client('ID'));
    listener.on('messageBuffer', (_channel: Buffer, changed: unknown) => {
      changes.add(changed);
    });
    await guarded(listener.subscribe(changesChannel));
    const tracking = ['TRACKING', 'ON', 'REDIRECT', String(id), 'BCAST', 'PREFIX', `${prefix}:`];
    await guarded(reader.call('CLIENT', tracking));
  } catch (error) {
    close();
    throw error;
  }
  return {
    size: () => guarded(reader.dbsize()),
    scan: (pattern) => scanKeys(reader, prefix, pattern),
    read: (keys) => readKeys(reader, prefix, keys),
    note: changes.note,
    async catchUp() {
      await guarded(listener.ping());
      changes.refuseLoss();
    },
    takeTouched: changes.take,
    touchedTags: changes.tags,
    close,
  };
}

function createChanges(prefixLength: number) {
  const touched = new Map<string, Set<string>>();
  let isNoted: (tag: string) => boolean = () => false;
  let loss: string | null = null;
  return {
    note(wanted: (tag: string) => boolean) {
      touched.clear();
      isNoted = wanted;
    },
    /** Keys as the server tells them; nothing instead when everything was deleted. */
    add(changed: unknown) {
      if (!Array.isArray(changed)) loss = 'the data were deleted while they were read';
      else for (const bytes of changed) noteKey(String(bytes).slice(prefixLength));
    },
    break() {
      loss ??= 'the connection was lost while the data were read';
    },
    refuseLoss() {
      if (loss !== null) throw new StoreError('redis-unreachable', loss);
    },
    take(tag: string): readonly string[] {
      const keys = [...(touched.get(tag) ?? [])];
      touched.delete(tag);
      return keys;
    },
    tags: () => [...touched.keys()],
  };
  function noteKey(key: string): void {
    const tag = tagOf(key);
    if (!isNoted(tag)) return;
    const keys = touched.get(tag);
    if (keys === undefined) touched.set(tag, new Set([key]));
    else keys.add(key);
  }
}

/** Pages of keys under the prefix, without it. */
export async function* scanKeys(node: Redis, prefix: string, like = '*'): AsyncGenerator<readonly string[]> {
  const pattern = `${prefix.replace(/[\\*?[\]]/g, '\\$&')}:${like}`;
  let cursor = '0';
  do {
    const [next, keys] = await guarded(node.scan(cursor, 'MATCH', pattern, 'COUNT', scanCount));
    cursor = next;
    if (keys.length > 0) yield keys.map((key) => key.slice(prefix.length + 1));
  } while (cursor !== '0');
}

async function readKeys(node: Redis, prefix: string, keys: readonly string[]): Promise<readonly StoredKey[]> {
  if (keys.length === 0) return [];
  for (let tries = 0; tries < readTries; tries += 1) {
    const asking = node.pipeline();
    for (const key of keys) asking.type(`${prefix}:${key}`);
    const types = (await repliesOf(asking)).map(String);
    const reading = node.multi();
    for (const [index, key] of keys.entries()) addReads(reading, `${prefix}:${key}`, types[index] ?? 'none');
    const replies = await repliesOf(reading);
    const isSame = types.every((type, index) => String(replies[index * 3]) === type);
    if (isSame) return keys.flatMap((key, index) => storedKeyOf(key, types[index], replies.slice(index * 3 + 1)));
  }
  throw new StoreError('redis-reply', `${keys[0] ?? ''} changed its type again and again`);
}

/** Type, expiry and content, in this order. */
function addReads(reading: ChainableCommander, key: string, type: string): void {
  reading.type(key).pexpiretime(key);
  switch (type) {
    case 'string':
      return void reading.callBuffer('GET', key);
    case 'hash':
      return void reading.callBuffer('HGETALL', key);
    case 'set':
      return void reading.callBuffer('SMEMBERS', key);
    case 'zset':
      return void reading.callBuffer('ZRANGE', key, '0', '-1', 'WITHSCORES');
    case 'list':
      return void reading.callBuffer('LRANGE', key, '0', '-1');
    default:
      return void reading.exists(key);
  }
}

function storedKeyOf(key: string, spelled = 'none', [expiry, content]: readonly unknown[]): readonly StoredKey[] {
  if (spelled === 'none') return [];
  const type: StoredType | undefined = storedTypes.find((known) => known === spelled);
  if (type === undefined) throw new StoreError('redis-reply', `${key} is a ${spelled}, which a backup cannot hold`);
  const expiresAtMs = Number(expiry) < 0 ? null : Number(expiry);
  const parts = (Array.isArray(content) ? content : [content]) as readonly Buffer[];
  return [{ key, type, expiresAtMs, parts }];
}

async function repliesOf(commands: ChainableCommander): Promise<readonly unknown[]> {
  const replies = (await guarded(commands.exec())) ?? [];
  return replies.map(([error, reply]) => {
    if (error !== null) throw new StoreError('redis-reply', error.message, { cause: error });
    return reply;
  });
}
