import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';

const claimSilence = script({
  name: 'claim-silence',
  keys: ['unheard'],
  args: ['toMs', 'keptMs'],
  reply: z.number(),
});

/** The same silence is told again within minutes or never. */
const keptMs = 24 * 3_600_000;

export type SilenceStore = ReturnType<typeof createSilenceStore>;

/** Which chats know up to when they were not heard. Rejects with StoreError. */
export function createSilenceStore(redis: RedisClient, keys: Keys) {
  return {
    /** Up to when the chat had been told, ms since 1970 (0: never); from now on it counts as told up to `toMs`. */
    claim: (chat: ChatId, toMs: number): Promise<number> =>
      claimSilence(redis, { unheard: keys.unheard(chat) }, { toMs, keptMs }),
  };
}
