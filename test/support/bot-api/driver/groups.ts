import type { Chat } from '@grammyjs/types';
import { given } from '../json.ts';
import { USUAL_RIGHTS } from '../members.ts';
import { tell } from '../visibility.ts';
import { nextSerial, post, type ChatState, type World } from '../world.ts';
import { addChat, chatStateFor, idOf, personFor, type Ref } from './refs.ts';

export type NewGroup = {
  readonly id?: number;
  readonly title: string;
  readonly type?: 'group' | 'supergroup';
  readonly username?: string;
  readonly owner?: Ref;
  readonly admins?: readonly Ref[];
  readonly members?: readonly Ref[];
  readonly isForum?: boolean;
  /** What the bot is there from the start, silently; `member` if not said. */
  readonly bot?: 'member' | 'administrator' | 'absent';
  readonly hasHiddenMembers?: boolean;
};

/** Ids of supergroups and channels lie below this, ids of basic groups above. */
export const SUPERGROUP_BASE = -1_000_000_000_000;

/** Groups and channels as such: how they come, are called, and go. */
export function groupsDriver(world: World) {
  return {
    /** A group or (usually) a supergroup. */
    addGroup: (wanted: NewGroup): Chat => {
      const state = addChat(world, groupChat(world, wanted));
      state.hasHiddenMembers = wanted.hasHiddenMembers ?? false;
      fillMembers(world, state, wanted);
      return state.chat;
    },

    addChannel: (wanted: { readonly id?: number; readonly title: string; readonly bot?: 'administrator' }): Chat => {
      const id = wanted.id ?? SUPERGROUP_BASE - 200_000 - nextSerial(world);
      const state = addChat(world, { id, type: 'channel', title: wanted.title });
      if (wanted.bot) state.members.set(world.bot.id, { status: wanted.bot, rights: USUAL_RIGHTS, canSend: true });
      return state.chat;
    },

    /** The group is deleted by its owner: sends fail, nobody is told. */
    deleteGroup: (chat: Ref): void => {
      chatStateFor(world, chat).isDeleted = true;
    },

    /** The group gets another title. */
    rename: (chat: Ref, title: string, by: Ref): void => {
      const state = chatStateFor(world, chat);
      if (state.chat.type === 'private') throw new Error('private chats have no title');
      state.chat.title = title;
      tell(world, state, post(world, state, { from: personFor(world, by).user, new_chat_title: title }));
    },
  };
}

function groupChat(world: World, wanted: NewGroup): Chat {
  const type = wanted.type ?? 'supergroup';
  const base = type === 'supergroup' ? SUPERGROUP_BASE - 100_000 : -400_000_000;
  const id = wanted.id ?? base - nextSerial(world);
  const isSupergroupId = id < SUPERGROUP_BASE;
  if (id >= 0 || isSupergroupId !== (type === 'supergroup'))
    throw new Error(`${String(id)} cannot be the id of a ${type}: supergroups are -100…, basic groups are not`);
  if (type === 'group') {
    if (wanted.isForum === true || wanted.username !== undefined)
      throw new Error('basic groups are no forums and have no username');
    return { id, type, title: wanted.title };
  }
  const isForum = wanted.isForum === true ? (true as const) : undefined;
  return { id, type, title: wanted.title, ...given({ username: wanted.username, is_forum: isForum }) };
}

function fillMembers(world: World, state: ChatState, wanted: NewGroup): void {
  const put = (ref: Ref, status: 'creator' | 'administrator' | 'member'): void => {
    const { id } = personFor(world, ref).user;
    const rights = status === 'member' ? new Set<string>() : USUAL_RIGHTS;
    state.members.set(id, { status, rights, canSend: true });
  };
  for (const ref of wanted.members ?? []) put(ref, 'member');
  for (const ref of wanted.admins ?? []) put(ref, 'administrator');
  if (wanted.owner !== undefined) put(wanted.owner, 'creator');
  const bot = wanted.bot ?? 'member';
  if (bot === 'absent') return;
  state.members.set(idOf(world.bot), {
    status: bot,
    rights: bot === 'administrator' ? USUAL_RIGHTS : new Set(),
    canSend: true,
  });
}
