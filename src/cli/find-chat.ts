import type { Chat } from '../store/chat.ts';
import { createChatStore } from '../store/chats.ts';
import type { RedisClient } from '../store/client.ts';
import type { Keys } from '../store/keys.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';

const listedMax = 20;

/** The chat that was given by our id, as `platform:id` or by a title that no other has; rejects with what chats there are when there is no such one. */
export async function chatGiven(given: string, redis: RedisClient, keys: Keys): Promise<Chat> {
  const store = createChatStore(redis, keys);
  const own = await store.read(given);
  if (own !== null) return own;
  const chats = await allChats(redis, keys);
  const found = chats.find(({ address }) => `${address.platform}:${address.chat}` === given);
  if (found !== undefined) return found;
  const [titled, ...others] = chats.filter(({ title }) => title === given);
  if (titled !== undefined && others.length === 0) return titled;
  if (titled !== undefined) {
    throw new CommandFailure(`More than one chat is called ${given}. ${listOf([titled, ...others])}`, exitCodes.wrong);
  }
  throw new CommandFailure(`There is no chat ${given}. ${listOf(chats)}`, exitCodes.wrong);
}

/** The one group there is; rejects with what groups there are when it is not clear which is meant. */
export async function onlyGroup(redis: RedisClient, keys: Keys): Promise<Chat> {
  const groups = (await allChats(redis, keys)).filter(({ isGroup }) => isGroup);
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return only;
  throw new CommandFailure(`Say for which chat: --chat ID. ${listOf(groups)}`, exitCodes.wrong);
}

async function allChats(redis: RedisClient, keys: Keys): Promise<readonly Chat[]> {
  const store = createChatStore(redis, keys);
  const chats = await Promise.all((await store.allIds()).map((id) => store.read(id)));
  return chats.filter((chat) => chat !== null);
}

function listOf(chats: readonly Chat[]): string {
  if (chats.length === 0) return 'No chat has been met yet: write something in one first.';
  const shown = chats.slice(0, listedMax).map(({ address, title }) => {
    const name = title === '' ? '' : ` (${title})`;
    return `${address.platform}:${address.chat}${name}`;
  });
  const rest = chats.length > shown.length ? ` and ${String(chats.length - shown.length)} more` : '';
  return `Known: ${shown.join(', ')}${rest}.`;
}
