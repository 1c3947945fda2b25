import { z } from 'zod';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

const setFeed = script({
  name: 'set-feed',
  keys: ['chat', 'handled'],
  args: ['act', 'secret'],
  reply: jsonReply(z.object({ secret: z.string(), old: z.string() })),
});
const noteFeed = script({ name: 'note-feed', keys: ['chat'], args: ['print', 'nowMs'], reply: z.string() });

export type FeedStore = ReturnType<typeof createFeedStore>;

/** Secrets under which calendars of chats are read from outside. All reject with StoreError. */
export function createFeedStore(redis: RedisClient, keys: Keys) {
  return {
    /**
     * The chat's secret: the one it has (or `secret` where it has none), `secret` in its place, or null after it was taken
     * away. A redelivered `event` repeats the outcome. Up to three round trips.
     */
    async set(chat: ChatId, event: string, act: 'show' | 'new' | 'off', secret: string): Promise<string | null> {
      const handled = keys.handled(chat, event);
      const { secret: held, old } = await setFeed(redis, { chat: keys.chat(chat), handled }, { act, secret });
      // Another hash tag: a settled second step. What is left behind leads nowhere, for the chat has the last word.
      if (held !== '') await guarded(redis.set(keys.feed(held), chat));
      if (old !== '') await guarded(redis.del(keys.feed(old)));
      return held === '' ? null : held;
    },

    /** The chat that a secret opens; null when it opens none, or no more. Two round trips. */
    async chatOf(secret: string): Promise<ChatId | null> {
      const chat = await guarded(redis.get(keys.feed(secret)));
      if (chat === null) return null;
      return (await guarded(redis.hget(keys.chat(chat), 'feed'))) === secret ? chat : null;
    },

    /** Since when the calendar of a chat has been what `print` stands for, in ms since the epoch. One round trip. */
    changedAtMs: async (chat: ChatId, print: string, nowMs: number): Promise<number> =>
      Number(await noteFeed(redis, { chat: keys.chat(chat) }, { print, nowMs })),
  };
}
