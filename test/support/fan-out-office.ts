import { readFile } from 'node:fs/promises';
import type { Redis } from 'ioredis';
import {
  createFanOutFeature,
  type FanOutFeature,
  type FanOutFeatureParts,
} from '../../src/commands/fan-out/fan-out-feature.ts';
import { createBankShelf } from '../../src/commands/bank/bank-shelf.ts';
import type { FanOutJob } from '../../src/commands/fan-out/feeder.ts';
import type { Reply } from '../../src/commands/core/reply.ts';
import { publishedWorkdays } from '../../src/domain/workdays.ts';
import { createBankStore, sharedBanks } from '../../src/store/banks.ts';
import { createChatStore, type ChatStore } from '../../src/store/chats.ts';
import { readFanOutLedger } from '../../src/store/fan-out-ledger.ts';
import { createDaysOffStore } from '../../src/store/days-off.ts';
import { createFanOutRunStore, type FanOutRunStore } from '../../src/store/fan-out-runs.ts';
import { createFanOutStore, type FanOutStore } from '../../src/store/fan-outs.ts';
import { createGroupStore } from '../../src/store/groups.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLedgerStore } from '../../src/store/ledger.ts';
import { createOccurrenceStore, type OccurrenceStore } from '../../src/store/occurrences.ts';
import { openRoom, type Room, type RoomSettings } from './chat-room.ts';
import { stubCapabilities } from './stub-platform.ts';

/** The private chat of an owner of the programme, on a real store; nothing is delivered. */
export interface FanOutOffice {
  readonly room: Room;
  readonly feature: FanOutFeature;
  readonly chats: ChatStore;
  readonly fanOuts: FanOutStore;
  readonly runs: FanOutRunStore;
  readonly occurrences: OccurrenceStore;
  /** What was handed on to the queue. */
  readonly jobs: FanOutJob[];
  /** What the owner was told unasked. */
  readonly posted: Reply[];
  readonly logged: Readonly<Record<string, unknown>>[];
  group(id: string, more?: GroupSettings): Promise<void>;
}

export interface GroupSettings {
  readonly platform?: 'telegram' | 'wechat';
  readonly account?: string;
  readonly title?: string;
  readonly zone?: string;
  readonly tags?: readonly string[];
}

const keys = createKeys('t');
const slowPace = {
  accountPerSecond: 1,
  chatPerSecond: 1,
  groupPerMinute: null,
  accountPerMinute: 40,
  chatSwitchMs: { least: 3_000, most: 5_000 },
};

/** Opens it; WeChat is slow there, and accounts called `away` are not connected. */
export function openFanOutOffice(
  redis: Redis,
  settings: Partial<RoomSettings> & Pick<RoomSettings, 'nowMs'>,
  more: Partial<FanOutFeatureParts> = {},
): FanOutOffice {
  const [chats, fanOuts, fanOutRuns] = [
    createChatStore(redis, keys),
    createFanOutStore(redis, keys),
    createFanOutRunStore(redis, keys),
  ];
  const occurrences = createOccurrenceStore(redis, keys);
  const [jobs, posted, logged]: [FanOutJob[], Reply[], Readonly<Record<string, unknown>>[]] = [[], [], []];
  const nothing = () => Promise.resolve(null);
  const note = (fields: Readonly<Record<string, unknown>>) => void logged.push(fields);
  const time = (): number => room.nowMs;
  const feature = createFanOutFeature({
    fanOuts,
    fanOutRuns,
    groups: createGroupStore(redis, keys),
    ledger: createLedgerStore(redis, keys),
    chats,
    orders: occurrences,
    outbox: { post: (_to, replies) => void posted.push(...replies) },
    accounts: {
      paceOf: ({ platform }) => (platform === 'wechat' ? slowPace : stubCapabilities.pace),
      isConnected: ({ account }) => account !== 'away',
    },
    plan: { announce: nothing },
    report: { announce: nothing },
    shelf: createBankShelf(createBankStore(redis, keys), sharedBanks, {
      read: (name) => readFile(new URL(`../../samples/banks/${name}`, import.meta.url)),
    }),
    daysOff: createDaysOffStore(redis, keys),
    workdays: publishedWorkdays,
    quizStart: { announce: nothing, start: () => Promise.resolve() },
    log: { info: note, warn: note, error: note },
    enqueue: (some) => Promise.resolve(void jobs.push(...some)),
    readLedger: (fanOut, run, groups) => readFanOutLedger(fanOut, run, fanOutRuns, groups),
    clock: time,
    wallClock: time,
    freshId: () => 'fresh',
    ...more,
  });
  const room: Room = openRoom({
    redis,
    keys,
    commands: [feature.command],
    isGroup: false,
    chat: 'office',
    owners: ['console:owner'],
    ...settings,
  });
  return {
    ...{ room, feature, chats, fanOuts, runs: fanOutRuns, occurrences, jobs, posted, logged },
    async group(id, { platform = 'telegram', account = platform, title = id, zone = 'Asia/Shanghai', tags = [] } = {}) {
      const address = { platform, account, chat: id };
      await chats.create(id, { address, isGroup: true, title, locale: 'zh-Hans', isLocaleChosen: true, zone });
      await chats.setSetting(id, 'tags', tags);
    },
  };
}
