import { z } from 'zod';
import { addDays, addMonths, dayNumber, monthStart } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/local-date.ts';
import { periodsOfDay } from '../domain/period.ts';
import { packAct } from './act.ts';
import { type CheckInEntry, packEntry, unpackEntries } from './check-in-entry.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** Something to record for a member's day. */
export interface NewCheckIn {
  readonly seat: number;
  readonly on: LocalDate;
  readonly entry: CheckInEntry;
}

/** One member on the day's list. */
export interface DayMember {
  readonly seat: number;
  /** Null for one who does not want to be named. */
  readonly name: string | null;
  /** Oldest first. */
  readonly entries: readonly CheckInEntry[];
}

/** Where a member and the chat stand after a check-in. */
export interface Recorded {
  /** `added`: to a day that had entries; `again`: it said nothing new and left no trace. */
  readonly outcome: 'recorded' | 'added' | 'again';
  /** Days in a row up to the day of the check-in. */
  readonly streak: number;
  readonly member: DayMember;
  readonly memberCount: number;
  /** The latest of the day's members, newest first. */
  readonly latest: readonly DayMember[];
}

export interface MadeUp {
  readonly outcome: 'made-up' | 'already' | 'quota';
  /** Days in a row up to today. */
  readonly streak: number;
  /** Make-ups of the day's calendar month, this one included. */
  readonly usedCount: number;
}

const recordCheckIn = script({
  name: 'record-check-in',
  keys: ['handled', 'day', 'states', 'arrivals', 'acts', 'week', 'month', 'all', 'names', 'roster', 'daysOff'],
  args: ['seat', 'entry', 'act', 'day', 'isBare', 'atMs', 'shown'],
  reply: z.tuple([
    jsonReply(z.object({ outcome: z.enum(['recorded', 'added', 'again']), streak: z.number() })),
    z.number(),
    z.array(z.string()),
    z.array(z.string()),
    z.array(z.string()),
  ]),
});

const recordMakeUp = script({
  name: 'record-make-up',
  keys: ['handled', 'day', 'states', 'acts', 'week', 'month', 'all', 'daysOff'],
  args: ['seat', 'entry', 'act', 'day', 'today', 'quota', 'monthFrom', 'monthTo'],
  reply: jsonReply(
    z.object({ outcome: z.enum(['made-up', 'already', 'quota']), streak: z.number(), used: z.number() }),
  ),
});

const askedSeconds = 90_000;

export type CheckInStore = ReturnType<typeof createCheckInStore>;

/** What members record for their days. All reject with StoreError. */
export function createCheckInStore(redis: RedisClient, keys: Keys) {
  const ranksOf = (chat: ChatId, on: LocalDate) => {
    const { week, month } = periodsOfDay(on);
    return { week: keys.ranks(chat, week), month: keys.ranks(chat, month), all: keys.ranks(chat, 'all') };
  };
  return {
    /**
     * Adds an entry to a member's day; a redelivered `event` repeats the outcome. `shownCount` of the day's members come
     * back, 0 where nobody will see them. One round trip.
     */
    async record(chat: ChatId, event: string, checkIn: NewCheckIn, shownCount: number): Promise<Recorded> {
      const { seat, on, entry } = checkIn;
      const [told, memberCount, seats, lines, names] = await recordCheckIn(
        redis,
        {
          handled: keys.handled(chat, event),
          day: keys.day(chat, on),
          states: keys.states(chat, seat),
          arrivals: keys.arrivals(chat, on),
          acts: keys.acts(chat),
          ...ranksOf(chat, on),
          names: keys.names(chat),
          roster: keys.roster(chat),
          daysOff: keys.daysOff(chat),
        },
        {
          seat,
          entry: packEntry(entry, on),
          act: packAct({ kind: 'check-in', on, atMs: entry.atMs }),
          day: dayNumber(on),
          isBare: entry.amount === null && entry.note === '' && !entry.hasPhoto ? 1 : 0,
          atMs: entry.atMs,
          shown: shownCount,
        },
      );
      const listed = seats.map((text, index) => ({
        seat: Number(text),
        name: names[index] === '' ? null : (names[index] ?? null),
        entries: unpackEntries(lines[index] ?? '', on),
      }));
      const member = listed.pop() ?? { seat, name: null, entries: [] };
      return { ...told, member, memberCount, latest: listed };
    },

    /** Records a past day, at most `quota` in its calendar month; window and order of days are the caller's. One round trip. */
    async makeUp(
      chat: ChatId,
      event: string,
      checkIn: NewCheckIn,
      limits: { readonly today: LocalDate; readonly quota: number },
    ): Promise<MadeUp> {
      const { seat, on, entry } = checkIn;
      const monthFrom = monthStart(on);
      const { outcome, streak, used } = await recordMakeUp(
        redis,
        {
          handled: keys.handled(chat, event),
          day: keys.day(chat, on),
          states: keys.states(chat, seat),
          acts: keys.acts(chat),
          ...ranksOf(chat, on),
          daysOff: keys.daysOff(chat),
        },
        {
          seat,
          entry: packEntry(entry, on),
          act: packAct({ kind: 'check-in', on, atMs: entry.atMs }),
          day: dayNumber(on),
          today: dayNumber(limits.today),
          quota: limits.quota,
          monthFrom: dayNumber(monthFrom),
          monthTo: dayNumber(addDays(addMonths(monthFrom, 1), -1)),
        },
      );
      return { outcome, streak, usedCount: used };
    },

    /** True for the first event of a member's day that is asked back about, also when it is told again. */
    async mayAsk(chat: ChatId, seat: number, on: LocalDate, event: string): Promise<boolean> {
      const asked = await guarded(redis.set(keys.asked(chat, on, seat), event, 'EX', askedSeconds, 'NX', 'GET'));
      return asked === null || asked === event;
    },
  };
}
