import type { InlineKeyboardMarkup, MessageEntity, ReplyParameters } from '@grammyjs/types';
import { badRequest } from '../api-error.ts';
import { chatFor, requireSending, topicFor } from '../access.ts';
import { findEntities } from '../entities/find-entities.ts';
import { formatText } from '../entities/format-text.ts';
import { given } from '../json.ts';
import { botUser } from '../members.ts';
import { findMessage, quoted, resolveMentions, type ChatState, type MessageContent, type World } from '../world.ts';

export type Composed = { readonly text: string; readonly entities: MessageEntity[] };

/** A bot's text the way people see it: parsed, trimmed, with given entities and those Telegram finds by itself. */
export function composeText(
  world: World,
  source: string,
  parseMode: string | undefined,
  entities: readonly MessageEntity[] | undefined,
): Composed {
  const formatted = formatText(source, parseMode);
  if (formatted.kind === 'broken') throw badRequest(`can't parse entities: ${formatted.reason}`);
  const leading = formatted.text.length - formatted.text.trimStart().length;
  const text = formatted.text.trim();
  const wanted = parseMode === undefined ? (entities ?? []) : formatted.entities;
  const moved = wanted
    .map((entity) => ({ ...entity, offset: Math.max(0, entity.offset - leading) }))
    .map((entity) => ({ ...entity, length: Math.min(entity.length, text.length - entity.offset) }))
    .filter((entity) => entity.length > 0);
  return {
    text,
    entities: [...resolveMentions(world, moved), ...findEntities(text)].sort((a, b) => a.offset - b.offset),
  };
}

type SendParams = {
  readonly chat_id: number | string;
  readonly message_thread_id?: number;
  readonly reply_parameters?: ReplyParameters;
  readonly reply_markup?: object;
  readonly protect_content?: boolean;
};

/** Where a message of the bot goes and what every such message carries, after all checks of rights. */
export function prepareSend(
  world: World,
  params: SendParams,
  what: string,
): { readonly state: ChatState; readonly base: MessageContent } {
  const state = chatFor(world, params.chat_id, 'write');
  const threadId = topicFor(world, state, params.message_thread_id);
  requireSending(world, state, what);
  const replied = repliedMessage(world, state, params.reply_parameters);
  const markup = inlineKeyboard(state, params.reply_markup);
  const topicId = threadId ?? (state.chat.is_forum === true ? replied?.message_thread_id : undefined);
  const base = given({
    from: botUser(world),
    reply_to_message: replied,
    reply_markup: markup,
    message_thread_id: topicId,
    is_topic_message: topicId === undefined ? undefined : true,
    has_protected_content: params.protect_content === true ? (true as const) : undefined,
  });
  return { state, base };
}

function repliedMessage(
  world: World,
  state: ChatState,
  reply: ReplyParameters | undefined,
): MessageContent['reply_to_message'] {
  if (reply?.message_id === undefined) return undefined;
  const source = reply.chat_id === undefined ? state : chatFor(world, reply.chat_id, 'read');
  const found = findMessage(source, reply.message_id);
  if (!found && reply.allow_sending_without_reply !== true) throw badRequest('message to be replied not found');
  return found && source === state ? quoted(found.message) : undefined;
}

/** The inline keyboard of a call, if that is what its markup is. */
export function inlineKeyboard(state: ChatState, markup: object | undefined): InlineKeyboardMarkup | undefined {
  if (!markup || !isInline(markup)) return undefined;
  const buttons = markup.inline_keyboard.flat();
  if (state.chat.type !== 'private' && buttons.some((button) => 'web_app' in button))
    throw badRequest('BUTTON_TYPE_INVALID');
  return buttons.length === 0 ? undefined : markup;
}

const isInline = (markup: object): markup is InlineKeyboardMarkup => 'inline_keyboard' in markup;
