import { z } from 'zod';
import type { Lane } from '../domain/fan-out/lanes.ts';
import { type ChatAddress, fieldsOf } from './chat.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { isTold, type Outcome, outcomes } from './outcome.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** One sending of a fan-out: the only one, or one of many where it recurs. */
export interface RunName {
  readonly number: number;
  /** When it began, ms since the epoch; names it within the fan-out. */
  readonly run: number;
}

type Platform = ChatAddress['platform'];

/** How far a lane has come. */
export interface LaneStand extends Omit<Lane<Platform>, 'chats'> {
  readonly chatCount: number;
  /** Chats handed on so far; those put aside were among them. */
  readonly cursor: number;
  readonly doneCount: number;
  readonly asideCount: number;
  /** For how long it stood still although it was due: by so much it is late. */
  readonly downMs: number;
  /** When a chat of it was last seen to have got an outcome, and how many had one then. */
  readonly movedAtMs: number;
  readonly seenCount: number;
}

export interface FanOutRun extends RunName {
  /** Which audience holds, of those that processes wrote down. */
  readonly token: string;
  readonly total: number;
  readonly lanes: readonly LaneStand[];
  /** When it is to be fed next. */
  readonly wakeAtMs: number;
  /** Null while chats are waited for. */
  readonly overAtMs: number | null;
  /** Whether somebody was told what came of it. */
  readonly isEndTold: boolean;
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

/** A chat that waits. */
export interface Aside {
  readonly member: string;
  readonly lane: number;
  readonly turn: number;
  readonly chat: ChatId;
  /** When it may be served. */
  readonly atMs: number;
}

/** What became of a chat. */
export interface ChatOutcome {
  readonly outcome: Outcome;
  readonly atMs: number;
  readonly code: string | null;
}

const openFanOut = script({
  name: 'open-fan-out',
  keys: ['run', 'runs'],
  args: ['number', 'token', 'total', 'lanes', 'nowMs', 'keptMs'],
  reply: z.number(),
});
const feedFanOut = script({
  name: 'feed-fan-out',
  keys: ['run'],
  args: ['lane', 'fromAt', 'toAt'],
  reply: z.number(),
});
const noteFanOut = script({
  name: 'note-fan-out',
  keys: ['run', 'outcomes'],
  args: ['chat', 'lane', 'outcome', 'atMs', 'code', 'isTold', 'keptMs'],
  reply: z.number(),
});
const holdFanOut = script({
  name: 'hold-fan-out',
  keys: ['run', 'outcomes', 'aside'],
  args: ['lane', 'turn', 'chat', 'untilMs', 'keptMs'],
  reply: z.number(),
});
const unholdFanOut = script({
  name: 'unhold-fan-out',
  keys: ['run', 'aside'],
  args: ['asideCount'],
  reply: z.number(),
});

const keptMs = 30 * 86_400_000;
/** Written and read in one go; a few milliseconds of Redis and of ours. */
const writtenAtOnce = 500;

const laneShape = z.array(
  z.object({
    platform: z.enum(['telegram', 'wechat', 'console']),
    account: z.string(),
    dueAtMs: z.number(),
    chatCount: z.number(),
  }),
);

export type FanOutRunStore = ReturnType<typeof createFanOutRunStore>;

/** Sendings: who is still to be served and what became of everybody. All reject with StoreError. */
export function createFanOutRunStore(redis: RedisClient, keys: Keys) {
  const listOf = ({ number, run }: RunName, token: string, lane: number): string =>
    keys.fanOutAudience(number, run, token, lane);
  const outcomesOf = ({ number, run }: RunName): string => keys.fanOutOutcomes(number, run);
  const write = async (name: RunName, token: string, lanes: readonly Lane<Platform>[]): Promise<void> => {
    for (const [index, { chats }] of lanes.entries()) {
      const list = listOf(name, token, index);
      for (let from = 0; from < chats.length; from += writtenAtOnce) {
        // In one transaction: who dies while writing leaves nothing behind for ever.
        const written = redis.multi().rpush(list, ...chats.slice(from, from + writtenAtOnce));
        await guarded(written.pexpire(list, keptMs).exec());
      }
    }
  };
  return {
    /** Opens a sending with its audience, all or nothing; false when it was open already. `token` is this opener's own. */
    async open(name: RunName, lanes: readonly Lane<Platform>[], nowMs: number, token: string): Promise<boolean> {
      await write(name, token, lanes);
      const { number, run } = name;
      const isOpened = await openFanOut(
        redis,
        { run: keys.fanOutRun(number, run), runs: keys.fanOutRuns(number) },
        {
          number: run,
          token,
          total: lanes.reduce((sum, { chats }) => sum + chats.length, 0),
          lanes: JSON.stringify(lanes.map(({ chats, ...lane }) => ({ ...lane, chatCount: chats.length }))),
          nowMs,
          keptMs,
        },
      );
      if (isOpened === 0) await Promise.all(lanes.map((_, lane) => guarded(redis.del(listOf(name, token, lane)))));
      return isOpened === 1;
    },

    /** How a sending stands, at the same cost however many chats it has; null when it is not open. One round trip. */
    async read(name: RunName): Promise<FanOutRun | null> {
      const flat = await guarded(redis.hgetall(keys.fanOutRun(name.number, name.run)));
      return Object.keys(flat).length === 0 ? null : runOf(name, Object.entries(flat).flat());
    },

    /** The sendings of a fan-out, newest first. */
    async names(number: number): Promise<readonly RunName[]> {
      const runs = await guarded(redis.zrevrange(keys.fanOutRuns(number), 0, -1));
      return runs.map((run) => ({ number, run: Number(run) }));
    },

    /** Chats of a lane from place `fromAt` on. */
    chats: ({ token, ...name }: RunName & { readonly token: string }, lane: number, fromAt: number, count: number) =>
      guarded(redis.lrange(listOf(name, token, lane), fromAt, fromAt + count - 1)),

    /** False when another process has handed them on. One round trip. */
    feed: async ({ number, run }: RunName, lane: number, fromAt: number, toAt: number): Promise<boolean> =>
      (await feedFanOut(redis, { run: keys.fanOutRun(number, run) }, { lane, fromAt, toAt })) === 1,

    /** Notes when the sending is to be fed next, and how its lanes get on. */
    async rest({ number, run }: RunName, wakeAtMs: number, lanes: readonly LaneStand[]): Promise<void> {
      const fields = lanes.flatMap(({ downMs, movedAtMs, seenCount }, lane) => [
        `pace:${String(lane)}`,
        `${String(downMs)} ${String(movedAtMs)} ${String(seenCount)}`,
      ]);
      await guarded(redis.hset(keys.fanOutRun(number, run), 'wakeAtMs', String(wakeAtMs), ...fields));
    },

    /** Counts what became of a chat, once; what was told is not taken back. One round trip. */
    async note(name: RunName, lane: number, chat: ChatId, { outcome, atMs, code }: ChatOutcome): Promise<void> {
      await noteFanOut(
        redis,
        { run: keys.fanOutRun(name.number, name.run), outcomes: outcomesOf(name) },
        { chat, lane, outcome, atMs, code: code ?? '', isTold: isTold(outcome) ? 1 : 0, keptMs },
      );
    },

    /** Puts a chat aside until an instant; `turn` counts how often it was handed on. One round trip. */
    async hold(
      name: RunName,
      { lane, turn, chat }: Pick<Aside, 'lane' | 'turn' | 'chat'>,
      untilMs: number,
    ): Promise<void> {
      const { number, run } = name;
      await holdFanOut(
        redis,
        { run: keys.fanOutRun(number, run), outcomes: outcomesOf(name), aside: keys.fanOutAside(number, run) },
        { lane, turn: turn + 1, chat, untilMs, keptMs },
      );
    },

    /** Up to `count` chats put aside that may be served now, behind the first `passedCount` of them. */
    async asides(
      { number, run }: RunName,
      nowMs: number,
      passedCount: number,
      count: number,
    ): Promise<readonly Aside[]> {
      const key = keys.fanOutAside(number, run);
      const flat = await guarded(redis.zrangebyscore(key, '-inf', nowMs, 'WITHSCORES', 'LIMIT', passedCount, count));
      const asides: Aside[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2) {
        const [member = '', score] = flat.slice(index, index + 2);
        const [lane, turn, chat = ''] = member.split(' ');
        asides.push({ member, lane: Number(lane), turn: Number(turn), chat, atMs: Number(score) });
      }
      return asides;
    },

    /** When the first of those put aside may be served; null when there are none. */
    async nextAsideAtMs({ number, run }: RunName): Promise<number | null> {
      const [, score] = await guarded(redis.zrange(keys.fanOutAside(number, run), 0, '0', 'WITHSCORES'));
      return score === undefined ? null : Number(score);
    },

    async unhold({ number, run }: RunName, asides: readonly Aside[]): Promise<void> {
      const members = asides.map(({ member }) => member);
      const at = { run: keys.fanOutRun(number, run), aside: keys.fanOutAside(number, run) };
      await unholdFanOut(redis, at, { asideCount: members.length }, members);
    },

    /** True for the one who finds that everybody has an outcome. */
    finish: async ({ number, run }: RunName, nowMs: number): Promise<boolean> =>
      (await guarded(redis.hsetnx(keys.fanOutRun(number, run), 'overAtMs', String(nowMs)))) === 1,

    noteEndTold: async ({ number, run }: RunName): Promise<void> => {
      await guarded(redis.hset(keys.fanOutRun(number, run), 'endTold', '1'));
    },

    /** Outcomes of these chats, null for those that have none. */
    async outcomes(name: RunName, chats: readonly ChatId[]): Promise<readonly (ChatOutcome | null)[]> {
      if (chats.length === 0) return [];
      const kept = await guarded(redis.hmget(outcomesOf(name), ...chats));
      return kept.map((line) => (line === null ? null : outcomeOf(line)));
    },
  };
}

function outcomeOf(line: string): ChatOutcome {
  const [spelled, , atMs, ...code] = line.split(' ');
  const outcome = outcomes.find((one) => one === spelled) ?? 'unknown';
  return { outcome, atMs: Number(atMs), code: code.join(' ') === '' ? null : code.join(' ') };
}

function runOf(name: RunName, flat: readonly string[]): FanOutRun {
  const fields = fieldsOf(flat);
  const count = (field: string): number => Number(fields[field] ?? 0);
  const lanes = laneShape.parse(JSON.parse(fields['lanes'] ?? '[]')).map((lane, index) => ({
    ...lane,
    cursor: count(`cursor:${String(index)}`),
    doneCount: count(`done:${String(index)}`),
    asideCount: count(`aside:${String(index)}`),
    ...paceIn(fields[`pace:${String(index)}`], Math.max(lane.dueAtMs, count('wakeAtMs'))),
  }));
  const counts = outcomes.flatMap((outcome) => {
    const found = count(`count:${outcome}`);
    return found === 0 ? [] : [[outcome, found] as const];
  });
  const overAtMs = fields['overAtMs'];
  return {
    ...name,
    token: fields['token'] ?? '',
    total: count('total'),
    lanes,
    wakeAtMs: count('wakeAtMs'),
    overAtMs: overAtMs === undefined ? null : Number(overAtMs),
    isEndTold: fields['endTold'] === '1',
    counts: Object.fromEntries(counts),
  };
}

/** How a lane gets on, as kept; from `sinceMs` on where nothing is yet. */
function paceIn(line: string | undefined, sinceMs: number): Pick<LaneStand, 'downMs' | 'movedAtMs' | 'seenCount'> {
  const [downMs = 0, movedAtMs = sinceMs, seenCount = 0] = (line ?? '').split(' ').filter(Boolean).map(Number);
  return { downMs, movedAtMs, seenCount };
}
