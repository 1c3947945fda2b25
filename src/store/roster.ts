import { z } from 'zod';
import type { LocalDate } from '../domain/local-date.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { personKey, personPrint } from './members.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

const rosterEntry = z.object({
  platform: z.string(),
  person: z.string(),
  joinedOn: z.string().transform((on) => on as LocalDate),
  isOptedOut: z.boolean().default(false),
  hasLeft: z.boolean().default(false),
});

/** One seat of a chat. */
export type RosterEntry = z.infer<typeof rosterEntry>;

export interface SeatedMember extends RosterEntry {
  readonly seat: number;
  readonly name: string;
}

/** The JSON that a newcomer's seat starts with. */
export const newRosterRecord = ({ platform, person, joinedOn }: NewcomerFields): string =>
  JSON.stringify({ platform, person, joinedOn });

type NewcomerFields = Pick<RosterEntry, 'platform' | 'person' | 'joinedOn'>;

const setLeft = script({
  name: 'set-left',
  keys: ['people', 'roster', 'chat'],
  args: ['person', 'hasLeft'],
  reply: z.number(),
});
const setOptedOut = script({
  name: 'set-opted-out',
  keys: ['roster'],
  args: ['seat', 'isOptedOut'],
  reply: z.number(),
});

const seatPeople = script({
  name: 'seat-people',
  keys: ['people', 'names', 'roster', 'chat', 'forgotten'],
  args: ['count'],
  reply: z.array(z.tuple([z.number(), z.string()])),
});

/** Members in one script, so that no message waits for it long. */
const seatedAtOnce = 100;

/** Somebody on a member list. */
export interface ListedPerson extends NewcomerFields {
  readonly name: string;
}

/** Where somebody on a member list sits. */
export interface ListedSeat {
  readonly person: ListedPerson;
  readonly seat: number;
  /** Empty until the member is registered across chats. */
  readonly member: string;
}

export type RosterStore = ReturnType<typeof createRosterStore>;

/** Who sits in a chat. All reject with StoreError. */
export function createRosterStore(redis: RedisClient, keys: Keys) {
  const entryOf = (json: string): RosterEntry => rosterEntry.parse(JSON.parse(json));
  return {
    /** Names by seat, in the order asked; seats unknown come out as `#seat`. One round trip. */
    async names(chat: ChatId, seats: readonly number[]): Promise<readonly string[]> {
      if (seats.length === 0) return [];
      const names = await guarded(redis.hmget(keys.names(chat), ...seats.map(String)));
      return names.map((name, index) => name ?? `#${seats[index] ?? 0}`);
    },

    /** Names fit to be shown, in the order asked; null for members who do not want to be named. One round trip. */
    async shownNames(chat: ChatId, seats: readonly number[]): Promise<readonly (string | null)[]> {
      if (seats.length === 0) return [];
      const fields = seats.map(String);
      const [names, entries] = await guarded(
        Promise.all([redis.hmget(keys.names(chat), ...fields), redis.hmget(keys.roster(chat), ...fields)]),
      );
      return seats.map((seat, index) => {
        const json = entries[index] ?? null;
        return json !== null && entryOf(json).isOptedOut ? null : (names[index] ?? `#${seat}`);
      });
    },

    /** Seats of `platform:person`s in the order asked, without those who have none. One round trip. */
    async seatsOf(chat: ChatId, people: readonly string[]): Promise<readonly number[]> {
      if (people.length === 0) return [];
      const known = await guarded(redis.hmget(keys.people(chat), ...people));
      return known.flatMap((entry) => (entry === null ? [] : [Number(/\d+/.exec(entry)?.[0])]));
    },

    /** Everybody ever seated. Grows with the chat: for commands of organisers and digests, never on a message's path. */
    async all(chat: ChatId): Promise<readonly SeatedMember[]> {
      const [roster, names] = await guarded(
        Promise.all([redis.hgetall(keys.roster(chat)), redis.hgetall(keys.names(chat))]),
      );
      return Object.entries(roster)
        .map(([seat, json]) => ({ ...entryOf(json), seat: Number(seat), name: names[seat] ?? `#${seat}` }))
        .sort((a, b) => a.seat - b.seat);
    },

    /** One seat; null when nobody has it. */
    async one(chat: ChatId, seat: number): Promise<RosterEntry | null> {
      const json = await guarded(redis.hget(keys.roster(chat), String(seat)));
      return json === null ? null : entryOf(json);
    },

    /** Notes that a person left (or is back in) the group; their history stays. No effect on strangers. */
    async setLeft(chat: ChatId, personKey: string, hasLeft: boolean): Promise<void> {
      const where = { people: keys.people(chat), roster: keys.roster(chat), chat: keys.chat(chat) };
      await setLeft(redis, where, { person: personKey, hasLeft: hasLeft ? 1 : 0 });
    },

    /**
     * Seats everybody on a member list, as here and under the names of now; whoever had themselves forgotten is left out.
     * One round trip for a hundred.
     */
    async seatAll(chat: ChatId, people: readonly ListedPerson[]): Promise<readonly ListedSeat[]> {
      const where = {
        people: keys.people(chat),
        names: keys.names(chat),
        roster: keys.roster(chat),
        chat: keys.chat(chat),
        forgotten: keys.forgotten(chat),
      };
      const seated: ListedSeat[] = [];
      for (let start = 0; start < people.length; start += seatedAtOnce) {
        const batch = people.slice(start, start + seatedAtOnce);
        const fields = batch.flatMap((one) => [personKey(one), one.name, newRosterRecord(one), personPrint(one)]);
        const places = await seatPeople(redis, where, { count: batch.length }, fields);
        for (const [index, person] of batch.entries()) {
          const [seat, member] = places[index] ?? [0, ''];
          if (seat !== 0) seated.push({ person, seat, member });
        }
      }
      return seated;
    },

    /** `platform:person`s of those who sit in the chat and have not left. One round trip; grows with the chat. */
    async present(chat: ChatId): Promise<readonly string[]> {
      const people = await guarded(redis.hgetall(keys.people(chat)));
      return Object.entries(people).flatMap(([person, place]) => (place.startsWith('-') ? [] : [person]));
    },

    /** Notes whether the member at `seat` wants to be named and nudged. */
    async setOptedOut(chat: ChatId, seat: number, isOptedOut: boolean): Promise<void> {
      await setOptedOut(redis, { roster: keys.roster(chat) }, { seat, isOptedOut: isOptedOut ? 1 : 0 });
    },
  };
}
