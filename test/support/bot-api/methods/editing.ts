import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import { badRequest } from '../api-error.ts';
import { chatFor, messageFor } from '../access.ts';
import { without } from '../json.ts';
import { hasRight } from '../members.ts';
import { nowSeconds, type ChatState, type StoredMessage, type World } from '../world.ts';
import { composeText, inlineKeyboard } from './compose.ts';
import type { Methods } from './method.ts';
import { caption } from './sending.ts';

// A message can only be deleted if it was sent less than 48 hours ago.
const DELETABLE_SECONDS = 48 * 60 * 60;

/** Editing and deleting of messages. */
export const editingMethods: Methods = {
  editMessageText: (params, { world }) => {
    const { state, stored } = editable(world, params);
    if (stored.message.text === undefined) throw badRequest('there is no text in the message to edit');
    const { text, entities } = composeText(world, params.text ?? '', params.parse_mode, params.entities);
    if (text === '') throw badRequest('message text is empty');
    const { entities: oldEntities, ...rest } = withoutMarkup(stored.message);
    const isSameText = sameJson(oldEntities ?? [], entities) && rest.text === text;
    const edited = { ...rest, text, ...(entities.length > 0 ? { entities } : {}) };
    return finishEdit(world, stored, edited, {
      markup: inlineKeyboard(state, params.reply_markup),
      isSame: isSameText,
    });
  },

  editMessageCaption: (params, { world }) => {
    const { state, stored } = editable(world, params);
    const { photo, document } = stored.message;
    if (photo === undefined && document === undefined) throw badRequest('there is no caption in the message to edit');
    const { caption: oldCaption, caption_entities: oldEntities, ...rest } = withoutMarkup(stored.message);
    const next = caption(world, params);
    const isSame = oldCaption === next.caption && sameJson(oldEntities ?? [], next.caption_entities ?? []);
    return finishEdit(
      world,
      stored,
      { ...rest, ...next },
      { markup: inlineKeyboard(state, params.reply_markup), isSame },
    );
  },

  editMessageReplyMarkup: (params, { world }) => {
    const { state, stored } = editable(world, params);
    const markup = inlineKeyboard(state, params.reply_markup);
    return finishEdit(world, stored, withoutMarkup(stored.message), { markup, isSame: true });
  },

  deleteMessage: (params, { world }) => {
    const state = chatFor(world, params.chat_id, 'edit');
    remove(world, state, messageFor(state, params.message_id, 'message to delete'));
    return true;
  },

  deleteMessages: (params, { world }) => {
    const state = chatFor(world, params.chat_id, 'edit');
    // Messages that are not there are skipped.
    for (const id of params.message_ids) {
      const stored = state.messagesById.get(id);
      if (stored?.isDeleted === false) remove(world, state, stored);
    }
    return true;
  },
};

function editable(
  world: World,
  params: { readonly chat_id?: number | string; readonly message_id?: number; readonly inline_message_id?: string },
): { readonly state: ChatState; readonly stored: StoredMessage } {
  if (params.chat_id === undefined || params.message_id === undefined) throw badRequest('message to edit not found');
  const state = chatFor(world, params.chat_id, 'edit');
  const stored = messageFor(state, params.message_id, 'message to edit');
  if (!stored.isByBot) throw badRequest("message can't be edited");
  return { state, stored };
}

const withoutMarkup = (message: Message): Message => without(message, 'reply_markup');

function finishEdit(
  world: World,
  stored: StoredMessage,
  edited: Message,
  change: { readonly markup: InlineKeyboardMarkup | undefined; readonly isSame: boolean },
): Message {
  if (change.isSame && sameJson(stored.message.reply_markup, change.markup))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  stored.message = {
    ...edited,
    edit_date: nowSeconds(world),
    ...(change.markup ? { reply_markup: change.markup } : {}),
  };
  stored.editCount += 1;
  world.changed();
  return stored.message;
}

function remove(world: World, state: ChatState, stored: StoredMessage): void {
  const isOwn = stored.isByBot || state.chat.type === 'private';
  if (!isOwn && !hasRight(state, world.bot.id, 'can_delete_messages')) throw badRequest("message can't be deleted");
  if (nowSeconds(world) - stored.message.date > DELETABLE_SECONDS)
    throw badRequest("message can't be deleted for everyone");
  stored.isDeleted = true;
  world.changed();
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
