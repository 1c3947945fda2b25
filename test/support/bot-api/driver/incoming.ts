import type { Message, MessageEntity, User } from '@grammyjs/types';
import { findEntities } from '../entities/find-entities.ts';
import { given } from '../json.ts';
import { findMessage, quoted, type ChatState, type MessageContent, type World } from '../world.ts';
import { personFor, type Ref } from './refs.ts';

export type SayOptions = {
  /** The message it answers to, or its number. */
  readonly replyTo?: number | { readonly message_id: number };
  /** The topic of a forum. */
  readonly threadId?: number;
  /** Users without a username who are mentioned: their first names must be in the text. */
  readonly mentions?: readonly Ref[];
  /** Entities beyond those Telegram finds by itself. */
  readonly entities?: readonly MessageEntity[];
};

/** Where a person's message stands: topic, thread, and what it answers to. */
export function placeOf(state: ChatState, options: SayOptions): Partial<MessageContent> {
  const replied = repliedIn(state, options.replyTo);
  if (options.threadId !== undefined) {
    if (!state.topics.has(options.threadId)) throw new Error(`no topic ${String(options.threadId)}`);
    // Without another reply, a message in a topic answers to the one that opened it (tdlib/telegram-bot-api,
    // get_implicit_reply_to_message_id).
    const opener = findMessage(state, options.threadId)?.message;
    const reply = replied ?? opener;
    const place = { message_thread_id: options.threadId, is_topic_message: true };
    return { ...place, ...given({ reply_to_message: reply && quoted(reply) }) };
  }
  if (!replied) return {};
  // In supergroups replies form threads that are no topics.
  const rootId = replied.message_thread_id ?? replied.message_id;
  const thread = state.chat.type === 'supergroup' && state.chat.is_forum !== true ? { message_thread_id: rootId } : {};
  return { reply_to_message: quoted(replied), ...thread };
}

function repliedIn(state: ChatState, replyTo: SayOptions['replyTo']): Message | undefined {
  if (replyTo === undefined) return undefined;
  const id = typeof replyTo === 'number' ? replyTo : replyTo.message_id;
  const found = findMessage(state, id);
  if (!found) throw new Error(`there is no message ${String(id)} to reply to`);
  return found.message;
}

/** All entities of a person's text, in order. */
export function entitiesOf(world: World, text: string, options: SayOptions): MessageEntity[] {
  const mentions = (options.mentions ?? []).map((ref) => textMention(text, personFor(world, ref).user));
  return [...findEntities(text), ...(options.entities ?? []), ...mentions].sort((a, b) => a.offset - b.offset);
}

function textMention(text: string, user: User): MessageEntity {
  const offset = text.indexOf(user.first_name);
  if (offset < 0) throw new Error(`"${user.first_name}" is not in the text "${text}"`);
  return { type: 'text_mention', offset, length: user.first_name.length, user };
}
