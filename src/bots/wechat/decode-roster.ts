import { createHash } from 'node:crypto';
import type { Inbound, Person } from '../../commands/core/event.ts';
import { type DecodeParts, envelopeOf, type Moment, personOf } from './decode.ts';
import type { Present } from './roll-calls.ts';
import type { WechatContact, WechatRoom } from './wechat-bot.ts';

/** What wechaty says about who came into a room or was taken out of it. */
export interface RosterChange {
  readonly kind: 'joined' | 'left';
  readonly room: WechatRoom;
  /** Some puppets leave holes where they could not find somebody by name. */
  readonly people: readonly (WechatContact | undefined)[];
  readonly by: WechatContact | undefined;
  readonly at: Date | undefined;
}

/**
 * What the change tells: only a hint, as WeChat tells nobody who left by themselves and puppets guess from texts.
 * Null when nobody is named. Rejects with StoreError, or as the puppet does.
 */
export async function decodeRoster(
  change: RosterChange,
  selfId: string,
  moment: Moment,
  parts: DecodeParts,
): Promise<Inbound | null> {
  const named = change.people.filter((person) => person !== undefined);
  if (named.length === 0) return null;
  if (named.some(({ id }) => id === selfId)) return decodeStanding(change, moment, parts);
  const people: Person[] = [];
  for (const contact of named) people.push(await personOf(contact, change.room, parts.identities));
  return {
    ...(await envelopeOf(idOf(change), moment, { room: change.room, person: null }, parts)),
    kind: change.kind,
    people,
  };
}

async function decodeStanding(change: RosterChange, moment: Moment, parts: DecodeParts): Promise<Inbound | null> {
  const { kind, room, by } = change;
  const isIn = kind === 'joined';
  // A room that one is not in any more cannot be looked at: it must have been met before.
  if (!isIn && (await parts.identities.knownAs([room.id])).size === 0) return null;
  const inviter = isIn && by !== undefined ? await personOf(by, room, parts.identities) : null;
  return {
    ...(await envelopeOf(idOf(change), moment, { room, person: null }, parts)),
    kind: 'standing',
    standing: isIn ? 'added' : 'removed',
    by: inviter,
    seesAll: true,
  };
}

/** Who is in the room now. Rejects with StoreError, or as the puppet does. */
export async function decodeRoll(
  room: WechatRoom,
  { people, isWhole }: Present,
  moment: Moment,
  parts: DecodeParts,
): Promise<Inbound> {
  const envelope = await envelopeOf(`p ${room.id} ${moment.order}`, moment, { room, person: null }, parts);
  return { ...envelope, kind: 'present', people, isWhole };
}

/** The same change told twice has the same id. */
export function idOf({ kind, room, people, at }: RosterChange): string {
  const ids = people.map((person) => person?.id ?? '').sort();
  const whole = [kind, room.id, at?.getTime() ?? '', ...ids].join(' ');
  return `r ${createHash('sha256').update(whole).digest('hex').slice(0, 24)}`;
}
