import type { User } from '@grammyjs/types';
import { given } from '../json.ts';
import { isIn, membershipOf } from '../members.ts';
import { nextSerial, type ChatState, type Person, type World } from '../world.ts';

/** Something with an id, or the id itself. */
export type Ref = number | { readonly id: number };

export const idOf = (ref: Ref): number => (typeof ref === 'number' ? ref : ref.id);

/** The person, who must have been added. */
export function personFor(world: World, ref: Ref): Person {
  const person = world.people.get(idOf(ref));
  if (!person) throw new Error(`no user ${String(idOf(ref))}: call addUser first`);
  return person;
}

/** The chat with that id; a user's id means the private chat with the bot, which comes into being by the first word. */
export function chatStateFor(world: World, ref: Ref): ChatState {
  const known = world.chats.get(idOf(ref));
  if (known) return known;
  const { user } = personFor(world, ref);
  const { id, first_name, last_name, username } = user;
  return addChat(world, { id, type: 'private', first_name, ...given({ last_name, username }) });
}

/** A chat without members and messages. */
function emptyChat(world: World, chat: ChatState['chat']): ChatState {
  return {
    chat,
    members: new Map(),
    messages: [],
    messagesById: new Map(),
    topics: new Map(),
    chatInstance: String(-7_000_000_000_000_000 - nextSerial(world)),
    readsAllMessages: world.bot.can_read_all_group_messages,
    lastBotId: null,
    migratedTo: null,
    isDeleted: false,
    membersCanSend: true,
    hasHiddenMembers: false,
    nextMessageId: 0,
  };
}

/** Puts a new chat into the world. */
export function addChat(world: World, chat: ChatState['chat']): ChatState {
  if (world.chats.has(chat.id)) throw new Error(`chat ${String(chat.id)} is there already`);
  const state = emptyChat(world, chat);
  world.chats.set(chat.id, state);
  return state;
}

/** The user as a sender in that chat; fails loudly if nobody could send there as that user. */
export function senderIn(world: World, state: ChatState, ref: Ref): User {
  const person = personFor(world, ref);
  const name = `${person.user.first_name} (${String(person.user.id)})`;
  if (state.chat.type === 'private') {
    if (state.chat.id !== person.user.id) throw new Error(`${name} cannot speak in somebody else's private chat`);
    if (person.hasBlocked) throw new Error(`${name} has blocked the bot: call unblock first`);
    person.hasStarted = true;
    return person.user;
  }
  const membership = membershipOf(state, person.user.id);
  if (!isIn(membership.status)) throw new Error(`${name} is not in ${state.chat.title}: call join first`);
  if (!membership.canSend) throw new Error(`${name} is muted in ${state.chat.title}`);
  if (state.migratedTo !== null) throw new Error(`${state.chat.title} has moved to ${String(state.migratedTo)}`);
  return person.user;
}
