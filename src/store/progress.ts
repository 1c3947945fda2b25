import type { LocalDate } from '../domain/local-date.ts';
import { withDaysOff } from '../domain/streak.ts';
import { type CheckInEntry, unpackEntries } from './check-in-entry.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { guarded } from './store-error.ts';

/** One row of a board; equal scores share a place. */
export interface BoardRow {
  readonly seat: number;
  readonly score: number;
  /** 1 for the best. */
  readonly place: number;
}

export interface Board {
  readonly top: readonly BoardRow[];
  /** Where the asker stands; null when not on the board. */
  readonly own: BoardRow | null;
  readonly memberCount: number;
}

export interface DayList {
  readonly memberCount: number;
  readonly latest: readonly { readonly seat: number; readonly entries: readonly CheckInEntry[] }[];
}

export interface LastQuiz {
  readonly openedAtMs: number;
  readonly playerCount: number;
}

export type ProgressStore = ReturnType<typeof createProgressStore>;

/** What has been recorded, for those who look at it. All reject with StoreError. */
export function createProgressStore(redis: RedisClient, keys: Keys) {
  const boardIn = async (key: string, seat: number, count: number): Promise<Board> => {
    const [flat, score, memberCount] = await guarded(
      Promise.all([
        redis.zrevrange(key, 0, count - 1, 'WITHSCORES'),
        redis.zscore(key, String(seat)),
        redis.zcard(key),
      ]),
    );
    const above = score === null ? 0 : await guarded(redis.zcount(key, `(${score}`, '+inf'));
    const own = score === null ? null : { seat, score: Number(score), place: above + 1 };
    return { top: rowsOf(flat), own, memberCount };
  };
  return {
    /**
     * The states of each seat as `readDayState` and `streakOf` read them, in the order asked; the chat's days off are
     * excused days. One round trip.
     */
    async states(chat: ChatId, seats: readonly number[]): Promise<readonly Uint8Array[]> {
      const [off, ...states] = await guarded(
        Promise.all([
          redis.hkeys(keys.daysOff(chat)),
          ...seats.map((seat) => redis.getBuffer(keys.states(chat, seat))),
        ]),
      );
      const daysOff = off.map(Number);
      return states.map((bits) => withDaysOff(bits ?? new Uint8Array(), daysOff));
    },

    /** Everybody's entries of a day by seat, excused days apart. Grows with the chat: not for a message's path. */
    async day(chat: ChatId, on: LocalDate): Promise<ReadonlyMap<number, readonly CheckInEntry[]>> {
      const packed = await guarded(redis.hgetall(keys.day(chat, on)));
      return new Map(Object.entries(packed).map(([seat, lines]) => [Number(seat), unpackEntries(lines, on)]));
    },

    /** How many checked in on a day. One round trip, O(1). */
    dayCount: (chat: ChatId, on: LocalDate): Promise<number> => guarded(redis.hlen(keys.day(chat, on))),

    /** One member's entries of a day, oldest first; empty when there are none. One round trip, O(1). */
    async entries(chat: ChatId, on: LocalDate, seat: number): Promise<readonly CheckInEntry[]> {
      return unpackEntries((await guarded(redis.hget(keys.day(chat, on), String(seat)))) ?? '', on);
    },

    /** True when somebody has ever checked in in the chat. */
    hasAny: async (chat: ChatId): Promise<boolean> => (await guarded(redis.exists(keys.ranks(chat, 'all')))) === 1,

    /** Days checked in within a period (as `periodsOfDay` names it, or `all`): the first `count`, and where `seat` stands. */
    daysBoard: (chat: ChatId, period: string, seat: number, count: number): Promise<Board> =>
      boardIn(keys.ranks(chat, period), seat, count),

    /** Quiz points within a period; the time taken is a fraction below one taken off, so that ties are told apart. */
    async pointsBoard(chat: ChatId, period: string, seat: number, count: number): Promise<Board> {
      const board = await boardIn(keys.points(chat, period), seat, count);
      const whole = (row: BoardRow): BoardRow => ({ ...row, score: Math.ceil(row.score) });
      return { ...board, top: board.top.map(whole), own: board.own === null ? null : whole(board.own) };
    },

    /** Quiz points of one seat over all time; 0 when there are none. */
    async points(chat: ChatId, seat: number): Promise<number> {
      return Math.ceil(Number((await guarded(redis.zscore(keys.points(chat, 'all'), String(seat)))) ?? 0));
    },

    /** The day's members who came last, newest first, with the count of all. Three round trips, for at most `count` members. */
    async latest(chat: ChatId, on: LocalDate, count: number): Promise<DayList> {
      const [seats, memberCount] = await guarded(
        Promise.all([redis.zrevrange(keys.arrivals(chat, on), 0, count - 1), redis.hlen(keys.day(chat, on))]),
      );
      if (seats.length === 0) return { memberCount, latest: [] };
      const lines = await guarded(redis.hmget(keys.day(chat, on), ...seats));
      const latest = seats.map((seat, index) => ({
        seat: Number(seat),
        entries: unpackEntries(lines[index] ?? '', on),
      }));
      return { memberCount, latest };
    },

    /** The quiz that runs or ran last in the chat; null when there was none. */
    async lastQuiz(chat: ChatId): Promise<LastQuiz | null> {
      const [id, openedAtMs] = await guarded(redis.hmget(keys.run(chat), 'id', 'o1'));
      if (id == null || openedAtMs == null) return null;
      return { openedAtMs: Number(openedAtMs), playerCount: await guarded(redis.zcard(keys.board(chat, id))) };
    },
  };
}

function rowsOf(flat: readonly string[]): readonly BoardRow[] {
  const rows: BoardRow[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const score = Number(flat[index + 1]);
    const above = rows.at(-1);
    const place = above?.score === score ? above.place : rows.length + 1;
    rows.push({ seat: Number(flat[index]), score, place });
  }
  return rows;
}
