import { InputFile } from 'grammy';
import type { InlineKeyboardMarkup, ReactionTypeEmoji } from 'grammy/types';
import type { RawApi } from 'grammy';
import type { Address } from '../../commands/core/event.ts';
import type { Button, Outgoing } from '../../commands/core/outgoing.ts';
import { DeliveryError } from '../../errors.ts';
import { reactionSigns } from './limits.ts';
import { mentionEntities } from './mention-entities.ts';

const methods = {
  message: 'sendMessage',
  edit: 'editMessageText',
  image: 'sendPhoto',
  file: 'sendDocument',
  reaction: 'setMessageReaction',
  toast: 'answerCallbackQuery',
} as const satisfies Record<Outgoing['kind'], keyof RawApi>;

type Method = (typeof methods)[Outgoing['kind']] | 'editMessageCaption';

/** One call of the Bot API with its parameters. */
export type Call = {
  readonly [M in Method]: { readonly method: M; readonly payload: Parameters<RawApi[M]>[0] };
}[Method];

/** The Bot API's name of what a call does. */
export const methodOf = (outgoing: Outgoing): string => methods[outgoing.kind];

/** The call that says `outgoing` in the chat. https://core.telegram.org/bots/api#available-methods */
export function encode(to: Address, outgoing: Outgoing): Call {
  const where = {
    chat_id: Number(to.chat),
    ...(to.thread === undefined ? {} : { message_thread_id: Number(to.thread) }),
  };
  switch (outgoing.kind) {
    case 'message':
      return { method: 'sendMessage', payload: { ...where, ...messageFields(outgoing) } };
    case 'edit':
      return { method: 'editMessageText', payload: { ...messageRef(to, outgoing), ...editFields(outgoing) } };
    case 'image': {
      const photo = new InputFile(outgoing.bytes, fileName(outgoing.name));
      return {
        method: 'sendPhoto',
        payload: { ...where, photo, ...caption(outgoing.caption), ...markup(outgoing.buttons) },
      };
    }
    case 'file': {
      const document = new InputFile(outgoing.bytes, fileName(outgoing.name));
      return { method: 'sendDocument', payload: { ...where, document, ...caption(outgoing.caption) } };
    }
    case 'reaction': {
      const reaction = [{ type: 'emoji', emoji: signOf(outgoing.emoji) } as const];
      return { method: 'setMessageReaction', payload: { ...messageRef(to, outgoing), reaction } };
    }
    case 'toast': {
      const words = outgoing.text === null ? {} : { text: outgoing.text };
      return { method: 'answerCallbackQuery', payload: { callback_query_id: outgoing.tapId, ...words } };
    }
    default:
      return outgoing satisfies never;
  }
}

/** The call that changes the caption instead, where the message shows a picture. */
export function encodeCaptionEdit(
  to: Address,
  outgoing: Outgoing & { kind: 'edit' },
  captionMaxCharacters: number,
): Call {
  const words = outgoing.text.slice(0, captionMaxCharacters).replace(/[\uD800-\uDBFF]$/, '');
  return {
    method: 'editMessageCaption',
    payload: { ...messageRef(to, outgoing), caption: words, ...markup(outgoing.buttons) },
  };
}

const messageRef = (to: Address, { messageId }: { readonly messageId: string }) => ({
  chat_id: Number(to.chat),
  message_id: Number(messageId),
});

const noPreview = { link_preview_options: { is_disabled: true } } as const;

function messageFields({ text, buttons, mentions, quote }: Outgoing & { kind: 'message' }) {
  const entities = mentionEntities(text, mentions);
  return {
    text,
    ...noPreview,
    ...(entities.length === 0 ? {} : { entities: [...entities] }),
    ...(quote === null ? {} : { reply_parameters: { message_id: Number(quote), allow_sending_without_reply: true } }),
    ...markup(buttons),
  };
}

const editFields = ({ text, buttons }: Outgoing & { kind: 'edit' }) => ({ text, ...noPreview, ...markup(buttons) });

const caption = (words: string): { caption?: string } => (words === '' ? {} : { caption: words });

function markup(buttons: readonly (readonly Button[])[]): { reply_markup?: InlineKeyboardMarkup } {
  if (buttons.length === 0) return {};
  const keyboard = buttons.map((row) => row.map(({ label, token }) => ({ text: label, callback_data: token })));
  return { reply_markup: { inline_keyboard: keyboard } };
}

/** grammY writes the name into a header as it is, so nothing may end it early. */
const fileName = (name: string): string => name.replace(/[\p{Cc}";\\/]+/gu, '_');

function signOf(emoji: string): ReactionTypeEmoji['emoji'] {
  const sign = reactionSigns.find((known) => known === emoji);
  if (sign === undefined)
    throw new DeliveryError('bad-request', `telegram setMessageReaction: ${emoji} is not allowed`);
  return sign;
}
