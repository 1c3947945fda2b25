import { isAdmin } from '../members.ts';
import { tell } from '../visibility.ts';
import { nextSerial, post, type ChatState, type World } from '../world.ts';
import { SUPERGROUP_BASE } from './groups.ts';
import { addChat, chatStateFor, personFor, type Ref } from './refs.ts';
import { ANONYMOUS_ADMIN } from './special-users.ts';

/** Groups that become supergroups. */
export function migratingDriver(world: World) {
  return {
    /**
     * A basic group becomes a supergroup, whose new id is returned; members and rights move along, messages do not.
     * Silently means that the bot does not get the two service messages and learns it from a refused send.
     */
    migrate: (chat: Ref, options: { readonly isSilent?: boolean } = {}): number => {
      const old = chatStateFor(world, chat);
      const state = successorOf(world, old);
      const ownerId = [...old.members.keys()].find((userId) => userId !== world.bot.id && isAdmin(old, userId));
      if (ownerId === undefined) throw new Error('a group is upgraded by its owner: give it one');
      const from = personFor(world, ownerId).user;
      const leaving = post(world, old, { from, migrate_to_chat_id: state.chat.id });
      const sender = { from: ANONYMOUS_ADMIN, sender_chat: state.chat };
      const arriving = post(world, state, { ...sender, migrate_from_chat_id: old.chat.id });
      if (options.isSilent !== true) {
        tell(world, old, leaving);
        tell(world, state, arriving);
      }
      old.migratedTo = state.chat.id;
      return state.chat.id;
    },
  };
}

function successorOf(world: World, old: ChatState): ChatState {
  if (old.chat.type !== 'group' || old.migratedTo !== null) throw new Error('only basic groups become supergroups');
  const id = SUPERGROUP_BASE - 900_000 - nextSerial(world);
  const state = addChat(world, { id, type: 'supergroup', title: old.chat.title });
  for (const [userId, membership] of old.members) state.members.set(userId, { ...membership });
  state.readsAllMessages = old.readsAllMessages;
  return state;
}
