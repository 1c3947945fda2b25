import type { SeenGroup, SeenPerson } from '../../commands/core/desk.ts';
import type { WechatContact, WechatRoom } from './wechat-bot.ts';
import { within } from './wait.ts';

/** Asking a puppet takes no longer; over a gateway it may hang. */
export const askTimeoutMs = 10_000;

/** How many members are asked about at a time. */
const atOnce = 16;

/** A group, and whether its member list had the bot too: one without it has not been loaded, or not for us. */
export interface ListedGroup extends SeenGroup {
  readonly hasSelf: boolean;
}

/** The group with everybody in it but the bot. One call to the puppet for each member. */
export async function seenGroup(room: WechatRoom, selfId: string): Promise<ListedGroup> {
  const all = await within(askTimeoutMs, room.memberAll());
  const members = all.filter(({ id }) => id !== selfId);
  const people: SeenPerson[] = [];
  for (let start = 0; start < members.length; start += atOnce) {
    const batch = members.slice(start, start + atOnce);
    people.push(...(await Promise.all(batch.map((contact) => seenPerson(contact, room)))));
  }
  const title = await within(askTimeoutMs, room.topic());
  return { id: room.id, title, people, hasSelf: members.length < all.length };
}

/** The person as shown now, in the group or (null) in private. */
export async function seenPerson(contact: WechatContact, room: WechatRoom | null): Promise<SeenPerson> {
  const [nameInGroup, remark] = await Promise.all([nameIn(room, contact), remarkOf(contact)]);
  return { id: contact.id, name: contact.name(), nameInGroup, remark, traits: traitsOf(contact) };
}

/** What somebody is called where they write: their name in the group, else their own. */
export async function shownName(contact: WechatContact, room: WechatRoom | null): Promise<string> {
  const name = (await nameIn(room, contact)) || contact.name();
  return name.trim() === '' ? nameless : name;
}

/** Puppets that have not loaded somebody yet show no name at all. */
const nameless = '…';

/** What the contact calls itself in the room, empty where it does not or the puppet cannot tell. */
export async function nameIn(room: WechatRoom | null, contact: WechatContact): Promise<string> {
  if (room === null) return '';
  return (await within(askTimeoutMs, room.alias(contact)).catch(() => undefined)) ?? '';
}

export async function remarkOf(contact: WechatContact): Promise<string> {
  if (contact.friend() !== true) return '';
  return (await within(askTimeoutMs, contact.alias()).catch(() => undefined)) ?? '';
}

function traitsOf(contact: WechatContact): string {
  const parts = [contact.gender(), contact.province() ?? '', contact.city() ?? '', contact.payload?.signature ?? ''];
  return parts.every((part) => part === '' || part === 0) ? '' : parts.join('|');
}
