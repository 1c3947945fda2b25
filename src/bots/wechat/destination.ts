import { DeliveryError } from '../../errors.ts';
import type { Identities } from './identities.ts';
import { looksLikeRoom } from './lasting-ids.ts';
import type { Rooms } from './rooms.ts';
import { askTimeoutMs } from './seen.ts';
import { within } from './wait.ts';
import type { WechatBot, WechatContact, WechatRoom } from './wechat-bot.ts';

export interface DestinationParts {
  readonly bot: WechatBot;
  readonly identities: Identities;
  readonly rooms: Rooms;
}

/** The room or contact of a chat in this login. Rejects with DeliveryError, or StoreError while the store is away. */
export async function destinationOf(chat: string, parts: DestinationParts): Promise<WechatRoom | WechatContact> {
  const id = await platformIdOf(chat, parts);
  if (id === null) throw new DeliveryError('unreachable', 'wechat: the chat has not been met since the login');
  return looksLikeRoom(id) || parts.rooms.has(id) ? roomOf(id, parts) : contactOf(id, parts);
}

/** The room of a group chat; null for a private chat, and where it is not to be had now. */
export async function groupRoomOf(chat: string, parts: DestinationParts): Promise<WechatRoom | null> {
  const found = await destinationOf(chat, parts).catch(() => null);
  return found !== null && 'topic' in found ? found : null;
}

/** After a login nobody may have spoken yet in a group: all groups are looked at before it counts as unmet. */
async function platformIdOf(chat: string, { identities, rooms }: DestinationParts): Promise<string | null> {
  const id = await identities.platformIdOf(chat);
  if (id !== null) return id;
  await rooms.meetAll();
  return identities.platformIdOf(chat);
}

async function roomOf(id: string, { bot, rooms }: DestinationParts): Promise<WechatRoom> {
  if (rooms.isLeft(id)) throw new DeliveryError('gone', 'wechat: the bot is not in the group');
  const room = await within(askTimeoutMs, bot.Room.find({ id })).catch(() => undefined);
  if (room !== undefined) return room;
  // wechaty does not say why. A list that tells of others, and not of this one, does.
  const all = await within(askTimeoutMs, bot.Room.findAll()).catch(() => []);
  const isGone = all.length > 0 && all.every((other) => other.id !== id);
  throw new DeliveryError(isGone ? 'gone' : 'unreachable', 'wechat: the group cannot be found');
}

async function contactOf(id: string, { bot }: DestinationParts): Promise<WechatContact> {
  const contact = await within(askTimeoutMs, bot.Contact.find({ id })).catch(() => undefined);
  if (contact === undefined) throw new DeliveryError('unreachable', 'wechat: the person cannot be found');
  if (contact.friend() === false) throw new DeliveryError('forbidden', 'wechat: the person is no friend of the bot');
  return contact;
}
