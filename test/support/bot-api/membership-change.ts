import type { User } from '@grammyjs/types';
import { botUser, chatMember, isAdmin, isIn, membershipOf } from './members.ts';
import { tell } from './visibility.ts';
import { emit, nowSeconds, post, type ChatState, type Membership, type World } from './world.ts';

export type MembershipChange = {
  readonly status: Membership['status'];
  /** Who did it; the user themself unless said otherwise. */
  readonly by?: User;
  readonly rights?: ReadonlySet<string>;
  readonly canSend?: boolean;
};

/**
 * Changes what `user` is in a chat and tells the bot the way Telegram does: `my_chat_member` about itself,
 * `chat_member` about others if it is an administrator and asked for that, a service message on coming and going.
 */
export function changeMembership(world: World, state: ChatState, user: User, change: MembershipChange): void {
  const before = membershipOf(state, user.id);
  const after: Membership = {
    status: change.status,
    rights: change.rights ?? new Set(),
    canSend: change.canSend ?? true,
  };
  const isBot = user.id === world.bot.id;
  const by = change.by ?? user;
  state.members.set(user.id, after);
  if (isBot && !isIn(before.status) && isIn(after.status))
    state.readsAllMessages = world.bot.can_read_all_group_messages;
  const update = {
    chat: state.chat,
    from: by,
    date: nowSeconds(world),
    old_chat_member: chatMember(user, before, state),
    new_chat_member: chatMember(user, after, state),
  };
  if (isBot) emit(world, state.chat.id, { my_chat_member: update });
  else if (isAdmin(state, world.bot.id)) emit(world, state.chat.id, { chat_member: update });
  if (state.chat.type !== 'channel') tellComingOrGoing(world, state, user, { by, before, after });
}

function tellComingOrGoing(
  world: World,
  state: ChatState,
  user: User,
  change: { readonly by: User; readonly before: Membership; readonly after: Membership },
): void {
  const wasIn = isIn(change.before.status);
  const isNowIn = isIn(change.after.status);
  if (wasIn === isNowIn) return;
  const content = isNowIn ? { new_chat_members: [user] } : { left_chat_member: user };
  tell(world, state, post(world, state, { from: change.by, ...content }));
}

/** Blocks or unblocks the bot in its private chat with a user, which is told as a change of the bot's membership. */
export function changeBlock(world: World, state: ChatState, user: User, isBlocked: boolean): void {
  const bot = botUser(world);
  const kicked = { status: 'kicked', user: bot, until_date: 0 } as const;
  const member = { status: 'member', user: bot } as const;
  emit(world, state.chat.id, {
    my_chat_member: {
      chat: state.chat,
      from: user,
      date: nowSeconds(world),
      old_chat_member: isBlocked ? member : kicked,
      new_chat_member: isBlocked ? kicked : member,
    },
  });
}
