import type { Api } from 'grammy';
import type { Address } from '../../commands/core/event.ts';
import type { Adapter } from '../adapter.ts';
import { deliveryErrorOf } from './errors.ts';
import { anonymousAdminId, telegramCapabilities } from './limits.ts';
import { publishMenus } from './menus.ts';
import { send } from './send.ts';

/** What an adapter does by calls of its own, however its updates come in. */
export type TelegramSide = Pick<
  Adapter,
  'platform' | 'can' | 'send' | 'organisersOf' | 'memberCountOf' | 'publishMenus' | 'privateChatOf'
>;

/** Sending, asking and menus through `api`; `account` names the login. */
export function createTelegramSide(api: Api, account: () => string): TelegramSide {
  return {
    platform: 'telegram',
    can: telegramCapabilities,
    send: (to, outgoing) => send(api, to, outgoing),
    organisersOf: (chat) => organisersOf(api, chat),
    memberCountOf: (chat) => memberCountOf(api, chat),
    publishMenus: (menus) => publishMenus(api, menus),
    privateChatOf: (personId) =>
      isUserId(personId) ? { platform: 'telegram', account: account(), chat: personId } : null,
  };
}

/** A private chat has the id of its person; groups and channels have negative ones. */
const isUserId = (id: string): boolean => /^[1-9]\d*$/.test(id) && Number(id) !== anonymousAdminId;

async function organisersOf(api: Api, { chat }: Address): Promise<readonly string[] | null> {
  if (isUserId(chat)) return null;
  try {
    const administrators = await api.raw.getChatAdministrators({ chat_id: Number(chat) });
    return administrators.filter(({ user }) => !user.is_bot).map(({ user }) => String(user.id));
  } catch (error) {
    throw deliveryErrorOf(error, 'getChatAdministrators');
  }
}

async function memberCountOf(api: Api, { chat }: Address): Promise<number | null> {
  if (isUserId(chat)) return 1;
  try {
    // Counts this bot too; other bots cannot be told from people.
    return Math.max(0, (await api.raw.getChatMemberCount({ chat_id: Number(chat) })) - 1);
  } catch (error) {
    throw deliveryErrorOf(error, 'getChatMemberCount');
  }
}
