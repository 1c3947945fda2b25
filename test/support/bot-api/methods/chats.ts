import type { ChatFullInfo } from '@grammyjs/types';
import { badRequest } from '../api-error.ts';
import { chatFor, messageFor } from '../access.ts';
import { given } from '../json.ts';
import { changeMembership } from '../membership-change.ts';
import { botUser, chatMember, hasRight, isAdmin, isIn, membershipOf, userById } from '../members.ts';
import { tell } from '../visibility.ts';
import { findMessage, post, quoted, type ChatState, type World } from '../world.ts';
import type { Methods } from './method.ts';

/** What a bot can ask about chats and members, and do to a chat as a whole. */
export const chatMethods: Methods = {
  getChat: (params, { world }) => fullInfo(chatFor(world, params.chat_id, 'read')),

  getChatMember: (params, { world }) => {
    const state = membersFor(world, params.chat_id);
    const user = userById(world, params.user_id);
    if (!user) throw badRequest('user not found');
    const isHidden = state.hasHiddenMembers && !isAdmin(state, world.bot.id) && user.id !== world.bot.id;
    if (isHidden) throw badRequest('CHAT_ADMIN_REQUIRED');
    return chatMember(user, membershipOf(state, user.id), state);
  },

  getChatAdministrators: (params, { world }) => {
    const state = membersFor(world, params.chat_id);
    if (state.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
    return [...state.members].flatMap(([userId, membership]) => {
      const user = userById(world, userId);
      const isShown = user && (!user.is_bot || user.id === world.bot.id || params.return_bots === true);
      return isShown && isAdmin(state, userId) ? [chatMember(user, membership, state)] : [];
    });
  },

  getChatMemberCount: (params, { world }) => {
    const state = membersFor(world, params.chat_id);
    return [...state.members.values()].filter((one) => isIn(one.status)).length;
  },

  leaveChat: (params, { world }) => {
    const state = chatFor(world, params.chat_id, 'edit');
    if (state.chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
    changeMembership(world, state, botUser(world), { status: 'left', by: botUser(world) });
    return true;
  },

  pinChatMessage: (params, { world }) => {
    const state = pinnable(world, params.chat_id);
    const stored = messageFor(state, params.message_id, 'message to pin');
    stored.isPinned = true;
    tell(world, state, post(world, state, { from: botUser(world), pinned_message: quoted(stored.message) }));
    return true;
  },

  unpinChatMessage: (params, { world }) => {
    const state = pinnable(world, params.chat_id);
    const stored =
      params.message_id === undefined
        ? state.messages.findLast((one) => one.isPinned && !one.isDeleted)
        : findMessage(state, params.message_id);
    if (!stored) throw badRequest('message to unpin not found');
    stored.isPinned = false;
    world.changed();
    return true;
  },

  unpinAllChatMessages: (params, { world }) => {
    for (const stored of pinnable(world, params.chat_id).messages) stored.isPinned = false;
    world.changed();
    return true;
  },
};

/** Member lists of groups that moved or are gone cannot be read either (tdlib/telegram-bot-api, ReadMembers). */
function membersFor(world: World, chatId: number | string): ChatState {
  const state = chatFor(world, chatId, 'read');
  return state.chat.type === 'group' ? chatFor(world, chatId, 'write') : state;
}

function pinnable(world: World, chatId: number | string): ChatState {
  const state = chatFor(world, chatId, 'write');
  const mayPin = state.chat.type === 'private' || hasRight(state, world.bot.id, 'can_pin_messages');
  if (!mayPin) throw badRequest('not enough rights to manage pinned messages in the chat');
  return state;
}

function fullInfo(state: ChatState): ChatFullInfo {
  const pinned = state.messages.findLast((one) => one.isPinned && !one.isDeleted)?.message;
  const about = {
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...given({ pinned_message: pinned }),
  };
  const { chat } = state;
  const permissions = { can_send_messages: state.membersCanSend, can_send_photos: state.membersCanSend };
  switch (chat.type) {
    case 'private':
    case 'channel':
      return { ...chat, ...about };
    case 'group':
      return { ...chat, ...about, permissions };
    case 'supergroup':
      return { ...chat, ...about, permissions };
  }
}
