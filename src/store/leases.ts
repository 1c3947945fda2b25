import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

const extendLease = script({ name: 'extend-lease', keys: ['lease'], args: ['token', 'ttlMs'], reply: z.number() });
const releaseLease = script({ name: 'release-lease', keys: ['lease'], args: ['token'], reply: z.number() });

export type LeaseStore = ReturnType<typeof createLeaseStore>;

/**
 * Work that one process of several does at a time. `token` names the holder. All reject with StoreError.
 * A holder that cannot extend must stop: another may have begun.
 */
export function createLeaseStore(redis: RedisClient, keys: Keys) {
  return {
    /** True when the lease is now held by `token`, also when it was before. */
    async take(name: string, token: string, ttlMs: number): Promise<boolean> {
      if ((await guarded(redis.set(keys.lease(name), token, 'PX', ttlMs, 'NX'))) === 'OK') return true;
      return (await extendLease(redis, { lease: keys.lease(name) }, { token, ttlMs })) === 1;
    },
    /** False when somebody else holds it or nobody does. */
    extend: async (name: string, token: string, ttlMs: number): Promise<boolean> =>
      (await extendLease(redis, { lease: keys.lease(name) }, { token, ttlMs })) === 1,
    /** Lets others begin at once; nothing happens when it is not ours. */
    async release(name: string, token: string): Promise<void> {
      await releaseLease(redis, { lease: keys.lease(name) }, { token });
    },
  };
}
