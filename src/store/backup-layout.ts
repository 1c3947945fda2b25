import { Redis } from 'ioredis';
import { mastersOf } from './backup-read.ts';
import type { RedisClient } from './client.ts';
import { guarded } from './store-error.ts';

/** Where the slots of a cluster lie; one server has no slots and never moves any. */
export interface Layout {
  /** Whether a slot has been on its way at any time since the layout was looked at, or is now. Rejects with StoreError. */
  hasMoved(): Promise<boolean>;
}

/** How the masters share the slots at this moment. One round trip to each; rejects with StoreError. */
export async function lookAtLayout(redis: RedisClient): Promise<Layout> {
  if (redis instanceof Redis) return { hasMoved: () => Promise.resolve(false) };
  // A cluster knows its servers only once it is connected.
  await guarded(redis.ping());
  const masters = mastersOf(redis);
  const before = await viewsOf(masters);
  return {
    async hasMoved() {
      const now = await viewsOf(masters);
      return [...before, ...now].some(isMoving) || now.some((view, index) => view !== before[index]);
    },
  };
}

const viewsOf = (masters: readonly Redis[]): Promise<readonly string[]> => Promise.all(masters.map(ownView));

/**
 * What a server says of itself: master or not, the epoch, which grows when it takes a slot over, and its slots, those on
 * their way as `[slot->-to]`. https://redis.io/docs/latest/commands/cluster-nodes/
 */
async function ownView(node: Redis): Promise<string> {
  const nodes = String(await guarded(node.cluster('NODES')));
  const fields =
    nodes
      .split('\n')
      .find((line) => line.includes('myself'))
      ?.split(' ') ?? [];
  return fields.filter((_field, index) => [0, 2, 6].includes(index) || index >= 8).join(' ');
}

const isMoving = (view: string): boolean => view.includes('[');
