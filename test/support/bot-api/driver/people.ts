import type { User } from '@grammyjs/types';
import { given } from '../json.ts';
import { changeBlock } from '../membership-change.ts';
import { nextSerial, type World } from '../world.ts';
import { chatStateFor, personFor, type Ref } from './refs.ts';

export type NewUser = {
  readonly id?: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  readonly isBot?: boolean;
  /** True if the bot may write first because the user has talked to it before. */
  readonly hasStarted?: boolean;
};

/** Users of Telegram and what they do to the bot. */
export function peopleDriver(world: World) {
  return {
    /** A new user; the bot cannot write to them before they have talked to it. */
    addUser: (wanted: NewUser): User => {
      const id = wanted.id ?? 500_000_000 + nextSerial(world);
      if (world.people.has(id) || id === world.bot.id) throw new Error(`user ${String(id)} is there already`);
      const user: User = {
        id,
        is_bot: wanted.isBot ?? false,
        first_name: wanted.firstName,
        ...given({ last_name: wanted.lastName, username: wanted.username, language_code: wanted.languageCode }),
      };
      world.people.set(id, { user, hasStarted: false, hasBlocked: false, isDeactivated: false });
      if (wanted.hasStarted === true) {
        chatStateFor(world, id);
        personFor(world, id).hasStarted = true;
      }
      return user;
    },

    /** The user blocks the bot: sends fail with 403, the bot is told by my_chat_member. */
    block: (user: Ref): void => {
      const person = personFor(world, user);
      person.hasBlocked = true;
      changeBlock(world, chatStateFor(world, user), person.user, true);
    },

    unblock: (user: Ref): void => {
      const person = personFor(world, user);
      person.hasBlocked = false;
      person.hasStarted = true;
      changeBlock(world, chatStateFor(world, user), person.user, false);
    },

    /** The account is deleted; nobody is told. */
    deactivate: (user: Ref): void => {
      personFor(world, user).isDeactivated = true;
    },
  };
}
