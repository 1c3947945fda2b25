import { addDays, addMonths, localDateOfDayNumber } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/local-date.ts';
import { periodsOfDay } from '../domain/period.ts';
import { readDayState } from '../domain/streak.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys, MemberId } from './keys.ts';
import { personKey, personPrint } from './members.ts';
import type { RosterStore } from './roster.ts';
import { guarded } from './store-error.ts';

/** How long boards of weeks and months are kept, rounded up: a seat may stand on any of them. */
const weeksKept = 16;
const monthsKept = 28;
const arrivalDaysKept = 4;
const handledSeconds = 90_000;

export type ForgettingStore = ReturnType<typeof createForgettingStore>;

/** Deletes what is kept of people. Every step may be repeated. All reject with StoreError. */
export function createForgettingStore(redis: RedisClient, keys: Keys, roster: Pick<RosterStore, 'one'>) {
  /** Days on which something is recorded or excused for a seat. */
  const daysOf = async (chat: ChatId, seat: number): Promise<readonly LocalDate[]> => {
    const bits = (await guarded(redis.getBuffer(keys.states(chat, seat)))) ?? new Uint8Array();
    const numbers = Array.from({ length: bits.length * 4 }, (_, number) => number);
    return numbers.filter((number) => readDayState(bits, number) !== 'none').map(localDateOfDayNumber);
  };
  /** The newest quiz of a chat still holds the seat's answers; older ones expire and hold no name. */
  const quizOf = async (chat: ChatId) => {
    const [id, roundCount] = await guarded(redis.hmget(keys.run(chat), 'id', 'roundCount'));
    return { id: id ?? '', roundCount: Number(roundCount ?? 0) };
  };
  return {
    /** Deletes all that is kept of a seat in a chat: one atomic step after two reads. Grows with the seat's days. */
    async forgetSeat(chat: ChatId, seat: number, today: LocalDate): Promise<void> {
      const [entry, days, quiz] = await Promise.all([roster.one(chat, seat), daysOf(chat, seat), quizOf(chat)]);
      const field = String(seat);
      const steps = redis.multi();
      for (const on of days) steps.hdel(keys.day(chat, on), field);
      for (const period of periodsAround(days, today)) {
        steps.zrem(keys.ranks(chat, period), field).zrem(keys.points(chat, period), field);
      }
      for (let back = 0; back < arrivalDaysKept; back++) steps.zrem(keys.arrivals(chat, addDays(today, -back)), field);
      steps.zrem(keys.board(chat, quiz.id), field);
      for (let round = 1; round <= quiz.roundCount; round++) steps.hdel(keys.answers(chat, quiz.id, round), field);
      steps.hdel(keys.acts(chat), field).hdel(keys.leaves(chat), field).del(keys.states(chat, seat));
      steps.hdel(keys.names(chat), field).hdel(keys.roster(chat), field);
      if (entry !== null)
        steps.hdel(keys.people(chat), personKey(entry)).sadd(keys.forgotten(chat), personPrint(entry));
      if (entry?.hasLeft === false) steps.hincrby(keys.chat(chat), 'left', 1);
      await guarded(steps.exec());
    },

    /** Takes a chat off a member's list and, when it was the last, deletes the member with their identities. */
    async forgetMember(member: MemberId, chat: ChatId): Promise<void> {
      await guarded(redis.hdel(keys.memberChats(member), chat));
      if ((await guarded(redis.exists(keys.memberChats(member)))) === 1) return;
      const fields = await guarded(redis.hkeys(keys.member(member)));
      for (const field of fields) {
        const [, platform, person] = /^i:([a-z]+):(.*)$/su.exec(field) ?? [];
        if (platform !== undefined && person !== undefined) await guarded(redis.del(keys.identity(platform, person)));
      }
      await guarded(redis.del(keys.member(member)));
    },

    /** Notes that an event has had somebody forgotten, so that it can be told again. */
    async noteForgotten(chat: ChatId, event: string): Promise<void> {
      await guarded(redis.set(keys.handled(chat, event), 'forgotten', 'EX', handledSeconds));
    },
    wasForgotten: async (chat: ChatId, event: string): Promise<boolean> =>
      (await guarded(redis.get(keys.handled(chat, event)))) === 'forgotten',
  };
}

/** Names of all boards on which a seat with those days may stand. */
function periodsAround(days: readonly LocalDate[], today: LocalDate): ReadonlySet<string> {
  const weeks = Array.from({ length: weeksKept }, (_, back) => periodsOfDay(addDays(today, -7 * back)).week);
  const months = Array.from({ length: monthsKept }, (_, back) => periodsOfDay(addMonths(today, -back)).month);
  const recorded = days.flatMap((on) => Object.values(periodsOfDay(on)));
  return new Set([...weeks, ...months, ...recorded, 'all']);
}
