import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys, MemberId } from './keys.ts';
import { guarded } from './store-error.ts';

/** Which quiz a member means who answers in private and sits in several. */
export interface Meant {
  /** The chats as they were listed to the member, first one is number 1; empty when nothing was asked lately. */
  readonly asked: readonly ChatId[];
  readonly chosen: ChatId | null;
}

const meantSeconds = 600;
const meantRecord = z.object({ asked: z.array(z.string()), chosen: z.string().nullable() });
const nothing: Meant = { asked: [], chosen: null };

export type PrivateRoundStore = ReturnType<typeof createPrivateRoundStore>;

/** What answers given in private need to know. All reject with StoreError. */
export function createPrivateRoundStore(redis: RedisClient, keys: Keys) {
  return {
    /** Those of `chats` in which a quiz runs. One round trip, O(chats asked about). */
    async openAmong(chats: readonly ChatId[]): Promise<readonly ChatId[]> {
      if (chats.length === 0) return [];
      const marks = await guarded(redis.smismember(keys.openRuns(), ...chats));
      return chats.filter((_, index) => marks[index] === 1);
    },

    /** What was asked and chosen in the last ten minutes. */
    async meant(member: MemberId): Promise<Meant> {
      const json = await guarded(redis.get(keys.meant(member)));
      return json === null ? nothing : meantRecord.parse(JSON.parse(json));
    },

    async noteMeant(member: MemberId, meant: Meant): Promise<void> {
      await guarded(redis.set(keys.meant(member), JSON.stringify(meant), 'EX', meantSeconds));
    },
  };
}
