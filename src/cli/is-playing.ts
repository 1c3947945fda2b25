import type { Cast } from '../bots/console/cast.ts';
import { createRunStore } from '../store/runs.ts';
import type { OpenStore } from './open-store.ts';
import { sampleChats } from './sample-chats.ts';

/** True while a quiz goes on in a chat of the terminal; a paused one waits for its players. Rejects with StoreError. */
export async function isPlaying(cast: Cast, store: Pick<OpenStore, 'redis' | 'keys'>): Promise<boolean> {
  const runs = createRunStore(store.redis, store.keys);
  const current = await Promise.all((await sampleChats(cast, store)).map(({ id }) => runs.current(id)));
  return current.some((run) => run?.state === 'open' || run?.state === 'between');
}
