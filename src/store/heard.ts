import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { guarded } from './store-error.ts';

export interface HeardAccount {
  readonly platform: string;
  readonly account: string;
}

/** When accounts were last heard, so that the next process knows what nobody heard. All reject with StoreError. */
export function createHeardStore(redis: RedisClient, keys: Keys) {
  return {
    async note({ platform, account }: HeardAccount, atMs: number): Promise<void> {
      await guarded(redis.set(keys.heard(platform, account), String(atMs)));
    },
    /** Null when never. */
    async lastAtMs({ platform, account }: HeardAccount): Promise<number | null> {
      const text = await guarded(redis.get(keys.heard(platform, account)));
      return text === null ? null : Number(text);
    },
  };
}
