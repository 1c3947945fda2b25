import type { Message } from '@grammyjs/types';
import { commandsIn } from './entities/find-entities.ts';
import { isAdmin, isIn, membershipOf } from './members.ts';
import type { ChatState, StoredMessage, World } from './world.ts';
import { emit } from './world.ts';

/**
 * Tells the bot of a message if it may see it.
 *
 * Privacy mode (https://core.telegram.org/bots/features#privacy-mode): a bot that is no administrator and may not read
 * everything gets only commands for it, general commands if no other bot spoke last, replies to its messages, messages
 * that mention it, and service messages.
 */
export function tell(world: World, state: ChatState, stored: StoredMessage, isEdit = false): void {
  if (!seesMessage(world, state, stored.message)) return;
  const message = stored.message;
  if (state.chat.type === 'channel') {
    const channelPost = { ...message, chat: state.chat };
    if (isEdit) emit(world, state.chat.id, { edited_channel_post: { ...channelPost, edit_date: editDate(message) } });
    else emit(world, state.chat.id, { channel_post: channelPost });
    return;
  }
  const { from, chat } = message;
  if (!from || chat.type === 'channel') throw new Error('a message outside of channels needs a sender');
  const complete = { ...message, from, chat };
  if (isEdit) emit(world, chat.id, { edited_message: { ...complete, edit_date: editDate(message) } });
  else emit(world, chat.id, { message: complete });
}

const editDate = (message: Message): number => message.edit_date ?? message.date;

function seesMessage(world: World, state: ChatState, message: Message): boolean {
  if (state.chat.type === 'private') return message.from?.is_bot !== true || isService(message);
  // After leaving, the bot still hears of its own going (tdlib/telegram-bot-api, need_skip_update_message).
  if (!isIn(membershipOf(state, world.bot.id).status)) return message.left_chat_member?.id === world.bot.id;
  if (message.from?.is_bot === true && message.sender_chat === undefined && !isService(message)) return false;
  if (state.chat.type === 'channel' || isAdmin(state, world.bot.id)) return true;
  return state.readsAllMessages || isService(message) || isMeantForBot(world, state, message);
}

function isMeantForBot(world: World, state: ChatState, message: Message): boolean {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  const botName = world.bot.username.toLowerCase();
  const isOtherBotLast = state.lastBotId !== null && state.lastBotId !== world.bot.id;
  const isCommand = commandsIn(text, entities).some(({ addressee }) =>
    addressee === null ? !isOtherBotLast : addressee.toLowerCase() === botName,
  );
  const isMentioned = entities.some(
    (entity) =>
      (entity.type === 'mention' &&
        text.slice(entity.offset + 1, entity.offset + entity.length).toLowerCase() === botName) ||
      (entity.type === 'text_mention' && entity.user.id === world.bot.id),
  );
  return isCommand || isMentioned;
}

const SERVICE_FIELDS: readonly (keyof Message)[] = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_reopened',
];

const isService = (message: Message): boolean => SERVICE_FIELDS.some((field) => message[field] !== undefined);
