import type { User } from '@grammyjs/types';
import { createChatStore } from '../../src/store/chats.ts';
import { openRedis } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import type { LedgerEntry } from '../../src/store/ledger-entry.ts';
import { createLedgerStore } from '../../src/store/ledger.ts';
import { createOccurrenceStore } from '../../src/store/occurrences.ts';
import { shardCount } from '../../src/store/order.ts';
import { createReminderStore } from '../../src/store/reminders.ts';
import { type BotApi, startBotApi } from './bot-api/server.ts';
import { type CityWorker, startCityWorker } from './city-workers.ts';
import { startTestRedis, type TestRedis } from './redis.ts';

/** Many groups with a reminder each, a strict Bot API server, a Redis that keeps every write, and real processes. */
export interface City {
  readonly api: BotApi;
  readonly redis: TestRedis;
  readonly groups: readonly CityGroup[];
  /** Write in groups that have no reminder. */
  readonly members: readonly User[];
  readonly quietGroups: readonly { readonly id: number }[];
  startWorker(polls: boolean): Promise<CityWorker>;
  /** Puts every group's reminder on the instant. */
  remindAt(dueAtMs: number): Promise<void>;
  /** How many orders are due or leased and not settled. */
  openCount(nowMs: number): Promise<number>;
  /** Resolves when the queue holds nothing to be done any more. */
  untilSettled(): Promise<void>;
  /** What became of each group's reminder: by the platform's book and by ours. */
  books(): Promise<readonly GroupBook[]>;
  /** Instants at which the server took a message, in order. */
  takenAtMs(): readonly number[];
  stop(): Promise<void>;
}

interface CityGroup {
  readonly id: number;
  /** Our id. */
  readonly chat: string;
}

export interface GroupBook {
  readonly chat: string;
  /** Messages of the reminder that are in the group. */
  readonly sentCount: number;
  /** When the platform took the first of them. */
  readonly takenAtMs: number | null;
  readonly entries: readonly LedgerEntry[];
}

export interface CitySettings {
  readonly dist: string;
  readonly groupCount: number;
  readonly perSecond: number;
  readonly latencyMs?: number;
  /** When Redis has its disk keep what it writes; at once when absent. */
  readonly appendfsync?: 'always' | 'everysec';
}

const words = '八点了，一起读书';
const sideBySide = 500;
const lookAgainMs = 100;
const quietCount = 2_000;
const memberCount = 20;

export async function openCity(settings: CitySettings): Promise<City> {
  const { dist, groupCount, perSecond, latencyMs = 0, appendfsync = 'always' } = settings;
  const limits = { overallPerSecond: perSecond };
  const api = await startBotApi({ slowsRepeatedPolls: false, enforcesLimits: true, limits, latencyMs });
  const redis = await startTestRedis({ appendonly: true, appendfsync });
  const client = openRedis({ urls: [redis.socketPath], isCluster: false }, () => undefined);
  const keys = createKeys();
  const chats = createChatStore(client, keys);
  const reminders = createReminderStore(client, keys);
  const occurrences = createOccurrenceStore(client, keys);
  const ledger = createLedgerStore(client, keys);
  const owner = api.addUser({ firstName: '小明' });
  const members = Array.from({ length: memberCount }, (_, index) => api.addUser({ firstName: `同学${index}` }));
  const account = String(api.bot.id);
  const groups = Array.from({ length: groupCount }, (_, index) => ({
    id: api.addGroup({ title: `支部${index}`, owner }).id,
    chat: `g${index}`,
  }));
  await each(groups, async ({ id, chat }) => {
    const address = { platform: 'telegram' as const, account, chat: String(id) };
    const base = { isGroup: true, title: chat, locale: 'zh-Hans', isLocaleChosen: true, zone: 'Asia/Shanghai' };
    await chats.create(chat, { ...base, address });
  });
  const workers: CityWorker[] = [];
  return {
    api,
    redis,
    groups,
    members,
    quietGroups: Array.from({ length: quietCount }, (_, index) =>
      api.addGroup({ title: `安静${index}`, owner, members, bot: 'administrator' }),
    ),
    async startWorker(polls) {
      const { root: apiRoot, token } = api;
      const worker = await startCityWorker({ dist, redisPath: redis.socketPath, apiRoot, token, perSecond, polls });
      workers.push(worker);
      return worker;
    },
    async remindAt(dueAtMs) {
      const schedule = { kind: 'once', atMs: dueAtMs } as const;
      await each(groups, async ({ chat }) => {
        const made = await reminders.add(chat, `city:${dueAtMs}`, { schedule, words, thread: null });
        const order = { chat, kind: 'reminder', ref: String(made?.number ?? 0), schedule } as const;
        await occurrences.put({ ...order, zone: 'Asia/Shanghai' as never, graceMs: 7_200_000 }, dueAtMs - 1);
      });
    },
    async openCount(nowMs) {
      const shards = Array.from({ length: shardCount }, (_, shard) => shard);
      const counts = await Promise.all(
        shards.flatMap((shard) => [client.zcount(keys.due(shard), '-inf', nowMs), client.zcard(keys.leased(shard))]),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async untilSettled() {
      const key = `${keys.queue()}:deliveries:`;
      for (;;) {
        const waiting = await Promise.all([
          client.llen(`${key}wait`),
          client.llen(`${key}active`),
          client.zcard(`${key}delayed`),
          client.zcard(`${key}prioritized`),
        ]);
        if (waiting.every((count) => count === 0)) return;
        await new Promise((done) => setTimeout(done, lookAgainMs));
      }
    },
    async books() {
      const books: GroupBook[] = [];
      const takenAtMs = new Map<number, number>();
      for (const { params, atMs, outcome } of api.calls('sendMessage').toReversed()) {
        if (outcome !== 'failed') takenAtMs.set(Number(params['chat_id']), atMs);
      }
      await each(groups, async ({ id, chat }) => {
        const sentCount = api.botMessages({ id }).filter(({ text }) => text.includes(words)).length;
        const entries = await ledger.latest(chat, 10);
        books.push({ chat, sentCount, takenAtMs: takenAtMs.get(id) ?? null, entries });
      });
      return books;
    },
    takenAtMs: () => api.calls('sendMessage').flatMap(({ atMs, outcome }) => (outcome === 'failed' ? [] : [atMs])),
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill9()));
      client.disconnect();
      await Promise.all([api.stop(), redis.stop()]);
    },
  };
}

async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += sideBySide) {
    await Promise.all(all.slice(from, from + sideBySide).map(work));
  }
}
