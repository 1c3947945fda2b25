import type { Friends } from './friends.ts';
import type { Identities } from './identities.ts';
import type { Rooms } from './rooms.ts';
import { askTimeoutMs } from './seen.ts';
import { within } from './wait.ts';
import { selfIdOf, type WechatBot, type WechatContact, type WechatRoom } from './wechat-bot.ts';

export interface OrganiserParts {
  readonly bot: WechatBot;
  readonly identities: Identities;
  readonly rooms: Rooms;
  readonly friends: Friends;
}

/**
 * Lasting ids of the room's owner and administrators, else of whoever brought the bot, and of the bot's owners; null
 * where nothing tells. Rejects as the store or the puppet does.
 */
export async function organisersOf(room: WechatRoom, parts: OrganiserParts): Promise<readonly string[] | null> {
  const { identities, rooms, friends } = parts;
  const inviter = rooms.inviterOf(room.id);
  const administrators = await administratorsOf(room, parts);
  const told = administrators.length > 0 || inviter === null ? administrators : [inviter];
  const ids = new Set(friends.owners());
  for (const contact of told) ids.add((await identities.ofPerson(contact, room)).id);
  return ids.size === 0 ? null : [...ids];
}

async function administratorsOf(room: WechatRoom, { bot }: OrganiserParts): Promise<readonly WechatContact[]> {
  const selfId = selfIdOf(bot);
  const ids = new Set([room.owner()?.id ?? '', ...(room.payload?.adminIdList ?? [])]);
  const found = await Promise.all(
    [...ids]
      .filter((id) => id !== '' && id !== selfId)
      .map((id) => within(askTimeoutMs, bot.Contact.find({ id })).catch(() => undefined)),
  );
  return found.filter((contact) => contact !== undefined);
}
