import type { Chat, Message, User } from 'grammy/types';
import type { Address, Person } from '../../commands/core/event.ts';
import { anonymousAdminId, generalTopicId } from './limits.ts';

/** The one who wrote, and whether in the group's name. */
export interface Author {
  readonly sender: Person;
  readonly isAnonymous: boolean;
}

/** A user as a person: first and last name, the language the app is set to. */
export function personOf(user: User): Person {
  const name = [user.first_name, user.last_name].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    id: String(user.id),
    // Deleted accounts have no name at all.
    name: name === '' ? (user.username ?? String(user.id)) : name,
    languageTag: user.language_code ?? null,
  };
}

/** Who wrote a message; null for bots, channels and posts forwarded from a linked channel: nobody to talk with. */
export function authorOf(message: Message): Author | null {
  const { from, sender_chat: inTheNameOf } = message;
  if (inTheNameOf !== undefined) {
    if (inTheNameOf.id !== message.chat.id || message.chat.type === 'channel') return null;
    const name = message.author_signature ?? inTheNameOf.title ?? '';
    return { sender: { id: String(anonymousAdminId), name, languageTag: null }, isAnonymous: true };
  }
  return from === undefined || from.is_bot ? null : { sender: personOf(from), isAnonymous: false };
}

/** The chat's address, with the topic of the message if it lies in one. */
export function addressOf(chat: Chat, account: string, message?: Message | null): Address {
  const thread = message?.is_topic_message === true ? message.message_thread_id : undefined;
  const address = { platform: 'telegram', account, chat: String(chat.id) } as const;
  return thread === undefined || thread === generalTopicId ? address : { ...address, thread: String(thread) };
}

export const isGroup = (chat: Chat): boolean => chat.type === 'group' || chat.type === 'supergroup';
