import { nextDueAtMs } from '../domain/next-due.ts';
import { publishedWorkdays } from '../domain/workdays.ts';
import type { ChatAddress } from './chat.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { readOrder, shardCount } from './order.ts';
import { guarded } from './store-error.ts';

export type DueTogether = ReturnType<typeof createDueTogether>;

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** What comes every day or week is indexed by its next time only, which may be one of as many days before. */
const daysLookedAt = 7;
/** Asked at once, so that one who makes a reminder does not keep the others waiting. */
const askedAtOnce = 500;

interface DueOrder {
  readonly id: string;
  readonly shard: number;
  readonly dueAtMs: number;
}

/** How many messages fall into one minute. All reject with StoreError. */
export function createDueTogether(redis: RedisClient, keys: Keys, workdays = publishedWorkdays) {
  const dueIn = async (fromMs: number): Promise<readonly DueOrder[]> => {
    const shards = Array.from({ length: shardCount }, (_, shard) => shard);
    const ids = await guarded(
      Promise.all(shards.map((shard) => redis.zrangebyscore(keys.due(shard), fromMs, `(${fromMs + minuteMs}`))),
    );
    return ids.flatMap((some, shard) => some.map((id) => ({ id, shard, dueAtMs: fromMs })));
  };
  /** Due days before: is it due at `fromMs` again? */
  const isDueAgain = async ({ id, shard, dueAtMs }: DueOrder, fromMs: number): Promise<boolean> => {
    if (dueAtMs === fromMs) return true;
    const kept = (await guarded(redis.hget(keys.schedules(shard), id))) ?? '';
    const order = readOrder(id, kept.slice(kept.indexOf(':') + 1));
    if (order === null) return false;
    const atMs = nextDueAtMs(order.schedule, fromMs - 1, order.zone, workdays);
    return atMs !== null && atMs < fromMs + minuteMs;
  };
  const isOf = async (chat: ChatId, account: Pick<ChatAddress, 'platform' | 'account'>): Promise<boolean> => {
    const [kept, standing] = await guarded(redis.hmget(keys.chat(chat), 'address', 'standing'));
    const address = JSON.parse(kept ?? '{}') as Partial<ChatAddress>;
    const isThere = address.platform === account.platform && address.account === account.account;
    return isThere && standing !== 'removed' && standing !== 'muted';
  };
  return {
    /**
     * How many reminders and daily messages of the account are due in the minute of `dueAtMs`, as far as it is known at
     * `nowMs`. Asked for when somebody makes or lists reminders, and never on a message's way: two reads a message.
     */
    async count(account: Pick<ChatAddress, 'platform' | 'account'>, dueAtMs: number, nowMs: number): Promise<number> {
      const fromMs = Math.floor(dueAtMs / minuteMs) * minuteMs;
      const days = Array.from({ length: daysLookedAt + 1 }, (_, days) => fromMs - days * dayMs);
      const minutes = days.filter((atMs) => atMs + minuteMs > nowMs);
      const found = (await Promise.all(minutes.map(dueIn))).flat().filter(({ id }) => isMessage(id));
      const due = await filtered(found, (order) => isDueAgain(order, fromMs));
      return (await filtered(due, ({ id }) => isOf(chatOf(id), account))).length;
    },
  };
}

const chatOf = (id: string): ChatId => id.slice(0, id.indexOf(' '));
/** The steps of a quiz answer people who wait, and are not many in one minute. */
const isMessage = (id: string): boolean => id.split(' ', 2)[1] !== 'quiz';

async function filtered<T>(all: readonly T[], isKept: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept: T[] = [];
  for (let from = 0; from < all.length; from += askedAtOnce) {
    const some = all.slice(from, from + askedAtOnce);
    const verdicts = await Promise.all(some.map(isKept));
    kept.push(...some.filter((_, index) => verdicts[index] === true));
  }
  return kept;
}
