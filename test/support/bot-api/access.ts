import { badRequest, forbidden } from './api-error.ts';
import { findMessage, type ChatState, type StoredMessage, type World } from './world.ts';
import { isAdmin, isIn, membershipOf } from './members.ts';

/** What a call wants to do with a chat; the same three steps as check_chat_access in tdlib/telegram-bot-api. */
export type Access = 'read' | 'edit' | 'write';

/** The chat a call names, if the bot may do that there; refuses with Telegram's words otherwise. */
export function chatFor(world: World, chatId: number | string, access: Access): ChatState {
  const state = typeof chatId === 'number' ? world.chats.get(chatId) : chatByName(world, chatId);
  if (!state) throw missingChat(world, chatId, access);
  switch (state.chat.type) {
    case 'private':
      checkPrivate(world, state, access);
      break;
    case 'group':
      checkGroup(world, state, access);
      break;
    case 'supergroup':
    case 'channel':
      checkSupergroup(world, state, access);
  }
  return state;
}

function missingChat(world: World, chatId: number | string, access: Access): Error {
  const person = typeof chatId === 'number' ? world.people.get(chatId) : undefined;
  if (person?.isDeactivated === true && access !== 'read') return forbidden('user is deactivated');
  if (person && access !== 'read') return forbidden("bot can't initiate conversation with a user");
  return badRequest('chat not found');
}

function chatByName(world: World, name: string): ChatState | undefined {
  if (/^-?\d+$/.test(name)) return world.chats.get(Number(name));
  const wanted = name.replace(/^@/, '').toLowerCase();
  return [...world.chats.values()].find(
    (state) => state.chat.type !== 'private' && state.chat.username?.toLowerCase() === wanted,
  );
}

function checkPrivate(world: World, state: ChatState, access: Access): void {
  const person = world.people.get(state.chat.id);
  if (!person?.hasStarted) throw missingChat(world, state.chat.id, access);
  if (access === 'read') return;
  if (person.isDeactivated) throw forbidden('user is deactivated');
  if (person.hasBlocked) throw forbidden('bot was blocked by the user');
}

function checkGroup(world: World, state: ChatState, access: Access): void {
  if (access === 'write' && state.migratedTo !== null)
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: state.migratedTo });
  if (access === 'write' && state.isDeleted) throw forbidden('the group chat was deleted');
  if (access === 'read') return;
  const { status } = membershipOf(state, world.bot.id);
  if (status === 'kicked') throw forbidden('bot was kicked from the group chat');
  if (status === 'left') throw forbidden('bot is not a member of the group chat');
}

function checkSupergroup(world: World, state: ChatState, access: Access): void {
  const { status } = membershipOf(state, world.bot.id);
  const name = `${state.chat.type} chat`;
  if (state.isDeleted) throw badRequest('chat not found');
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${name}`);
  const isPublic = state.chat.username !== undefined;
  if (!isIn(status) && (!isPublic || access !== 'read')) throw forbidden(`bot is not a member of the ${name}`);
}

/** Refuses when the bot is muted there; `what` is "text messages", "photos", "documents" or the like. */
export function requireSending(world: World, state: ChatState, what: string): void {
  if (state.chat.type === 'private' || isAdmin(state, world.bot.id)) return;
  const membership = membershipOf(state, world.bot.id);
  if (state.chat.type === 'channel') throw badRequest('need administrator rights in the channel chat');
  const isMuted = membership.status === 'restricted' ? !membership.canSend : !state.membersCanSend;
  if (isMuted) throw badRequest(`not enough rights to send ${what} to the chat`);
}

/**
 * The topic a message goes to: in forums an open one that exists, elsewhere the parameter means nothing. "General" has
 * number 1 and must not be named (tdlib/telegram-bot-api, Client.cpp check_message_topic); it is not in `topics`.
 */
export function topicFor(world: World, state: ChatState, threadId: number | undefined): number | null {
  if (threadId === undefined || threadId === 0 || state.chat.is_forum !== true) return null;
  const topic = state.topics.get(threadId);
  if (!topic) throw badRequest('message thread not found');
  if (topic.isClosed && !isAdmin(state, world.bot.id)) throw badRequest('TOPIC_CLOSED');
  return threadId;
}

/** The message a call names; `what` is what Telegram calls it in "… not found". */
export function messageFor(state: ChatState, messageId: number, what: string): StoredMessage {
  const stored = findMessage(state, messageId);
  if (!stored) throw badRequest(`${what} not found`);
  return stored;
}
