import { StoreError } from '../errors.ts';
import { scanKeys } from './backup-node.ts';
import { mastersOf } from './backup-read.ts';
import type { RedisClient } from './client.ts';
import { guarded } from './store-error.ts';

/** Ids of a queue's unfinished jobs at one instant. */
export interface QueuedIds {
  readonly queue: string;
  /** Not before; null: at once. */
  readonly waiting: readonly { readonly id: string; readonly atMs: number | null }[];
  /** In somebody's hand. */
  readonly active: readonly string[];
}

const states = ['wait', 'paused', 'active', 'prioritized', 'delayed'] as const;

/** A delayed job's score is its instant times this, plus a counter. https://docs.bullmq.io/guide/jobs/delayed */
const scorePerMs = 0x1000;

/** Every queue under `prefix` (`keys.queue()`) and what waits in it. Looks through all keys once. Rejects with StoreError. */
export async function readQueued(redis: RedisClient, prefix: string): Promise<readonly QueuedIds[]> {
  const names = new Set<string>();
  const state = new RegExp(`^([^:]+):(?:${states.join('|')})$`);
  for (const node of mastersOf(redis)) {
    for await (const page of scanKeys(node, prefix)) {
      for (const key of page) {
        const [, name] = state.exec(key) ?? [];
        if (name !== undefined) names.add(name);
      }
    }
  }
  return Promise.all([...names].map((queue) => idsOf(redis, `${prefix}:${queue}`, queue)));
}

async function idsOf(redis: RedisClient, base: string, queue: string): Promise<QueuedIds> {
  const steps = redis.multi();
  for (const list of ['wait', 'paused', 'active']) steps.lrange(`${base}:${list}`, 0, -1);
  steps.zrange(`${base}:prioritized`, 0, '-1').zrange(`${base}:delayed`, 0, '-1', 'WITHSCORES');
  const replies = (await guarded(steps.exec())) ?? [];
  const [waits = [], paused = [], active = [], prioritized = [], delayed = []] = replies.map(([error, reply]) => {
    if (error !== null) throw new StoreError('redis-reply', error.message, { cause: error });
    return (reply as readonly unknown[])
      .flat()
      .map(String)
      .filter((id) => !isMarker(id));
  });
  const atOnce = [...waits, ...paused, ...prioritized].map((id) => ({ id, atMs: null }));
  return { queue, waiting: [...atOnce, ...delayedOf(delayed)], active };
}

/** BullMQ wakes workers by an entry that is no job. */
const isMarker = (id: string): boolean => /^0:\d+$/.test(id);

const delayedOf = (flat: readonly string[]): QueuedIds['waiting'] =>
  flat.flatMap((id, index) =>
    index % 2 === 0 ? [{ id, atMs: Math.floor(Number(flat[index + 1]) / scorePerMs) }] : [],
  );
