import { z } from 'zod';
import type { LocalDate } from '../domain/local-date.ts';
import type { ChatSettings } from '../domain/settings.ts';
import { type Chat, type ChatAddress, chatOf } from './chat.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { personKey } from './members.ts';
import { newRosterRecord } from './roster.ts';
import { type Run, runOf } from './run.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** What one event needs to know, read in one round trip. */
export interface Admission {
  readonly chat: Chat;
  /** 0 when the event has no sender to seat. */
  readonly seat: number;
  /** Empty until the member is registered across chats. */
  readonly member: string;
  readonly run: Run | null;
  /** The sender was seen leaving the group. */
  readonly hasLeft: boolean;
}

/** The sender of an event, as the chat seats them. */
export interface Arrival {
  readonly platform: string;
  /** The platform's id of the person. */
  readonly person: string;
  readonly name: string;
  /** The day that a newcomer is noted to have come. */
  readonly joinedOn: LocalDate;
  /** True for what only somebody inside the group can do. */
  readonly isBack: boolean;
}

export interface NewChat {
  readonly address: ChatAddress;
  readonly isGroup: boolean;
  readonly title: string;
  readonly locale: string;
  readonly isLocaleChosen: boolean;
  readonly zone: string;
  /** The day on which a group became known: it is silent from then on, and not since ever. */
  readonly heardOn?: LocalDate;
}

const admitEvent = script({
  name: 'admit-event',
  keys: ['chat', 'people', 'names', 'roster', 'run'],
  args: ['person', 'name', 'record', 'isBack'],
  reply: z.tuple([z.number(), z.string(), z.array(z.string()), z.array(z.string()), z.number()]),
});

/** Standing messages older than this are written anew, not edited: nobody scrolls back that far. */
const slotSeconds = 3 * 24 * 3600;

export type ChatStore = ReturnType<typeof createChatStore>;

