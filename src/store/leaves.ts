import { z } from 'zod';
import { dayNumber, localDateOfDayNumber } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/local-date.ts';
import { packAct, stretchOf } from './act.ts';
import { cleanNote } from './check-in-entry.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** A stretch of excused days of one member, both ends included. */
export interface Leave {
  readonly seat: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: string;
  /** Whole seconds. */
  readonly atMs: number;
}

export interface Excused {
  /** `nothing`: every day of the stretch was recorded or excused already. */
  readonly outcome: 'excused' | 'nothing';
  /** Days newly excused. */
  readonly dayCount: number;
}

const recordLeave = script({
  name: 'record-leave',
  keys: ['handled', 'states', 'leaves', 'acts'],
  args: ['seat', 'from', 'to', 'leave', 'act'],
  reply: jsonReply(z.object({ outcome: z.enum(['excused', 'nothing']), days: z.number() })),
});

export type LeaveStore = ReturnType<typeof createLeaveStore>;

/** Excused days. All reject with StoreError. */
export function createLeaveStore(redis: RedisClient, keys: Keys) {
  return {
    /** Excuses the days on which nothing was recorded; a redelivered `event` repeats the outcome. One round trip. */
    async record(chat: ChatId, event: string, leave: Leave): Promise<Excused> {
      const { seat, from, to, reason, atMs } = leave;
      const { outcome, days } = await recordLeave(
        redis,
        {
          handled: keys.handled(chat, event),
          states: keys.states(chat, seat),
          leaves: keys.leaves(chat),
          acts: keys.acts(chat),
        },
        {
          seat,
          from: dayNumber(from),
          to: dayNumber(to),
          leave: `${stretchOf(from, to, atMs)}${cleanNote(reason)}`,
          act: packAct({ kind: 'leave', from, to, atMs }),
        },
      );
      return { outcome, dayCount: days };
    },

    /** All stretches of a chat, oldest first within a seat. Grows with the chat: not for a message's path. */
    async all(chat: ChatId): Promise<readonly Leave[]> {
      const leaves = await guarded(redis.hgetall(keys.leaves(chat)));
      return Object.entries(leaves).flatMap(([seat, lines]) =>
        lines.split('\n').flatMap((line) => leaveOf(Number(seat), line)),
      );
    },

    /** Seats whose leave covers the day. Grows with the chat: not for a message's path. */
    async seatsOn(chat: ChatId, on: LocalDate): Promise<ReadonlySet<number>> {
      const leaves = await this.all(chat);
      return new Set(leaves.filter(({ from, to }) => from <= on && on <= to).map(({ seat }) => seat));
    },
  };
}

function leaveOf(seat: number, line: string): readonly Leave[] {
  const match = /^(\d+) (\d+) ([0-9a-z]+) ?(.*)$/su.exec(line);
  if (match === null) return [];
  const [, from, to, at = '0', reason = ''] = match;
  return [
    {
      seat,
      from: localDateOfDayNumber(Number(from)),
      to: localDateOfDayNumber(Number(to)),
      reason,
      atMs: Number.parseInt(at, 36) * 1000,
    },
  ];
}
