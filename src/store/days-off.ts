import { z } from 'zod';
import { dayNumber, localDateOfDayNumber } from '../domain/calendar.ts';
import { daysOffMax } from '../domain/limits.ts';
import type { LocalDate } from '../domain/local-date.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** A day on which a chat rests. */
export interface DayOff {
  readonly on: LocalDate;
  /** Empty when nobody named it. */
  readonly name: string;
}

export interface DaysOffChanged {
  readonly outcome: 'changed' | 'too-many';
  /** How many days are new, or have gone. */
  readonly days: number;
  /** How many the chat has now. */
  readonly count: number;
}

const changeDaysOff = script({
  name: 'change-days-off',
  keys: ['daysOff', 'chat', 'handled'],
  args: ['act', 'max'],
  reply: jsonReply(z.object({ outcome: z.enum(['changed', 'too-many']), days: z.number(), count: z.number() })),
});

export type DaysOffStore = ReturnType<typeof createDaysOffStore>;

/** Days on which a whole chat rests. All reject with StoreError. */
export function createDaysOffStore(redis: RedisClient, keys: Keys) {
  return {
    /**
     * Adds days by hand, takes days away whatever they came from, takes all away, or puts the days of a file in the place
     * of the last file's and makes the chat's calendar its own. One round trip; a redelivered `event` repeats the outcome.
     */
    change: (
      chat: ChatId,
      event: string,
      act: 'add' | 'remove' | 'clear' | 'file',
      days: readonly DayOff[],
    ): Promise<DaysOffChanged> =>
      changeDaysOff(
        redis,
        { daysOff: keys.daysOff(chat), chat: keys.chat(chat), handled: keys.handled(chat, event) },
        { act, max: daysOffMax },
        days.flatMap(({ on, name }) => [dayNumber(on), name]),
      ),

    /** All days off in order. One round trip. */
    async all(chat: ChatId): Promise<readonly DayOff[]> {
      const kept = await guarded(redis.hgetall(keys.daysOff(chat)));
      return Object.entries(kept)
        .map(([number, words]) => ({ on: localDateOfDayNumber(Number(number)), name: words.slice(1) }))
        .sort((a, b) => (a.on < b.on ? -1 : 1));
    },

    /** The same days without their names. One round trip. */
    async set(chat: ChatId): Promise<ReadonlySet<LocalDate>> {
      const numbers = await guarded(redis.hkeys(keys.daysOff(chat)));
      return new Set(numbers.map((number) => localDateOfDayNumber(Number(number))));
    },

    /** Whether the chat rests on a day. One round trip, O(1). */
    has: async (chat: ChatId, on: LocalDate): Promise<boolean> =>
      (await guarded(redis.hexists(keys.daysOff(chat), String(dayNumber(on))))) === 1,
  };
}
