import { type Cast, groupAddress, privateAddress } from '../bots/console/cast.ts';
import { createChatStore } from '../store/chats.ts';
import { createRunStore } from '../store/runs.ts';
import type { OpenStore } from './open-store.ts';

/** True while a quiz goes on in a chat of the terminal; a paused one waits for its players. Rejects with StoreError. */
export async function isPlaying(cast: Cast, { redis, keys }: Pick<OpenStore, 'redis' | 'keys'>): Promise<boolean> {
  const chats = createChatStore(redis, keys);
  const runs = createRunStore(redis, keys);
  const addresses = [groupAddress, ...cast.members.map(({ id }) => privateAddress(id))];
  const states = await Promise.all(
    addresses.map(async (address) => {
      const chat = await chats.find(address);
      return chat === null ? undefined : (await runs.current(chat))?.state;
    }),
  );
  return states.some((state) => state === 'open' || state === 'between');
}
