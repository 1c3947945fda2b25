import { z } from 'zod';
import type { FanOutSpec, FanOutState } from '../domain/fan-out/fan-out.ts';
import type { TimeZone } from '../domain/local-date.ts';
import { scheduleFromJson } from '../domain/schedule.ts';
import { fieldsOf } from './chat.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** A message to many chats, how it stands and who did what to it. */
export interface FanOut {
  readonly number: number;
  readonly state: FanOutState;
  readonly spec: FanOutSpec;
  /** `platform:person`, and our id of the chat where they are told how it goes. */
  readonly madeBy: string;
  readonly chat: ChatId;
  readonly madeAtMs: number;
  /** Null while it is a draft. */
  readonly startedAtMs: number | null;
  /** Where the next sending of one that recurs is waited for; null when none is. */
  readonly nextZone: TimeZone | null;
  /** Times of one that recurs at which nobody was there and that were too old to be made up for; oldest first. */
  readonly missedAtMs: readonly number[];
  /** A line for each act: instant, who, what; oldest first. */
  readonly acts: readonly string[];
}

export interface FanOutAct {
  /** Makes a repeated call repeat the answer. */
  readonly event: string;
  readonly from: readonly FanOutState[];
  readonly to: FanOutState;
  readonly by: string;
  readonly nowMs: number;
}

const states = ['draft', 'running', 'paused', 'cancelled', 'done'] as const;
const specShape = z.object({
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), words: z.string() }),
    z.object({ kind: z.literal('plan') }),
    z.object({ kind: z.literal('quiz'), bank: z.string().nullable(), count: z.number().nullable() }),
    z.object({ kind: z.literal('report') }),
  ]),
  audience: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('tags'), tags: z.array(z.string()) }),
    z.object({ kind: z.literal('list'), chats: z.array(z.string()) }),
  ]),
  schedule: z.unknown().transform((kept) => (kept === null ? null : scheduleFromJson(kept))),
  isWallTime: z.boolean(),
  zone: z.string().transform((zone) => zone as TimeZone),
});

const numberFanOut = script({
  name: 'number-fan-out',
  keys: ['count', 'handled'],
  args: [],
  reply: z.coerce.number(),
});
const putFanOut = script({
  name: 'put-fan-out',
  keys: ['fanOut'],
  args: ['spec', 'madeBy', 'chat', 'nowMs', 'keptMs'],
  reply: z.number(),
});
const changeFanOut = script({
  name: 'change-fan-out',
  keys: ['fanOut', 'handled'],
  args: ['from', 'to', 'act', 'nowMs', 'keptMs'],
  reply: jsonReply(z.object({ isChanged: z.boolean(), state: z.enum([...states, '']) })),
});

const dayMs = 86_400_000;
const draftKeptMs = 7 * dayMs;
const endedKeptMs = 180 * dayMs;
const listedMax = 500;

export type FanOutStore = ReturnType<typeof createFanOutStore>;

/** Messages to many chats. All reject with StoreError. */
export function createFanOutStore(redis: RedisClient, keys: Keys) {
  return {
    /** Keeps a draft; its number, the same one for the same event. Three round trips. */
    async draft(
      event: string,
      spec: FanOutSpec,
      { by, chat, nowMs }: { readonly by: string; readonly chat: ChatId; readonly nowMs: number },
    ): Promise<number> {
      const number = await numberFanOut(
        redis,
        { count: keys.fanOutCount(), handled: keys.fanOutNumbered(`${chat}:${event}`) },
        {},
      );
      const args = { spec: JSON.stringify(spec), madeBy: by, chat, nowMs, keptMs: draftKeptMs };
      await putFanOut(redis, { fanOut: keys.fanOut(number) }, args);
      await guarded(redis.zadd(keys.fanOuts(), nowMs, String(number)));
      await guarded(redis.zremrangebyrank(keys.fanOuts(), 0, -1 - listedMax));
      return number;
    },

    /** Null when there is none of that number, or none any more. One round trip. */
    async read(number: number): Promise<FanOut | null> {
      const fields = await guarded(redis.hgetall(keys.fanOut(number)));
      return Object.keys(fields).length === 0 ? null : fanOutOf(number, Object.entries(fields).flat());
    },

    /** How it stands; null when there is none. One round trip. */
    async state(number: number): Promise<FanOutState | null> {
      const state = await guarded(redis.hget(keys.fanOut(number), 'state'));
      return states.find((one) => one === state) ?? null;
    },

    /** Whether the act was possible, and how it stood before (null: there is none). Repeats its answer. One round trip. */
    async change(
      number: number,
      { event, from, to, by, nowMs }: FanOutAct,
    ): Promise<{ readonly isChanged: boolean; readonly before: FanOutState | null }> {
      const isOver = to === 'cancelled' || to === 'done';
      const { isChanged, state } = await changeFanOut(
        redis,
        { fanOut: keys.fanOut(number), handled: keys.fanOutHandled(number, event) },
        {
          from: ` ${from.join(' ')} `,
          to,
          act: `${String(nowMs)} ${by} ${to}`,
          nowMs,
          keptMs: isOver ? endedKeptMs : 0,
        },
      );
      return { isChanged, before: state === '' ? null : state };
    },

    async setMissed(number: number, missedAtMs: readonly number[]): Promise<void> {
      await guarded(redis.hset(keys.fanOut(number), 'missed', missedAtMs.join(' ')));
    },

    async setNextZone(number: number, zone: TimeZone | null): Promise<void> {
      await guarded(redis.hset(keys.fanOut(number), 'nextZone', zone ?? ''));
    },

    /** The newest `count`, newest first. */
    async latest(count: number): Promise<readonly FanOut[]> {
      const numbers = await guarded(redis.zrevrange(keys.fanOuts(), 0, count - 1));
      const all = await Promise.all(numbers.map((number) => this.read(Number(number))));
      return all.filter((one) => one !== null);
    },
  };
}

function fanOutOf(number: number, flat: readonly string[]): FanOut {
  const fields = fieldsOf(flat);
  const nextZone = fields['nextZone'] ?? '';
  const startedAtMs = fields['startedAtMs'];
  return {
    number,
    state: states.find((one) => one === fields['state']) ?? 'cancelled',
    spec: specShape.parse(JSON.parse(fields['spec'] ?? '{}')),
    madeBy: fields['madeBy'] ?? '',
    chat: fields['chat'] ?? '',
    madeAtMs: Number(fields['madeAtMs'] ?? 0),
    startedAtMs: startedAtMs === undefined ? null : Number(startedAtMs),
    nextZone: nextZone === '' ? null : (nextZone as TimeZone),
    missedAtMs: (fields['missed'] ?? '').split(' ').filter(Boolean).map(Number),
    acts: (fields['acts'] ?? '').split('\n').filter((line) => line !== ''),
  };
}
