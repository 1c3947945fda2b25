import type { Announced, Announcer, Waker } from '../../src/commands/core/announcement.ts';
import type { Board } from '../../src/commands/core/board.ts';
import type { Address } from '../../src/commands/core/event.ts';
import type { Sender } from '../../src/commands/core/outgoing.ts';
import { say } from '../../src/commands/core/reply.ts';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import { literal } from '../../src/i18n/text.ts';
import { createDeliveries, type Deliveries } from '../../src/scheduler/deliveries.ts';
import { createHeartbeat, type Heartbeat } from '../../src/scheduler/heartbeat.ts';
import { createOutbox, type MeasuredOutbox } from '../../src/scheduler/outbox.ts';
import { createChatStore, type ChatStore } from '../../src/store/chats.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { createLedgerStore, type LedgerStore } from '../../src/store/ledger.ts';
import { createOccurrenceStore, type OccurrenceStore } from '../../src/store/occurrences.ts';
import { createPaceStore } from '../../src/store/pace.ts';
import { createStubPlatform, type StubPlatform } from './stub-platform.ts';

export interface DeliveryProcess {
  readonly chats: ChatStore;
  readonly occurrences: OccurrenceStore;
  readonly ledger: LedgerStore;
  readonly heartbeat: Heartbeat;
  readonly deliveries: Deliveries;
  readonly outbox: MeasuredOutbox;
  readonly platform: StubPlatform;
  readonly logged: readonly string[];
  /** What a closer look at the log shows of a delivery. */
  traceOf(delivery: string): readonly string[];
  readonly keys: Keys;
  /** Everything that is due by the chats' time is handed on, delivered and sent. */
  work(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeliveryProcessParts {
  /** A fresh client each time it is called; `null` retries are what BullMQ wants. */
  connect(maxRetriesPerRequest: null | 1): RedisClient;
  readonly time: { nowMs: number };
  readonly announcers?: readonly Announcer[];
  readonly wakers?: readonly Waker[];
  readonly boards?: readonly Board[];
  readonly platform?: StubPlatform;
  /** Of accounts that are not on `platform`. */
  senderOf?(address: Address): Sender | undefined;
  /** Draws the spans between two chats of a slow account. */
  random?(): number;
  /** False: jobs are put in and nobody takes them out. */
  readonly isWorking?: boolean;
  readonly silenceMs?: number;
}

/** Everything between the clock and a stub platform that sets no limits, wired as a process would; chats have `time`. */
export function startDeliveryProcess(parts: DeliveryProcessParts): DeliveryProcess {
  const { time } = parts;
  const keys = createKeys('t');
  const redis = parts.connect(1);
  const logged: string[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    logged.push(`${message} ${fields['error'] instanceof Error ? fields['error'].message : ''}`.trim());
  };
  const traced: (readonly [unknown, string])[] = [];
  const debug = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    void traced.push([fields['delivery'], message]);
  const log = { debug, info: note, warn: note, error: note };
  const platform =
    parts.platform ??
    createStubPlatform({
      clock: () => time.nowMs,
      can: {
        pace: {
          accountPerSecond: 10_000,
          chatPerSecond: 10_000,
          groupPerMinute: null,
          accountPerMinute: null,
          chatSwitchMs: null,
        },
      },
    });
  const chats = createChatStore(redis, keys);
  const occurrences = createOccurrenceStore(redis, keys);
  const ledger = createLedgerStore(redis, keys);
  const clock = (): number => time.nowMs;
  const outbox = createOutbox({
    catalogue: openCatalogue(),
    pace: createPaceStore(redis, keys),
    chats,
    log,
    senderOf: (address) => parts.senderOf?.(address) ?? platform.sender,
    privateOf: (address, personId) => ({ ...address, chat: personId }),
    clock: Date.now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    random: parts.random ?? Math.random,
    onMoved: () => undefined,
  });
  const deliveries = createDeliveries({
    chats,
    ledger,
    announcers: parts.announcers ?? [echo()],
    boards: parts.boards ?? [],
    outbox,
    clock,
    log,
    redis,
    queueRedis: parts.connect(null),
    prefix: keys.queue(),
    ...(parts.silenceMs === undefined ? {} : { silenceMs: parts.silenceMs }),
  });
  const heartbeat = createHeartbeat({ occurrences, deliveries, wakers: parts.wakers ?? [], log, clock });
  if (parts.isWorking !== false) deliveries.start();
  return {
    chats,
    occurrences,
    ledger,
    heartbeat,
    deliveries,
    outbox,
    platform,
    logged,
    traceOf: (delivery) => traced.flatMap(([of, message]) => (of === delivery ? [message] : [])),
    keys,
    async work() {
      await heartbeat.tick();
      await heartbeat.idle();
      await deliveries.hurry();
      await deliveries.idle();
      await outbox.drain();
    },
    async stop() {
      await heartbeat.stop();
      await deliveries.rest();
      await deliveries.stop();
    },
  };
}

/** Announces `reminder REF` in every chat. */
export const echo = (more: Partial<Announced> = {}): Announcer => ({
  kind: 'reminder',
  announce: (_, { ref }) =>
    Promise.resolve({ replies: [say(literal(`reminder ${ref}`))], asksForCheckIn: false, ...more }),
});
