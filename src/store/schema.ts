import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { guarded } from './store-error.ts';

/** Version of the layout that the key table describes; grows by one when older data must be rewritten. */
export const schemaVersion = 1;

/** Stands in the place of the version while a backup is being read back: what is there is not whole yet. */
export const restoringMark = 'restoring';

/** How the data relate to this program: `fresh` has no version yet, `newer` and `restoring` must not be touched. */
export type SchemaState = 'fresh' | 'current' | 'older' | 'newer' | 'restoring';

/** What `schema` on the server says. One read; rejects with StoreError. */
export async function readSchema(
  redis: RedisClient,
  keys: Keys,
): Promise<{ readonly state: SchemaState; readonly version: number }> {
  const stored = await guarded(redis.get(keys.schema()));
  if (stored === null) return { state: 'fresh', version: 0 };
  if (stored === restoringMark) return { state: 'restoring', version: 0 };
  const version = Number(stored);
  // What cannot be read was not written by any version that this one knows.
  if (!Number.isInteger(version) || version > schemaVersion) return { state: 'newer', version };
  return { state: version === schemaVersion ? 'current' : 'older', version };
}

/** Brings the data from one version to the next; idempotent, because a process may die in the middle. */
type Migration = (redis: RedisClient, keys: Keys) => Promise<void>;

/** The step that leads away from each older version. There is only one version so far. */
const migrations: Readonly<Record<number, Migration>> = {};

/** Marks a fresh server and brings older data up to date; leaves newer and half restored data alone. Rejects with StoreError. */
export async function settleSchema(redis: RedisClient, keys: Keys): Promise<SchemaState> {
  const { state, version } = await readSchema(redis, keys);
  if (state !== 'fresh' && state !== 'older') return state;
  for (let from = version; from > 0 && from < schemaVersion; from += 1) await migrations[from]?.(redis, keys);
  await guarded(redis.set(keys.schema(), schemaVersion));
  return state;
}
