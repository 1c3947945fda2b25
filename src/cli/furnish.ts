import { readFile } from 'node:fs/promises';
import type { Cast } from '../bots/console/cast.ts';
import { groupAddress } from '../bots/console/cast.ts';
import type { ConsoleAdapter } from '../bots/console/console-adapter.ts';
import type { ConsoleEvents } from '../bots/console/console-events.ts';
import type { Locale } from '../i18n/locale.ts';
import type { RedisClient } from '../store/client.ts';
import type { Keys } from '../store/keys.ts';
import { guarded } from '../store/store-error.ts';

/** True when the sample group was never met on this server. Rejects with StoreError. */
export async function isUnfurnished(redis: RedisClient, keys: Keys): Promise<boolean> {
  const { platform, account, chat } = groupAddress;
  const known = await guarded(redis.get(keys.address(platform, account, chat)));
  return known === null || (await guarded(redis.exists(keys.plan(known)))) === 0;
}

export interface FurnishParts {
  readonly cast: Cast;
  readonly events: ConsoleEvents;
  readonly adapter: Pick<ConsoleAdapter, 'tell'>;
  readonly locale: Locale;
  /** How the organiser asks for the sample reminder. */
  readonly reminder: string;
}

/** Gives the sample group its members, a reminder and a plan, by what its organiser would say. */
export async function furnish({ cast, events, adapter, locale, reminder }: FurnishParts): Promise<void> {
  const organiser = cast.members.find(({ id }) => id === cast.organiserId);
  if (organiser === undefined) return;
  await adapter.tell(events.added(organiser));
  await adapter.tell(events.joined(cast.members));
  await adapter.tell(events.text(organiser, reminder, false));
  // Last: a group with a plan counts as furnished.
  const bytes = await samplePlan(locale);
  if (bytes === null) return;
  const file = { name: 'plan.yaml', sizeBytes: bytes.byteLength, fetchBytes: () => Promise.resolve(bytes) };
  await adapter.tell(events.file(organiser, file));
}

/** The sample plan in a language where there is one, else the Chinese one; null when none came with the program. */
async function samplePlan(locale: Locale): Promise<Uint8Array | null> {
  for (const name of [`plan.${locale}.yaml`, 'plan.yaml']) {
    const bytes = await readFile(new URL(`../../samples/${name}`, import.meta.url)).catch(() => null);
    if (bytes !== null) return bytes;
  }
  return null;
}
