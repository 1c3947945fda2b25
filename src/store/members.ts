import { fingerprint } from '../domain/fingerprint.ts';
import type { TimeZone } from '../domain/local-date.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys, MemberId } from './keys.ts';
import { guarded } from './store-error.ts';

/** A person on one platform. */
export interface Identity {
  readonly platform: string;
  readonly person: string;
}

/** `platform:person`, as the people of a chat are keyed. */
export const personKey = ({ platform, person }: Identity): string => `${platform}:${person}`;

/** Tells the people of one group apart and is too short to tell who of the platform it was. */
export const personPrint = (identity: Identity): string => fingerprint(personKey(identity)).slice(-5);

export type MemberStore = ReturnType<typeof createMemberStore>;

/** People across chats and platforms. All reject with StoreError. */
export function createMemberStore(redis: RedisClient, keys: Keys) {
  return {
    /**
     * Our id of a person, `fresh` when they were not known; notes that they sit in `chat` at `seat`.
     * Idempotent, so that it can follow the seating as a settled second step. Four round trips, once a person and chat.
     */
    async register(identity: Identity, chat: ChatId, seat: number, fresh: MemberId): Promise<MemberId> {
      const identityKey = keys.identity(identity.platform, identity.person);
      const isNew = (await guarded(redis.set(identityKey, fresh, 'NX'))) === 'OK';
      const member = isNew ? fresh : ((await guarded(redis.get(identityKey))) ?? fresh);
      await guarded(redis.hset(keys.member(member), `i:${personKey(identity)}`, '1'));
      await guarded(redis.hset(keys.memberChats(member), chat, String(seat)));
      await guarded(redis.hset(keys.people(chat), personKey(identity), `${seat}:${member}`));
      return member;
    },

    /** Our id of a person, null when never met. */
    find: (identity: Identity): Promise<MemberId | null> =>
      guarded(redis.get(keys.identity(identity.platform, identity.person))),

    /** Chats the member sits in, with the seat. */
    async chatsOf(member: MemberId): Promise<readonly { readonly chat: ChatId; readonly seat: number }[]> {
      const seats = await guarded(redis.hgetall(keys.memberChats(member)));
      return Object.entries(seats).map(([chat, seat]) => ({ chat, seat: Number(seat) }));
    },

    /** The zone by which the member's own days go where a group allows it; null when they have set none. One round trip. */
    async zoneOf(member: MemberId): Promise<TimeZone | null> {
      return (await guarded(redis.hget(keys.member(member), 'zone'))) as TimeZone | null;
    },

    async setZone(member: MemberId, zone: TimeZone): Promise<void> {
      await guarded(redis.hset(keys.member(member), 'zone', zone));
    },

    /** The platform identities linked to the member. */
    async identitiesOf(member: MemberId): Promise<readonly Identity[]> {
      const fields = await guarded(redis.hkeys(keys.member(member)));
      return fields.flatMap((field) => {
        const match = /^i:([a-z]+):(.*)$/s.exec(field);
        return match?.[1] === undefined || match[2] === undefined ? [] : [{ platform: match[1], person: match[2] }];
      });
    },
  };
}
