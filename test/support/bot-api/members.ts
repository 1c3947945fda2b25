import type { ChatMember, User } from '@grammyjs/types';
import type { ChatState, Membership, MemberStatus, World } from './world.ts';

const OUTSIDER: Membership = { status: 'left', rights: new Set(), canSend: false };

/** What an administrator may do unless a test says otherwise. */
export const USUAL_RIGHTS: ReadonlySet<string> = new Set([
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
]);

export const membershipOf = (state: ChatState, userId: number): Membership => state.members.get(userId) ?? OUTSIDER;

export const isIn = (status: MemberStatus): boolean => status !== 'left' && status !== 'kicked';

export const isAdmin = (state: ChatState, userId: number): boolean =>
  ['creator', 'administrator'].includes(membershipOf(state, userId).status);

/** True if the administrator right is there; the owner has them all. */
export function hasRight(state: ChatState, userId: number, right: string): boolean {
  const membership = membershipOf(state, userId);
  return membership.status === 'creator' || (membership.status === 'administrator' && membership.rights.has(right));
}

/** The ChatMember object of the Bot API for a membership. */
export function chatMember(user: User, membership: Membership, state: ChatState): ChatMember {
  switch (membership.status) {
    case 'creator':
      return { status: 'creator', user, is_anonymous: membership.rights.has('is_anonymous') };
    case 'administrator':
      return administrator(user, membership.rights, state);
    case 'member':
      return { status: 'member', user };
    case 'restricted':
      return restricted(user, membership.canSend);
    case 'left':
      return { status: 'left', user };
    case 'kicked':
      return { status: 'kicked', user, until_date: 0 };
  }
}

function administrator(user: User, rights: ReadonlySet<string>, state: ChatState): ChatMember {
  return {
    status: 'administrator',
    user,
    can_be_edited: false,
    is_anonymous: rights.has('is_anonymous'),
    can_manage_chat: true,
    can_delete_messages: rights.has('can_delete_messages'),
    can_manage_video_chats: rights.has('can_manage_video_chats'),
    can_restrict_members: rights.has('can_restrict_members'),
    can_promote_members: rights.has('can_promote_members'),
    can_change_info: rights.has('can_change_info'),
    can_invite_users: rights.has('can_invite_users'),
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
    ...(state.chat.type === 'channel'
      ? { can_post_messages: rights.has('can_post_messages'), can_edit_messages: rights.has('can_edit_messages') }
      : { can_pin_messages: rights.has('can_pin_messages') }),
    ...(state.chat.type === 'supergroup' ? { can_manage_topics: rights.has('can_manage_topics') } : {}),
  };
}

function restricted(user: User, canSend: boolean): ChatMember {
  return {
    status: 'restricted',
    user,
    is_member: true,
    can_send_messages: canSend,
    can_send_audios: canSend,
    can_send_documents: canSend,
    can_send_photos: canSend,
    can_send_videos: canSend,
    can_send_video_notes: canSend,
    can_send_voice_notes: canSend,
    can_send_polls: canSend,
    can_send_other_messages: canSend,
    can_add_web_page_previews: canSend,
    can_react_to_messages: canSend,
    can_change_info: false,
    can_invite_users: false,
    can_edit_tag: false,
    can_pin_messages: false,
    can_manage_topics: false,
    until_date: 0,
  };
}

/** The user with that id, known to the world or the bot itself. */
export function userById(world: World, userId: number): User | undefined {
  return userId === world.bot.id ? botUser(world) : world.people.get(userId)?.user;
}

/** The bot as it appears in messages, without the fields only getMe returns. */
export function botUser(world: World): User {
  const { id, first_name, username } = world.bot;
  return { id, is_bot: true, first_name, username };
}