/** Chats: which of ours a platform's chat is, what is known of it, and its settings. All reject with StoreError. */
export function createChatStore(redis: RedisClient, keys: Keys) {
  const addressKey = (address: ChatAddress): string => keys.address(address.platform, address.account, address.chat);
  const setFields = async (chat: ChatId, fields: Readonly<Record<string, string>>): Promise<void> => {
    await guarded(redis.hset(keys.chat(chat), fields));
  };
  return {
    /** Our id of a platform's chat, null when it was never met. One round trip. */
    find: (address: ChatAddress): Promise<ChatId | null> => guarded(redis.get(addressKey(address))),

    /** Makes the chat known under `id` unless its address already is; returns the id that holds. Idempotent. */
    async create(id: ChatId, chat: NewChat): Promise<ChatId> {
      const { address, isGroup, title, locale, isLocaleChosen, zone, heardOn } = chat;
      const fields: Record<string, string> = {
        address: JSON.stringify(address),
        isGroup: isGroup ? '1' : '0',
        title,
        locale,
        isLocaleChosen: isLocaleChosen ? '1' : '0',
        zone,
        ...(heardOn === undefined ? {} : { heardOn }),
      };
      // The chat before the way to it: who dies in between leaves a chat that nobody finds, not a way to nowhere.
      const steps = redis.multi();
      for (const [name, value] of Object.entries(fields)) steps.hsetnx(keys.chat(id), name, value);
      await guarded(steps.exec());
      const isFirst = (await guarded(redis.set(addressKey(address), id, 'NX'))) === 'OK';
      const settled = isFirst ? id : ((await this.find(address)) ?? id);
      if (settled !== id) await guarded(redis.del(keys.chat(id)));
      await guarded(redis.sadd(keys.chats(), settled));
      return settled;
    },

    /** The chat, its run and the sender's seat; null when `id` is unknown. One round trip. */
    async admit(id: ChatId, person: Arrival | null): Promise<Admission | null> {
      const [seat, member, chat, run, left] = await admitEvent(
        redis,
        {
          chat: keys.chat(id),
          people: keys.people(id),
          names: keys.names(id),
          roster: keys.roster(id),
          run: keys.run(id),
        },
        {
          person: person === null ? '' : personKey(person),
          name: person?.name ?? '',
          record: person === null ? '' : newRosterRecord(person),
          isBack: person?.isBack === true ? 1 : 0,
        },
      );
      return seat === -1 ? null : { chat: chatOf(id, chat), seat, member, run: runOf(run), hasLeft: left === 1 };
    },

    /** The chat as it stands; null when unknown. One round trip. */
    async read(id: ChatId): Promise<Chat | null> {
      const flat = await guarded(redis.hgetall(keys.chat(id)));
      const pairs = Object.entries(flat).flat();
      return pairs.length === 0 ? null : chatOf(id, pairs);
    },

    /**
     * Points `to` at the chat and makes it the chat's address; everything under our id stays where it is. What a new room
     * began before it was known to be this chat is left behind. Idempotent.
     */
    async move(id: ChatId, to: ChatAddress): Promise<void> {
      const stray = await this.find(to);
      if (stray !== null && stray !== id) await this.retire(stray, to);
      await guarded(redis.set(addressKey(to), id));
      await setFields(id, { address: JSON.stringify(to), standing: 'active' });
    },

    /** Lets go of a chat whose address has gone to another one; what still remembers its id looks it up anew. */
    async retire(id: ChatId, { platform, account }: ChatAddress): Promise<void> {
      await setFields(id, { address: JSON.stringify({ platform, account, chat: '' }), standing: 'removed' });
      await guarded(redis.srem(keys.chats(), id));
    },

    setSetting: <K extends keyof ChatSettings>(id: ChatId, name: K, value: ChatSettings[K]): Promise<void> =>
      setFields(id, { [`s:${name}`]: JSON.stringify(value) }),
    setLocale: (id: ChatId, locale: string): Promise<void> => setFields(id, { locale, isLocaleChosen: '1' }),
    /** As long as nobody has chosen a language, another guess may take its place. */
    setGuessedLocale: (id: ChatId, locale: string): Promise<void> => setFields(id, { locale }),
    setZone: (id: ChatId, zone: string): Promise<void> => setFields(id, { zone, isZoneChosen: '1' }),
    setTitle: (id: ChatId, title: string): Promise<void> => setFields(id, { title }),
    setStanding: (id: ChatId, standing: Chat['standing'], atMs: number): Promise<void> =>
      setFields(id, { standing, standingAtMs: String(atMs) }),
    /** Whether the bot sees everything that is said, as the platform last told. */
    setSeesAll: (id: ChatId, seesAll: boolean): Promise<void> => setFields(id, { seesAll: seesAll ? '1' : '0' }),
    /** Whether the bot administers the group, as the platform last told. */
    setIsAdmin: (id: ChatId, isAdmin: boolean): Promise<void> => setFields(id, { isAdmin: isAdmin ? '1' : '0' }),
    /** The day on which somebody last said or did something there. */
    setHeardOn: (id: ChatId, on: LocalDate): Promise<void> => setFields(id, { heardOn: on }),
    setPlanTitle: (id: ChatId, planTitle: string): Promise<void> => setFields(id, { planTitle }),
    setPrompted: (id: ChatId, atMs: number): Promise<void> => setFields(id, { promptedAtMs: String(atMs) }),
    setPrivacyExplained: (id: ChatId): Promise<void> => setFields(id, { isPrivacyExplained: '1' }),
    setOrganisers: (id: ChatId, organisers: readonly string[], atMs: number): Promise<void> =>
      setFields(id, { organisers: JSON.stringify(organisers), organisersAtMs: String(atMs) }),

    /** The platform's id of the standing message in `slot`, null when there is none to change. */
    slotMessage: (id: ChatId, slot: string): Promise<string | null> => guarded(redis.get(keys.slot(id, slot))),
    async rememberSlot(id: ChatId, slot: string, messageId: string): Promise<void> {
      await guarded(redis.set(keys.slot(id, slot), messageId, 'EX', slotSeconds));
    },
    async forgetSlot(id: ChatId, slot: string): Promise<void> {
      await guarded(redis.del(keys.slot(id, slot)));
    },

    /** Whose chat it is and when it was last asked for check-ins; less to read than the whole chat. One round trip. */
    async lastPrompt(
      id: ChatId,
    ): Promise<{ readonly address: ChatAddress | null; readonly promptedAtMs: number | null }> {
      const [address = null, atMs = null] = await guarded(redis.hmget(keys.chat(id), 'address', 'promptedAtMs'));
      return {
        address: address === null ? null : (JSON.parse(address) as ChatAddress),
        promptedAtMs: atMs === null ? null : Number(atMs),
      };
    },

    /** Ids of all chats, in no order. Grows with the number of chats; not for the path of a message. */
    allIds: (): Promise<string[]> => guarded(redis.smembers(keys.chats())),
  };
}
