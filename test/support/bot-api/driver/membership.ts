import type { User } from '@grammyjs/types';
import { USUAL_RIGHTS, botUser, isIn, membershipOf } from '../members.ts';
import { changeMembership, type MembershipChange } from '../membership-change.ts';
import type { World } from '../world.ts';
import { chatStateFor, idOf, personFor, type Ref } from './refs.ts';

/** Coming, going, rights: of users and of the bot itself (`api.bot`). */
export function membershipDriver(world: World) {
  const userFor = (ref: Ref): User => (idOf(ref) === world.bot.id ? botUser(world) : personFor(world, ref).user);

  const change = (chat: Ref, who: Ref, wanted: Omit<MembershipChange, 'by'>, by: Ref | undefined): void => {
    const state = chatStateFor(world, chat);
    const performer = by === undefined ? {} : { by: userFor(by) };
    changeMembership(world, state, userFor(who), { ...wanted, ...performer });
  };

  const mustBeIn = (chat: Ref, who: Ref, isWanted: boolean): void => {
    const { status } = membershipOf(chatStateFor(world, chat), idOf(who));
    if (isIn(status) !== isWanted)
      throw new Error(`${String(idOf(who))} is ${isWanted ? 'not ' : ''}in chat ${String(idOf(chat))}`);
  };

  return {
    join: (chat: Ref, user: Ref, by?: Ref): void => {
      mustBeIn(chat, user, false);
      change(chat, user, { status: 'member' }, by);
    },
    leave: (chat: Ref, user: Ref): void => {
      mustBeIn(chat, user, true);
      change(chat, user, { status: 'left' }, undefined);
    },
    kick: (chat: Ref, user: Ref, by: Ref): void => {
      mustBeIn(chat, user, true);
      change(chat, user, { status: 'kicked' }, by);
    },

    /** Somebody adds the bot; what the privacy switch says now holds there from now on. */
    addBot: (chat: Ref, by: Ref, as: 'member' | 'administrator' = 'member'): void => {
      mustBeIn(chat, world.bot, false);
      change(chat, world.bot, { status: as, rights: as === 'administrator' ? USUAL_RIGHTS : new Set() }, by);
    },
    removeBot: (chat: Ref, by: Ref): void => {
      mustBeIn(chat, world.bot, true);
      change(chat, world.bot, { status: 'kicked' }, by);
    },

    /** Makes a user or the bot an administrator, or changes the rights of one. */
    promote: (chat: Ref, who: Ref, by?: Ref, rights: ReadonlySet<string> = USUAL_RIGHTS): void => {
      mustBeIn(chat, who, true);
      change(chat, who, { status: 'administrator', rights }, by);
    },
    demote: (chat: Ref, who: Ref, by?: Ref): void => {
      mustBeIn(chat, who, true);
      change(chat, who, { status: 'member' }, by);
    },

    /** The user or the bot can read and not write; only supergroups know that for single members. */
    mute: (chat: Ref, who: Ref, by?: Ref): void => {
      mustBeIn(chat, who, true);
      change(chat, who, { status: 'restricted', canSend: false }, by);
    },
    unmute: (chat: Ref, who: Ref, by?: Ref): void => {
      mustBeIn(chat, who, true);
      change(chat, who, { status: 'member' }, by);
    },

    /** Whether ordinary members, the bot among them, may write at all; nobody is told. */
    setMembersCanSend: (chat: Ref, canSend: boolean): void => {
      chatStateFor(world, chat).membersCanSend = canSend;
    },

    /** The privacy switch at BotFather: shown by getMe at once, in force where the bot is added afterwards. */
    setReadsAllMessages: (readsAll: boolean): void => {
      world.bot = { ...world.bot, can_read_all_group_messages: readsAll };
    },
  };
}
