import { z } from 'zod';
import { addDays, dayNumber } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/local-date.ts';
import { periodsOfDay } from '../domain/period.ts';
import { packAct } from './act.ts';
import { type CheckInEntry, packEntry, unpackEntries } from './check-in-entry.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

const seats = z.array(z.number());
const outcomeShape = z.object({
  /** Seats whose first record of the day it is. */
  recorded: seats,
  /** Seats that had a record and have one more. */
  added: seats,
  /** Seats whose earlier line was replaced. */
  corrected: seats,
  takenBack: seats,
  /** Names to tell back. */
  strangers: z.array(z.string()),
  unclear: z.array(z.string()),
  isOtherDay: z.boolean(),
});

/** What a copy of a relay did. */
export type RelayOutcome = z.infer<typeof outcomeShape>;

/** A seat's line on a relay. */
export interface RelayLine {
  /** When the entry that it made was recorded; null where it made none. */
  readonly entryAtMs: number | null;
  /** Prints of what it has said, newest first. */
  readonly prints: readonly string[];
  /** True once its own person has posted a list with it. */
  readonly isOwn: boolean;
}

/** What is known of one relay on one day. */
export interface RelayState {
  /** What the event did when it was told before; null the first time. */
  readonly past: RelayOutcome | null;
  readonly lines: ReadonlyMap<number, RelayLine>;
  /** Seat → what its line said last on the day before. */
  readonly earlier: ReadonlyMap<number, string>;
  readonly names: ReadonlyMap<string, number>;
}

/** A seat's day as it was read and as it shall be. */
export interface RelayEffect {
  readonly seat: number;
  readonly before: readonly CheckInEntry[];
  readonly after: readonly CheckInEntry[];
  readonly lineBefore: RelayLine | undefined;
  readonly lineAfter: RelayLine;
}

export interface RelayRecord {
  readonly on: LocalDate;
  /** Print of the relay. */
  readonly relay: string;
  readonly atMs: number;
  readonly effects: readonly RelayEffect[];
  readonly names: ReadonlyMap<string, number>;
  readonly outcome: RelayOutcome;
}

const recordRelay = script({
  name: 'record-relay',
  keys: ['handled', 'day', 'relay', 'arrivals', 'acts', 'leaves', 'week', 'month', 'all', 'states'],
  args: ['day', 'atMs', 'outcome', 'count'],
  reply: z.union([z.literal('').transform(() => null), jsonReply(outcomeShape)]),
});

const packLine = (line: RelayLine | undefined): string =>
  line === undefined ? '' : [`${line.entryAtMs ?? '-'}${line.isOwn ? '!' : ''}`, ...line.prints].join(' ');

function unpackLine(packed: string): RelayLine {
  const [head = '-', ...prints] = packed.split(' ');
  const at = head.replace('!', '');
  return { entryAtMs: at === '-' ? null : Number(at), prints, isOwn: head !== at };
}

export type RelayStore = ReturnType<typeof createRelayStore>;

/** What relays (接龙) have said, as prints without words. All reject with StoreError. */
export function createRelayStore(redis: RedisClient, keys: Keys) {
  return {
    /** What is known of a relay on a day. One round trip; grows with the day's relays. */
    async read(chat: ChatId, event: string, on: LocalDate, relay: string): Promise<RelayState> {
      const [past, today, before] = await guarded(
        Promise.all([
          redis.get(keys.handled(chat, event)),
          redis.hgetall(keys.relay(chat, on)),
          redis.hgetall(keys.relay(chat, addDays(on, -1))),
        ]),
      );
      const earlier = [...linesOf(before, relay)].map(([seat, { prints }]) => [seat, prints[0] ?? ''] as const);
      return {
        past: past === null ? null : jsonReply(outcomeShape).parse(past),
        lines: new Map(linesOf(today, relay)),
        earlier: new Map(earlier),
        names: new Map(fieldsOf(today, `${relay} ?`).map(([name, seat]) => [name, Number(seat)])),
      };
    },

    /** Entries of the seats on a day, oldest first. One round trip. */
    async entries(
      chat: ChatId,
      on: LocalDate,
      wanted: readonly number[],
    ): Promise<ReadonlyMap<number, readonly CheckInEntry[]>> {
      if (wanted.length === 0) return new Map();
      const packed = await guarded(redis.hmget(keys.day(chat, on), ...wanted.map(String)));
      return new Map(wanted.map((seat, index) => [seat, unpackEntries(packed[index] ?? '', on)]));
    },

    /** Records it all or nothing: null when another message came between, and it is to be read again. One round trip. */
    async record(chat: ChatId, event: string, record: RelayRecord): Promise<RelayOutcome | null> {
      const { on, relay, atMs, effects, names, outcome } = record;
      const { week, month } = periodsOfDay(on);
      const states = effects.map(({ seat }) => keys.states(chat, seat));
      return recordRelay(
        redis,
        {
          handled: keys.handled(chat, event),
          day: keys.day(chat, on),
          relay: keys.relay(chat, on),
          arrivals: keys.arrivals(chat, on),
          acts: keys.acts(chat),
          leaves: keys.leaves(chat),
          week: keys.ranks(chat, week),
          month: keys.ranks(chat, month),
          all: keys.ranks(chat, 'all'),
          states: states.length === 0 ? keys.states(chat, 0) : states,
        },
        { day: dayNumber(on), atMs, outcome: JSON.stringify(outcome), count: effects.length },
        [
          ...effects.flatMap((effect) => argumentsOf(effect, on, relay)),
          ...[...names].flatMap(([name, seat]) => [`${relay} ?${name}`, seat]),
        ],
      );
    },
  };
}

/** In the order of the script's header. */
function argumentsOf(effect: RelayEffect, on: LocalDate, relay: string): readonly (string | number)[] {
  const { seat, before, after, lineBefore, lineAfter } = effect;
  const pack = (entries: readonly CheckInEntry[]): string => entries.map((entry) => packEntry(entry, on)).join('\n');
  const actOf = (atMs: number | null | undefined): string =>
    atMs == null ? '' : packAct({ kind: 'check-in', on, atMs });
  const gained = after.length > before.length ? actOf(after.at(-1)?.atMs) : '';
  const lost = after.length < before.length ? actOf(lineBefore?.entryAtMs) : '';
  return [seat, pack(before), pack(after), `${relay} ${seat}`, packLine(lineBefore), packLine(lineAfter), gained, lost];
}

const fieldsOf = (fields: Readonly<Record<string, string>>, start: string): readonly (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(start) ? [[name.slice(start.length), value]] : [],
  );

const linesOf = (fields: Readonly<Record<string, string>>, relay: string): readonly (readonly [number, RelayLine])[] =>
  fieldsOf(fields, `${relay} `).flatMap(([seat, packed]) =>
    seat.startsWith('?') ? [] : [[Number(seat), unpackLine(packed)] as const],
  );
