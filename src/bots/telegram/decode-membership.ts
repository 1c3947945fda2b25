import type { ChatMember, ChatMemberUpdated, Update } from 'grammy/types';
import type { Inbound, StandingEvent } from '../../commands/core/event.ts';
import type { Bot } from './bot.ts';
import { envelopeOf } from './envelope.ts';
import { isGroup, personOf } from './people.ts';

/** Who came or left, as administrators are told; null when a member only changed in rank. */
export function decodePeopleMembership(update: Update, change: ChatMemberUpdated, bot: Bot): Inbound | null {
  const { user } = change.new_chat_member;
  const [was, is] = [isIn(change.old_chat_member), isIn(change.new_chat_member)];
  if (was === is || user.is_bot || !isGroup(change.chat)) return null;
  const envelope = envelopeOf(update, bot, { chat: change.chat, atMs: change.date * 1000 });
  return { ...envelope, kind: is ? 'joined' : 'left', people: [personOf(user)] };
}

/** What the bot may do in the chat from now on. */
export function decodeOwnMembership(update: Update, change: ChatMemberUpdated, bot: Bot): Inbound | null {
  const { chat, from, new_chat_member: member } = change;
  if (chat.type === 'channel') return null;
  const isAdmin = member.status === 'administrator' || member.status === 'creator';
  return {
    ...envelopeOf(update, bot, { chat, atMs: change.date * 1000 }),
    kind: 'standing',
    standing: standingOf(change),
    by: from.is_bot ? null : personOf(from),
    isAdmin,
    seesAll: chat.type === 'private' || isAdmin || bot.canReadAll,
  };
}

function standingOf({
  chat,
  old_chat_member: old,
  new_chat_member: member,
}: ChatMemberUpdated): StandingEvent['standing'] {
  if (!isIn(member)) return 'removed';
  if (member.status === 'restricted' && !member.can_send_messages) return 'muted';
  // In private chats "back in" only means unblocked.
  return isIn(old) || chat.type === 'private' ? 'active' : 'added';
}

function isIn(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}
