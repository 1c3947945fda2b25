import type { RedisClient } from './client.ts';
import type { Keys, MemberId } from './keys.ts';
import { type Identity, personKey } from './members.ts';
import { guarded } from './store-error.ts';

/** A code is typed within minutes or made anew. */
const codeSeconds = 15 * 60;
const triesMax = 6;

export type BindStore = ReturnType<typeof createBindStore>;

/** Codes by which one person on two platforms shows to be the same. All reject with StoreError. */
export function createBindStore(redis: RedisClient, keys: Keys) {
  const moveChats = async (from: MemberId, to: MemberId, identity: Identity): Promise<void> => {
    const seats = await guarded(redis.hgetall(keys.memberChats(from)));
    for (const [chat, seat] of Object.entries(seats)) {
      const known = await guarded(redis.hget(keys.people(chat), personKey(identity)));
      if (known?.replace(/^-/, '').split(':')[0] !== seat) continue;
      await guarded(redis.hset(keys.memberChats(to), chat, seat));
      await guarded(redis.hset(keys.people(chat), personKey(identity), `${seat}:${to}`));
      await guarded(redis.hdel(keys.memberChats(from), chat));
    }
  };
  return {
    /** Makes `code` stand for the member for fifteen minutes; false when it is in use. */
    async offer(code: string, member: MemberId): Promise<boolean> {
      return (await guarded(redis.set(keys.codes(code), member, 'EX', codeSeconds, 'NX'))) === 'OK';
    },

    /** The member that `code` stands for, null when it is wrong or has run out. */
    member: (code: string): Promise<MemberId | null> => guarded(redis.get(keys.codes(code))),

    /** True a few times in fifteen minutes: six digits must not be guessed. */
    async mayTry(member: MemberId): Promise<boolean> {
      const key = keys.bindTries(member);
      const count = await guarded(redis.incr(key));
      if (count === 1) await guarded(redis.expire(key, codeSeconds));
      return count <= triesMax;
    },

    /** True when `identity` is one of `member` already. */
    async isLinked(identity: Identity, member: MemberId): Promise<boolean> {
      return (await guarded(redis.get(keys.identity(identity.platform, identity.person)))) === member;
    },

    /** Makes `identity`, so far of `from`, one more identity of `to`, with its seats. Idempotent; the code is used up. */
    async link(code: string, identity: Identity, from: MemberId, to: MemberId): Promise<void> {
      await moveChats(from, to, identity);
      await guarded(redis.hset(keys.member(to), `i:${personKey(identity)}`, '1'));
      await guarded(redis.hdel(keys.member(from), `i:${personKey(identity)}`));
      await guarded(redis.set(keys.identity(identity.platform, identity.person), to));
      await guarded(redis.del(keys.codes(code)));
    },
  };
}
