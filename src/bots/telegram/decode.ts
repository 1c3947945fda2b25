import type { CallbackQuery, Update } from 'grammy/types';
import type { Inbound } from '../../commands/core/event.ts';
import type { Bot } from './bot.ts';
import { decodeMessage } from './decode-message.ts';
import { decodeOwnMembership, decodePeopleMembership } from './decode-membership.ts';
import { envelopeOf } from './envelope.ts';
import { personOf } from './people.ts';

/** What an update tells, null when it is noise: own messages, bots, channels, service messages that change nothing. */
export function decode(update: Update, bot: Bot, receivedAtMs: number): Inbound | null {
  const { message, edited_message: edited, callback_query: tap } = update;
  if (message !== undefined) return decodeMessage(update, message, bot);
  if (edited !== undefined) return decodeMessage(update, edited, bot);
  if (tap !== undefined) return decodeTap(update, tap, bot, receivedAtMs);
  if (update.my_chat_member !== undefined) return decodeOwnMembership(update, update.my_chat_member, bot);
  if (update.chat_member !== undefined) return decodePeopleMembership(update, update.chat_member, bot);
  return null;
}

/** Taps carry no time of their own, so that of receipt stands in. */
function decodeTap(update: Update, tap: CallbackQuery, bot: Bot, receivedAtMs: number): Inbound | null {
  const { message, data } = tap;
  if (message === undefined || data === undefined || message.chat.type === 'channel') return null;
  return {
    ...envelopeOf(update, bot, {
      chat: message.chat,
      message: message.date === 0 ? null : message,
      atMs: receivedAtMs,
    }),
    kind: 'choice',
    sender: personOf(tap.from),
    isAnonymous: false,
    token: data,
    messageId: String(message.message_id),
    tapId: tap.id,
  };
}
