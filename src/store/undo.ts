import { z } from 'zod';
import { dayNumber, localDateOfDayNumber } from '../domain/calendar.ts';
import type { Amount } from '../domain/day-total.ts';
import type { LocalDate } from '../domain/local-date.ts';
import { periodsOfDay } from '../domain/period.ts';
import { type Act, stretchOf, unpackAct } from './act.ts';
import { unpackEntries } from './check-in-entry.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** What was taken back. */
export type Undone =
  | {
      readonly kind: 'check-in';
      readonly on: LocalDate;
      readonly outcome: 'done' | 'made-up';
      readonly amount: Amount | null;
      /** Entries of the day that stay. */
      readonly leftCount: number;
    }
  | { readonly kind: 'leave'; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly kind: 'nothing' };

const checkInOutcome = z.object({
  outcome: z.enum(['undone', 'changed']),
  entry: z.string(),
  left: z.number(),
  day: z.number(),
});
const leaveOutcome = z.object({ outcome: z.enum(['undone', 'changed']), from: z.number(), to: z.number() });
const noOutcome = z.object({ outcome: z.literal('nothing') });
const anyOutcome = z.union([checkInOutcome, leaveOutcome, noOutcome]);
type Outcome = z.infer<typeof anyOutcome>;

const undoCheckIn = script({
  name: 'undo-check-in',
  keys: ['handled', 'acts', 'day', 'states', 'arrivals', 'leaves', 'week', 'month', 'all'],
  args: ['seat', 'act', 'day'],
  reply: jsonReply(anyOutcome),
});

const undoLeave = script({
  name: 'undo-leave',
  keys: ['handled', 'acts', 'states', 'leaves'],
  args: ['seat', 'act', 'from', 'to', 'stretch'],
  reply: jsonReply(anyOutcome),
});

const handledSeconds = 90_000;

/** Another act of the same member can come between reading and taking back only from a second process. */
const attemptsMax = 5;

export type UndoStore = ReturnType<typeof createUndoStore>;

/** Takes back what members recorded. Rejects with StoreError. */
export function createUndoStore(redis: RedisClient, keys: Keys) {
  const takeBack = (chat: ChatId, event: string, seat: number, line: string, act: Act): Promise<Outcome> => {
    const shared = { handled: keys.handled(chat, event), acts: keys.acts(chat), states: keys.states(chat, seat) };
    if (act.kind === 'leave') {
      return undoLeave(
        redis,
        { ...shared, leaves: keys.leaves(chat) },
        {
          seat,
          act: line,
          from: dayNumber(act.from),
          to: dayNumber(act.to),
          stretch: stretchOf(act.from, act.to, act.atMs),
        },
      );
    }
    const { week, month } = periodsOfDay(act.on);
    return undoCheckIn(
      redis,
      {
        ...shared,
        day: keys.day(chat, act.on),
        arrivals: keys.arrivals(chat, act.on),
        leaves: keys.leaves(chat),
        week: keys.ranks(chat, week),
        month: keys.ranks(chat, month),
        all: keys.ranks(chat, 'all'),
      },
      { seat, act: line, day: dayNumber(act.on) },
    );
  };
  /** Told again after a later check-in, the event must not take that one back. */
  const noteNothing = async (chat: ChatId, event: string): Promise<void> => {
    const nothing = JSON.stringify({ outcome: 'nothing' } satisfies z.infer<typeof noOutcome>);
    await guarded(redis.set(keys.handled(chat, event), nothing, 'EX', handledSeconds, 'NX'));
  };
  return {
    /** Takes back the seat's newest check-in, make-up or leave told since `sinceMs`. Two round trips. */
    async undo(chat: ChatId, event: string, seat: number, sinceMs: number): Promise<Undone> {
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        const [past, acts] = await guarded(
          Promise.all([redis.get(keys.handled(chat, event)), redis.hget(keys.acts(chat), String(seat))]),
        );
        if (past !== null) return undoneOf(jsonReply(anyOutcome).parse(past));
        const line = acts?.split('\n')[0] ?? '';
        const act = unpackAct(line);
        if (act === null || act.atMs < sinceMs) {
          await noteNothing(chat, event);
          return { kind: 'nothing' };
        }
        const outcome = await takeBack(chat, event, seat, line, act);
        if (outcome.outcome === 'undone') return undoneOf(outcome);
      }
      return { kind: 'nothing' };
    },
  };
}

function undoneOf(outcome: Outcome): Undone {
  if (outcome.outcome === 'nothing') return { kind: 'nothing' };
  if ('from' in outcome) {
    return { kind: 'leave', from: localDateOfDayNumber(outcome.from), to: localDateOfDayNumber(outcome.to) };
  }
  const on = localDateOfDayNumber(outcome.day);
  const [entry] = unpackEntries(`${outcome.entry} 0`, on);
  return {
    kind: 'check-in',
    on,
    outcome: entry?.outcome ?? 'done',
    amount: entry?.amount ?? null,
    leftCount: outcome.left,
  };
}
