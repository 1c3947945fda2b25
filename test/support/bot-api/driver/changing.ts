import type { ReactionTypeEmoji, User } from '@grammyjs/types';
import { without } from '../json.ts';
import { isAdmin } from '../members.ts';
import { tell } from '../visibility.ts';
import { emit, findMessage, nowSeconds, type ChatState, type StoredMessage, type World } from '../world.ts';
import { entitiesOf, type SayOptions } from './incoming.ts';
import { chatStateFor, idOf, senderIn, type Ref } from './refs.ts';

/** What people do to messages that are there. */
export function changingDriver(world: World) {
  const storedIn = (state: ChatState, messageId: number): StoredMessage => {
    const stored = findMessage(state, messageId);
    if (!stored) throw new Error(`there is no message ${String(messageId)}`);
    return stored;
  };

  return {
    /** A user changes the text (or caption) of one of their messages. */
    editMessage: (chat: Ref, user: Ref, messageId: number, text: string, options: SayOptions = {}): void => {
      const state = chatStateFor(world, chat);
      const stored = storedIn(state, messageId);
      if (stored.message.from?.id !== idOf(user)) throw new Error(`${String(messageId)} is not a message of that user`);
      const rest = without(stored.message, 'entities', 'caption_entities');
      const entities = entitiesOf(world, text, options);
      const isText = rest.text !== undefined;
      const found = entities.length > 0 ? { [isText ? 'entities' : 'caption_entities']: entities } : {};
      const changed = isText ? { text, ...found } : { caption: text, ...found };
      stored.message = { ...rest, ...changed, edit_date: nowSeconds(world) };
      stored.editCount += 1;
      tell(world, state, stored, true);
    },

    /** Somebody deletes a message, whoever wrote it; bots are not told. */
    deleteMessage: (chat: Ref, messageId: number): void => {
      storedIn(chatStateFor(world, chat), messageId).isDeleted = true;
      world.changed();
    },

    /** A user reacts, or takes their reaction back with null; administrators that asked for it are told. */
    react: (chat: Ref, user: Ref, messageId: number, emoji: ReactionTypeEmoji['emoji'] | null): void => {
      const state = chatStateFor(world, chat);
      react(world, state, { stored: storedIn(state, messageId), from: senderIn(world, state, user), emoji });
    },
  };
}

function react(
  world: World,
  state: ChatState,
  reaction: {
    readonly stored: StoredMessage;
    readonly from: User;
    readonly emoji: ReactionTypeEmoji['emoji'] | null;
  },
): void {
  const { stored, from, emoji } = reaction;
  const before = stored.reactions.get(from.id) ?? [];
  const after = emoji === null ? [] : [{ type: 'emoji' as const, emoji }];
  stored.reactions.set(from.id, after);
  world.changed();
  if (state.chat.type !== 'private' && !isAdmin(state, world.bot.id)) return;
  emit(world, state.chat.id, {
    message_reaction: {
      chat: state.chat,
      message_id: stored.message.message_id,
      user: from,
      date: nowSeconds(world),
      old_reaction: [...before],
      new_reaction: after,
    },
  });
}
