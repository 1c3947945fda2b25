import type { CallbackQuery, InlineKeyboardButton, Message, User } from '@grammyjs/types';
import { isIn, membershipOf } from '../members.ts';
import { pushUpdate } from '../update-queue.ts';
import { findMessage, nextSerial, type ChatState, type TapAnswer, type World } from '../world.ts';
import type { Waiting } from '../waiting.ts';
import { chatStateFor, idOf, personFor, type Ref } from './refs.ts';

export type Tap = {
  readonly queryId: string;
  /** What the bot has answered by now, or null. */
  readonly answer: () => TapAnswer | null;
  /** The bot's answer once it is there. */
  readonly answered: (timeoutMs?: number) => Promise<TapAnswer>;
};

const ANSWER_WAIT_MS = 5000;

/** Taps on inline buttons. */
export function tapsDriver(world: World, waitFor: Waiting['waitFor']) {
  const press = (state: ChatState, user: User, messageId: number, data: string): Tap => {
    const queryId = String(4_800_000_000_000_000 + nextSerial(world));
    const tap = { queryId, userId: user.id, chatId: state.chat.id, atMs: world.nowMs(), answer: null };
    world.taps.set(queryId, tap);
    const message = shownMessage(state, messageId);
    const shown: CallbackQuery['message'] = message ?? { chat: state.chat, message_id: messageId, date: 0 };
    const query = { id: queryId, from: user, message: shown, chat_instance: state.chatInstance, data };
    pushUpdate(world.queue, { callback_query: query }, { group: `user ${String(user.id)}`, nowMs: world.nowMs() });
    world.changed();
    const answer = (): TapAnswer | null => world.taps.get(queryId)?.answer ?? null;
    return { queryId, answer, answered: (timeoutMs = ANSWER_WAIT_MS) => waitFor(answer, timeoutMs) };
  };

  return {
    /**
     * A user taps the button with that text or data; fails loudly if the message has no such button now, or if the
     * user is not in the chat.
     */
    tap: (chat: Ref, user: Ref, messageId: number, textOrData: string): Tap => {
      const state = chatStateFor(world, chat);
      if (state.chat.type !== 'private' && !isIn(membershipOf(state, idOf(user)).status))
        throw new Error(`${String(idOf(user))} is not in the chat: use tapData for a tap that was under way`);
      const button = buttonIn(state, messageId, textOrData);
      return press(state, personFor(world, user).user, messageId, button.callback_data);
    },

    /** A tap that was under way when the button, the message or the membership went away: nothing is checked. */
    tapData: (chat: Ref, user: Ref, messageId: number, data: string): Tap =>
      press(chatStateFor(world, chat), personFor(world, user).user, messageId, data),
  };
}

function buttonIn(state: ChatState, messageId: number, textOrData: string): InlineKeyboardButton.CallbackButton {
  const message = shownMessage(state, messageId);
  if (!message) throw new Error(`there is no message ${String(messageId)}`);
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const found = buttons.filter(
    (button) => button.text === textOrData || ('callback_data' in button && button.callback_data === textOrData),
  );
  const [button] = found;
  const shown = buttons.map((one) => one.text).join(' | ');
  if (!button || found.length > 1)
    throw new Error(`${String(found.length)} buttons "${textOrData}" under message ${String(messageId)}: ${shown}`);
  if (!('callback_data' in button)) throw new Error(`the button "${textOrData}" does not call back`);
  return button;
}

/** The message with that number, or the ephemeral one with that ephemeral number. */
function shownMessage(state: ChatState, messageId: number): Message | undefined {
  const ephemeral = state.messages.find((one) => one.message.ephemeral_message_id === messageId);
  return findMessage(state, messageId)?.message ?? ephemeral?.message;
}
