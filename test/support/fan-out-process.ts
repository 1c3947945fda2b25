import { createFanOutFeature, type FanOutFeature } from '../../src/commands/fan-out/fan-out-feature.ts';
import { createFanOutOrders, type FanOutOrders } from '../../src/commands/fan-out/fan-out-orders.ts';
import type { Announced } from '../../src/commands/core/announcement.ts';
import type { Reply } from '../../src/commands/core/reply.ts';
import type { FanOutSpec } from '../../src/domain/fan-out/fan-out.ts';
import type { LedgerRow } from '../../src/domain/fan-out/ledger-table.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { publishedWorkdays } from '../../src/domain/workdays.ts';
import { createChatStore } from '../../src/store/chats.ts';
import { readFanOutLedger } from '../../src/store/fan-out-ledger.ts';
import { createDaysOffStore } from '../../src/store/days-off.ts';
import { createFanOutRunStore, type FanOutRunStore } from '../../src/store/fan-out-runs.ts';
import { createFanOutStore, type FanOut, type FanOutStore } from '../../src/store/fan-outs.ts';
import { createGroupStore } from '../../src/store/groups.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLedgerStore } from '../../src/store/ledger.ts';
import { createOccurrenceStore } from '../../src/store/occurrences.ts';
import { type DeliveryProcess, type DeliveryProcessParts, startDeliveryProcess } from './delivery-process.ts';

export interface FanOutProcess extends DeliveryProcess {
  readonly feature: FanOutFeature;
  readonly fanOuts: FanOutStore;
  readonly runs: FanOutRunStore;
  readonly orders: FanOutOrders;
  /** What the one who started fan-outs was told. */
  readonly posted: readonly Reply[];
  /** Makes a group known. */
  group(
    id: string,
    more?: { readonly account?: string; readonly zone?: string; readonly title?: string },
  ): Promise<void>;
  /** Makes a fan-out and starts it. */
  begin(spec?: Partial<FanOutSpec>): Promise<FanOut>;
  change(number: number, to: 'running' | 'paused' | 'cancelled'): Promise<void>;
  rows(number: number): Promise<readonly LedgerRow[]>;
}

const allGroups: FanOutSpec = {
  content: { kind: 'text', words: '第三章' },
  audience: { kind: 'all' },
  schedule: null,
  isWallTime: false,
  zone: 'Asia/Shanghai' as TimeZone,
};

let serial = 0;

/** A process that serves fan-outs, from the clock to a stub platform that sets no limits. */
export function startFanOutProcess(parts: DeliveryProcessParts): FanOutProcess {
  const redis = parts.connect(1);
  const keys = createKeys('t');
  const fanOuts = createFanOutStore(redis, keys);
  const runs = createFanOutRunStore(redis, keys);
  const orderParts = { orders: createOccurrenceStore(redis, keys), fanOuts, runs };
  const orders = createFanOutOrders(orderParts);
  const posted: Reply[] = [];
  const nothingSaid = (): Promise<null> => Promise.resolve(null);
  const nothing = (): Promise<Announced | null> => Promise.resolve(null);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const feature = createFanOutFeature({
    ...orderParts,
    fanOutRuns: runs,
    groups: createGroupStore(redis, keys),
    ledger: createLedgerStore(redis, keys),
    chats: createChatStore(redis, keys),
    outbox: { post: (_to, replies) => void posted.push(...replies) },
    accounts: {
      paceOf: ({ platform, account }) =>
        (parts.senderOf?.({ platform, account, chat: '' }) ?? process.platform.sender).can.pace,
      isConnected: () => true,
    },
    plan: { announce: nothing },
    report: { announce: nothing },
    shelf: { lackingCount: () => Promise.resolve(0) },
    daysOff: createDaysOffStore(redis, keys),
    workdays: publishedWorkdays,
    quizStart: { announce: nothingSaid, start: () => Promise.resolve() },
    log,
    enqueue: (jobs) => process.deliveries.enqueue(jobs),
    readLedger: (fanOut, run, groups) => readFanOutLedger(fanOut, run, runs, groups),
    clock: () => parts.time.nowMs,
    wallClock: Date.now,
    freshId: () => `id${String((serial += 1))}`,
  });
  const process: DeliveryProcess = startDeliveryProcess({
    ...parts,
    announcers: [...(parts.announcers ?? []), feature.announcer],
    wakers: [...(parts.wakers ?? []), feature.waker],
  });
  const change: FanOutProcess['change'] = async (number, to) => {
    const act = { event: `e${String((serial += 1))}`, from: ['draft', 'running', 'paused'], to, by: 'test:1' } as const;
    await fanOuts.change(number, { ...act, nowMs: parts.time.nowMs });
    const fanOut = await fanOuts.read(number);
    if (fanOut === null) throw new Error('no fan-out');
    if (to === 'running') await orders.begin(fanOut, parts.time.nowMs);
    else await orders.remove(fanOut, parts.time.nowMs);
  };
  return {
    ...process,
    feature,
    fanOuts,
    runs,
    orders,
    posted,
    async group(id, { account = '7', zone = 'Asia/Shanghai', title = '' } = {}) {
      const address = { platform: 'telegram', account, chat: id } as const;
      await process.chats.create(id, { address, isGroup: true, title, locale: 'en', isLocaleChosen: false, zone });
      await process.chats.setSetting(id, 'quiet', null);
    },
    async begin(spec = {}) {
      const made = { by: 'test:1', chat: 'owner', nowMs: parts.time.nowMs };
      const number = await fanOuts.draft(`draft${String((serial += 1))}`, { ...allGroups, ...spec }, made);
      await change(number, 'running');
      const fanOut = await fanOuts.read(number);
      if (fanOut === null) throw new Error('no fan-out');
      return fanOut;
    },
    change,
    async rows(number) {
      const fanOut = await fanOuts.read(number);
      const [name] = await runs.names(number);
      const run = name === undefined ? null : await runs.read(name);
      return fanOut === null || run === null ? [] : readFanOutLedger(fanOut, run, runs, []);
    },
  };
}
