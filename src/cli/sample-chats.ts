import { type Cast, groupAddress, privateAddress } from '../bots/console/cast.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Chat } from '../store/chat.ts';
import { createChatStore } from '../store/chats.ts';
import type { OpenStore } from './open-store.ts';

type Store = Pick<OpenStore, 'redis' | 'keys'>;

/** The chats of the terminal that were met so far, the group first. Rejects with StoreError. */
export async function sampleChats(cast: Cast, { redis, keys }: Store): Promise<readonly Chat[]> {
  const chats = createChatStore(redis, keys);
  const addresses = [groupAddress, ...cast.members.map(({ id }) => privateAddress(id))];
  const read = await Promise.all(
    addresses.map(async (address) => {
      const id = await chats.find(address);
      return id === null ? null : chats.read(id);
    }),
  );
  return read.filter((chat) => chat !== null);
}

/** Lets the chats in which nobody chose a language speak this one. Rejects with StoreError. */
export async function speakLocale(locale: Locale, cast: Cast, store: Store): Promise<void> {
  const chats = createChatStore(store.redis, store.keys);
  const guessed = (await sampleChats(cast, store)).filter((chat) => !chat.isLocaleChosen && chat.locale !== locale);
  await Promise.all(guessed.map(({ id }) => chats.setGuessedLocale(id, locale)));
}
