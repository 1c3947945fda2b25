import type { Message } from '@grammyjs/types';
import type { MessageContent, World } from '../world.ts';
import { post, type ChatState } from '../world.ts';
import { tell } from '../visibility.ts';
import { entitiesOf, placeOf, type SayOptions } from './incoming.ts';
import { chatStateFor, senderIn, type Ref } from './refs.ts';
import { ANONYMOUS_ADMIN, CHANNEL_POSTER, LINKED_CHANNEL_FORWARDER } from './special-users.ts';

type Sender = Pick<Message, 'from' | 'sender_chat'>;

/** What people write, as themselves or in the name of something else. */
export function talkDriver(world: World) {
  return {
    /**
     * A user writes a text. What is longer than 4096 characters arrives in several messages, as clients send it; the
     * last one is returned.
     */
    say: (chat: Ref, user: Ref, text: string, options: SayOptions = {}): Message => {
      const state = chatStateFor(world, chat);
      return sendText(world, state, { from: senderIn(world, state, user) }, { text, options });
    },

    /** An administrator who hides behind the group writes. */
    sayAnonymously: (chat: Ref, text: string, options: SayOptions = {}): Message => {
      const state = chatStateFor(world, chat);
      return sendText(world, state, { from: ANONYMOUS_ADMIN, sender_chat: state.chat }, { text, options });
    },

    /** Somebody writes in a group in the name of a channel. */
    sayAsChannel: (chat: Ref, channel: Ref, text: string, options: SayOptions = {}): Message => {
      const sender = { from: CHANNEL_POSTER, sender_chat: chatStateFor(world, channel).chat };
      return sendText(world, chatStateFor(world, chat), sender, { text, options });
    },

    /** A post of the channel linked to a group appears in the group. */
    forwardFromLinkedChannel: (chat: Ref, channel: Ref, text: string): Message => {
      const source = chatStateFor(world, channel);
      if (source.chat.type !== 'channel') throw new Error('only channels are linked to groups');
      const { message_id, date } = post(world, source, { sender_chat: source.chat, text }).message;
      return sendIncoming(world, chatStateFor(world, chat), {
        from: LINKED_CHANNEL_FORWARDER,
        sender_chat: source.chat,
        is_automatic_forward: true,
        forward_origin: { type: 'channel', chat: source.chat, message_id, date },
        text,
      });
    },

    /** A channel posts in itself. */
    postInChannel: (channel: Ref, text: string): Message => {
      const state = chatStateFor(world, channel);
      return sendIncoming(world, state, { sender_chat: state.chat, text });
    },
  };
}

/** Puts somebody's message into a chat and tells the bot if it may see it. */
export function sendIncoming(world: World, state: ChatState, content: MessageContent): Message {
  const stored = post(world, state, content);
  tell(world, state, stored);
  return stored.message;
}

function sendText(
  world: World,
  state: ChatState,
  sender: Sender,
  what: { readonly text: string; readonly options: SayOptions },
): Message {
  const sent = clientParts(what.text).map((text) => {
    const entities = entitiesOf(world, text, what.options);
    const content = { ...sender, ...placeOf(state, what.options), text };
    return sendIncoming(world, state, { ...content, ...(entities.length > 0 ? { entities } : {}) });
  });
  const last = sent.at(-1);
  if (!last) throw new Error('nobody can send an empty message');
  return last;
}

const MAX_TEXT = 4096;

/** A text the way a client sends it: trimmed, and cut into messages that are not too long. */
function clientParts(text: string): string[] {
  const points = Array.from(text.trim());
  const parts: string[] = [];
  for (let at = 0; at < points.length; at += MAX_TEXT) parts.push(points.slice(at, at + MAX_TEXT).join(''));
  return parts;
}
