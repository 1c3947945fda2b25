import type { Cast } from '../bots/console/cast.ts';
import type { TimeZone } from '../domain/local-date.ts';
import type { OpenStore } from './open-store.ts';
import { sampleChats } from './sample-chats.ts';

/** The zone of the sample group, by which the terminal shows its clock. */
export interface GroupZone {
  /** As last looked up; the configured one before that. */
  now(): TimeZone;
  /** Looks it up anew. Rejects with StoreError. */
  look(cast: Cast, store: Pick<OpenStore, 'redis' | 'keys'>): Promise<void>;
}

export function createGroupZone(configured: TimeZone): GroupZone {
  let zone = configured;
  return {
    now: () => zone,
    async look(cast, store) {
      const group = (await sampleChats(cast, store)).find(({ isGroup }) => isGroup);
      zone = group?.zone ?? zone;
    },
  };
}
