import { Redis } from 'ioredis';
import { fnv1a } from './fnv.ts';
import { type BackupNode, openBackupNode } from './backup-node.ts';
import { type StoredKey, writeKey } from './backup-entry.ts';
import { isLeftOut, isOfQueue, phaseOf, phasePatterns, tagOf } from './backup-tags.ts';
import type { RedisClient } from './client.ts';

/** So many names of keys are held at a time, some 30 MB. */
const keysPerPass = 200_000;
/** Read in one step; what a chat has more is read in several and read again where it changed. */
const keysAtOnce = 200;
const tagsAtOnce = 32;
/** A tag that gets new keys every moment is taken as it was at the last look. */
const looksMax = 100;

export interface ReadOptions {
  readonly redis: RedisClient;
  readonly prefix: string;
  /** Waited before what second steps lead to is read: those that were under way are then made. */
  readonly settleMs: number;
  /** Asked between steps; throws to give up. */
  refuseStop(): void;
}

/**
 * Lines of a backup, some at a time: everything of one tag as it was at one instant, in a cluster whose slots stay where
 * they are. Rejects with StoreError.
 */
export async function* readLines(options: ReadOptions): AsyncGenerator<readonly string[]> {
  const { redis, prefix, settleMs, refuseStop } = options;
  const nodes: BackupNode[] = [];
  try {
    for (const node of mastersOf(redis)) nodes.push(await openBackupNode(node, prefix));
    for (const phase of phasePatterns.keys()) {
      if (phase > 0) await new Promise((done) => setTimeout(done, settleMs));
      for (const node of nodes) yield* readPhase(node, phase, refuseStop);
    }
  } finally {
    for (const node of nodes) node.close();
  }
}

/** The servers that hold the data. */
export const mastersOf = (redis: RedisClient): readonly Redis[] =>
  redis instanceof Redis ? [redis] : redis.nodes('master');

async function* readPhase(node: BackupNode, phase: number, refuseStop: () => void): AsyncGenerator<readonly string[]> {
  const passCount = Math.max(1, Math.ceil((await node.size()) / keysPerPass));
  for (let pass = 0; pass < passCount; pass += 1) {
    const isWanted = (tag: string): boolean => phaseOf(tag) === phase && fnv1a(tag) % passCount === pass;
    node.note(isWanted);
    const tags = await keysByTag(node, phasePatterns[phase] ?? '*', isWanted);
    while (tags.size > 0) {
      const some = [...tags.keys()].slice(0, tagsAtOnce);
      refuseStop();
      const read = await Promise.all(some.map((tag) => readTag(node, tag, tags.get(tag) ?? new Set())));
      for (const tag of some) tags.delete(tag);
      yield read.flat().map(writeKey);
    }
  }
}

async function keysByTag(
  node: BackupNode,
  pattern: string,
  isWanted: (tag: string) => boolean,
): Promise<Map<string, Set<string>>> {
  const tags = new Map<string, Set<string>>();
  const add = (key: string): void => {
    const tag = tagOf(key);
    if (!isWanted(tag) || isLeftOut(key) || isOfQueue(key)) return;
    const keys = tags.get(tag);
    if (keys === undefined) tags.set(tag, new Set([key]));
    else keys.add(key);
  };
  for await (const page of node.scan(pattern)) page.forEach(add);
  await node.catchUp();
  // What was made after its place was looked at.
  for (const tag of node.touchedTags()) node.takeTouched(tag).forEach(add);
  return tags;
}

/**
 * Everything of a tag at one instant, without keeping the server longer than a few keys take: read piece by piece, then
 * what was changed meanwhile once more, in one step, until nothing else was.
 */
async function readTag(node: BackupNode, tag: string, known: ReadonlySet<string>): Promise<readonly StoredKey[]> {
  const found = new Map<string, StoredKey>();
  const take = async (keys: readonly string[]): Promise<void> => {
    for (const key of keys) found.delete(key);
    for (const stored of await node.read(keys)) found.set(stored.key, stored);
  };
  const isKept = (key: string): boolean => !isLeftOut(key) && !isOfQueue(key);
  const all = [...new Set([...known, ...node.takeTouched(tag).filter(isKept)])];
  for (let from = 0; from < all.length; from += keysAtOnce) await take(all.slice(from, from + keysAtOnce));
  // One key alone is whole whenever it is read.
  if (all.length === 1 && all[0] === tag) return [...found.values()];
  let last: ReadonlySet<string> = new Set(all.length <= keysAtOnce ? all : []);
  const hot = new Set<string>();
  for (let looks = 0; looks < looksMax; looks += 1) {
    await node.catchUp();
    const touched = node.takeTouched(tag).filter(isKept);
    if (touched.every((key) => last.has(key))) break;
    for (const key of touched) hot.add(key);
    await take([...hot]);
    last = new Set(hot);
  }
  return [...found.values()];
}
