import { z } from 'zod';
import { nextDueAtMs } from '../domain/next-due.ts';
import { publishedWorkdays } from '../domain/workdays.ts';
import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { type OrderName, orderId, readOrder, shardCount, shardOf, type StoredOrder, writeOrder } from './order.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** An order that is due and ours to handle until the lease ends. */
export interface Claimed {
  readonly id: string;
  readonly shard: number;
  readonly leaseUntilMs: number;
  readonly dueAtMs: number;
  /** Null when it cannot be read. */
  order(): StoredOrder | null;
}

export interface Settlement {
  readonly claimed: Claimed;
  /** Null ends the order. */
  readonly nextAtMs: number | null;
}

const shards = Array.from({ length: shardCount }, (_, shard) => shard);

const indexKeys = ['due', 'leased', 'schedules'] as const;
const putOrder = script({
  name: 'put-order',
  keys: indexKeys,
  args: ['id', 'dueAtMs', 'order'],
  reply: z.literal(1),
});
const dropOrder = script({ name: 'drop-order', keys: indexKeys, args: ['id'], reply: z.number() });
const claimDue = script({
  name: 'claim-due',
  keys: indexKeys,
  args: ['nowMs', 'leaseUntilMs', 'limit'],
  reply: z.array(z.string()),
});
const settleDue = script({ name: 'settle-due', keys: indexKeys, args: ['leaseUntilMs'], reply: z.number() });

export type OccurrenceStore = ReturnType<typeof createOccurrenceStore>;

/** The index of what is due when. All reject with StoreError. */
export function createOccurrenceStore(redis: RedisClient, keys: Keys, workdays = publishedWorkdays) {
  const keysOf = (shard: number) => ({
    due: keys.due(shard),
    leased: keys.leased(shard),
    schedules: keys.schedules(shard),
  });
  const remove = async (order: OrderName): Promise<void> => {
    await dropOrder(redis, keysOf(shardOf(order.chat)), { id: orderId(order) });
  };
  return {
    /** Adds or replaces an order; the instant after `nowMs` at which it is due, null (and no order) when there is none. */
    async put(order: StoredOrder, nowMs: number): Promise<number | null> {
      const dueAtMs = nextDueAtMs(order.schedule, nowMs, order.zone, workdays);
      if (dueAtMs === null) await remove(order);
      else {
        const args = { id: orderId(order), dueAtMs, order: writeOrder(order) };
        await putOrder(redis, keysOf(shardOf(order.chat)), args);
      }
      return dueAtMs;
    },

    remove,

    /** Up to `limit` due orders of each shard, leased until `leaseUntilMs`. One round of 16 commands side by side. */
    async claim(nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly Claimed[]> {
      const args = { nowMs, leaseUntilMs, limit };
      const batches = await Promise.all(shards.map((shard) => claimDue(redis, keysOf(shard), args)));
      return batches.flatMap((batch, shard) => claimedOf(batch, shard, leaseUntilMs));
    },

    /** Ends leases; what was changed or claimed anew meanwhile is left as it is. One round, a command a shard. */
    async settle(settlements: readonly Settlement[]): Promise<void> {
      const byLease = new Map<string, Settlement[]>();
      for (const settlement of settlements) {
        const { shard, leaseUntilMs } = settlement.claimed;
        const lease = `${shard} ${leaseUntilMs}`;
        const group = byLease.get(lease);
        if (group === undefined) byLease.set(lease, [settlement]);
        else group.push(settlement);
      }
      await Promise.all(
        [...byLease.values()].map(async ([first, ...rest]) => {
          if (first === undefined) return;
          const { shard, leaseUntilMs } = first.claimed;
          const pairs = [first, ...rest].flatMap(({ claimed, nextAtMs }) => [claimed.id, nextAtMs ?? '']);
          await settleDue(redis, keysOf(shard), { leaseUntilMs }, pairs);
        }),
      );
    },

    /** The earliest instant at which something is due; null when nothing is. One round. */
    async nextAtMs(): Promise<number | null> {
      const firsts = await guarded(
        Promise.all(shards.map((shard) => redis.zrange(keys.due(shard), 0, '0', 'WITHSCORES'))),
      );
      const instants = firsts.flatMap(([, score]) => (score === undefined ? [] : [Number(score)]));
      return instants.length === 0 ? null : Math.min(...instants);
    },

    /**
     * The earliest instant of an order that is not done: of those unclaimed and of the claim that has lain longest in
     * each shard. Null when there is none. Two rounds.
     */
    async oldestAtMs(): Promise<number | null> {
      const [unclaimedAtMs, claimedAtMs] = await Promise.all([
        this.nextAtMs(),
        Promise.all(shards.map((shard) => longestClaimedAtMs(redis, keysOf(shard)))),
      ]);
      const instants = [unclaimedAtMs, ...claimedAtMs].filter((atMs) => atMs !== null);
      return instants.length === 0 ? null : Math.min(...instants);
    },
  };
}

async function longestClaimedAtMs(
  redis: RedisClient,
  { leased, schedules }: { readonly leased: string; readonly schedules: string },
): Promise<number | null> {
  const [id] = await guarded(redis.zrange(leased, 0, '0'));
  const kept = id === undefined ? null : await guarded(redis.hget(schedules, id));
  return kept === null ? null : Number(kept.slice(0, kept.indexOf(':')));
}

function claimedOf(batch: readonly string[], shard: number, leaseUntilMs: number): readonly Claimed[] {
  const claimed: Claimed[] = [];
  for (let index = 0; index + 1 < batch.length; index += 2) {
    const [id = '', kept = ''] = batch.slice(index, index + 2);
    const colon = kept.indexOf(':');
    // Read only when its turn comes: thousands at once would hold up everything else.
    const order = (): StoredOrder | null => readOrder(id, kept.slice(colon + 1));
    claimed.push({ id, shard, leaseUntilMs, dueAtMs: Number(kept.slice(0, colon)), order });
  }
  return claimed;
}
