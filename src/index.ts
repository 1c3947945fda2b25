import { distance } from 'fastest-levenshtein';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccounts } from './accounts.ts';
import type { Adapter } from './bots/adapter.ts';
import { createAskCommand } from './commands/ask/ask.ts';
import { createBankCommand } from './commands/bank/bank.ts';
import { createBankShelf } from './commands/bank/bank-shelf.ts';
import { createBindCommand } from './commands/bind/bind.ts';
import { createChats } from './commands/core/chats.ts';
import type { AnyCommand } from './commands/core/command.ts';
import { type CoreLog, createDispatch } from './commands/core/dispatch.ts';
import type { Inbound } from './commands/core/event.ts';
import { createFloodGate } from './commands/core/flood-gate.ts';
import { createLanes } from './commands/core/lanes.ts';
import { menusOf } from './commands/core/menus.ts';
import { createOutage } from './commands/core/outage.ts';
import { createCommandTable, type CommandTable } from './commands/core/table.ts';
import { createFileListener } from './commands/files/file-listener.ts';
import { createHelpCommand } from './commands/help/help.ts';
import { createPlanCommand } from './commands/plan/plan.ts';
import { createPlanAnnouncer, createTodayCommand, standingOf } from './commands/plan/today.ts';
import { createQuizFeature } from './commands/quiz/quiz-feature.ts';
import { createSettingsCommand } from './commands/settings/settings.ts';
import { createHousekeeping } from './commands/welcome/housekeeping.ts';
import { createStartCommand } from './commands/welcome/welcome.ts';
import { createReminderAnnouncer } from './commands/remind/reminder-announcer.ts';
import { createReminderOrders } from './commands/remind/reminder-orders.ts';
import { createRemindCommand } from './commands/remind/remind.ts';
import type { Chat } from './store/chat.ts';
import { openCatalogue } from './i18n/catalogue.ts';
import { createOutbox } from './scheduler/outbox.ts';
import { sharedBanks } from './store/banks.ts';
import { openQueueRedis, openRedis, type RedisTarget } from './store/client.ts';
import { createKeys } from './store/keys.ts';
import { openStores } from './stores.ts';
import { checkServer } from './store/check-server.ts';
import { ConfigError } from './errors.ts';
import { normalise } from './domain/normalise.ts';
import { createDeliveries } from './scheduler/deliveries.ts';
import { createHeartbeat } from './scheduler/heartbeat.ts';
import { createCheckInCommand } from './commands/check-in/check-in.ts';
import { createLeaveCommand } from './commands/check-in/leave.ts';
import { createMeCommand } from './commands/progress/me.ts';
import { createRankCommand } from './commands/progress/rank.ts';
import { createForgetCommand } from './commands/privacy/forget.ts';
import { createOptOutCommand } from './commands/privacy/opt-out.ts';
import { createDigestAnnouncer } from './commands/report/digest.ts';
import { createMissingCommand } from './commands/report/missing.ts';
import { createNudgeAnnouncer } from './commands/report/nudge.ts';
import { createLaterReportsCommand, createReportCommand } from './commands/report/report.ts';
import { createMakeUpCommand } from './commands/check-in/make-up.ts';
import { createUndoCommand } from './commands/check-in/undo.ts';
import { createDailyOrders } from './scheduler/daily-orders.ts';
import { createQuickReplyListener } from './commands/check-in/quick-reply.ts';

export { type AnyCommand, command, type Command, type Context } from './commands/core/command.ts';
export { type Reply, reply, say, toast } from './commands/core/reply.ts';
export type { Adapter } from './bots/adapter.ts';
export type { Capabilities } from './commands/core/capabilities.ts';
export type { Inbound } from './commands/core/event.ts';
export { ConfigError, DeliveryError, Refusal, StoreError } from './errors.ts';
export { lines, literal, type Text, text } from './i18n/text.ts';

export interface BanzhangOptions {
  readonly redis: RedisTarget;
  /** Keeps several installations apart on one server; `bz` when absent. */
  readonly keyPrefix?: string;
  /** Language and zone of new chats; `zh-Hans` and `Asia/Shanghai` when absent. */
  readonly locale?: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly timeZone?: string;
  /** `platform:person` of those who may organise every chat. */
  readonly owners?: readonly string[];
  readonly log?: CoreLog;
  /** Commands of one's own, beside ours. */
  readonly commands?: readonly AnyCommand[];
  /** Milliseconds since 1970; the terminal chat moves it. Wall time when absent. */
  readonly clock?: () => number;
  /** Numbers in [0, 1); `Math.random` when absent. */
  readonly random?: () => number;
}

/** What `health` tells of the process. */
export interface Health {
  readonly isReady: boolean;
  readonly redis: { readonly isReachable: boolean; readonly detail: string };
  readonly accounts: readonly {
    readonly platform: string;
    readonly account: string;
    readonly isConnected: boolean;
    readonly detail: string;
  }[];
}

/** The class monitor: takes events of any number of bot accounts and answers through them. */
export interface Banzhang {
  /** Resolves when the event's effect is recorded; rejects with StoreError when it must be told again. */
  handle(event: Inbound): Promise<{ readonly isTaken: boolean }>;
  /** Starts the adapter and answers its events; may be called before or after `start`. */
  attach(adapter: Adapter): Promise<void>;
  /** Checks the store and begins to keep time. Rejects with ConfigError when the server cannot be used. */
  start(): Promise<void>;
  /** Does everything that is due up to now by the injected clock; for terminal chats that skip time. */
  runDue(): Promise<void>;
  /** Resolves when nothing is in hand: all events handled, all replies sent. */
  settle(): Promise<void>;
  /** Takes no more events, finishes what is in hand and lets go of the store. */
  stop(): Promise<void>;
  health(): Promise<Health>;
}

/** A class monitor on a Redis server; nothing is scheduled before `start`. */
export function createBanzhang(options: BanzhangOptions): Banzhang {
  const core = wire(options);
  const { accounts, dispatch, heartbeat, deliveries, outbox, quiz, redis, queueRedis } = core;
  const settle = async (): Promise<void> => {
    await dispatch.idle();
    await outbox.drain();
  };
  return {
    handle: (event) => dispatch.handle(event),
    attach: (adapter) => accounts.attach(adapter, (event) => dispatch.handle(event)),
    async start() {
      await refuseUnfitServer(core);
      deliveries.start();
      await heartbeat.tick();
      heartbeat.start();
    },
    async runDue() {
      await heartbeat.tick();
      await heartbeat.idle();
      await deliveries.hurry();
      await deliveries.idle();
      await settle();
    },
    settle,
    async stop() {
      quiz.timers.clearAll();
      await accounts.stop();
      await heartbeat.stop();
      await deliveries.stop();
      await settle();
      redis.disconnect();
      queueRedis.disconnect();
    },
    health: () => healthOf(core),
  };
}

type Core = ReturnType<typeof wire>;

/** The one place where everything meets. */
function wire(options: BanzhangOptions) {
  const { locale = 'zh-Hans', timeZone = 'Asia/Shanghai', owners = [], log = silentLog } = options;
  const clock = options.clock ?? Date.now;
  const random = options.random ?? Math.random;
  const keys = createKeys(options.keyPrefix);
  const redis = openRedis(options.redis, (error) => {
    log.warn({ error }, 'redis: connection lost');
  });
  const stores = openStores(redis, keys);
  const catalogue = openCatalogue();
  const accounts = createAccounts({ log, pause, menus: () => menusOf(table, catalogue, locale) });
  const outbox = createOutbox({
    catalogue,
    pace: stores.pace,
    chats: stores.chats,
    log,
    senderOf: accounts.of,
    privateOf: accounts.privateChatOf,
    clock: Date.now,
    sleep: pause,
    onMoved: (from, to) => {
      chats.forget(from);
      chats.forget(to);
    },
  });
  const shelf = createBankShelf(stores.banks, sharedBanks, { read: readSample });
  const daily = createDailyOrders(stores.occurrences);
  const reminderOrders = createReminderOrders(stores.occurrences, stores.reminders);
  const quiz = createQuizFeature({
    ...stores,
    orders: stores.occurrences,
    outbox,
    shelf,
    clock,
    random,
    freshId,
    wallClock: Date.now,
    canOf: accounts.canOf,
    caughtUp: accounts.caughtUp,
    isCommandWord: (words) => table.byWord(normalise(words)) !== null,
    onError: (error) => {
      log.error({ error }, 'a quiz step failed and will be taken again');
    },
  });
  const replan = async (chat: Chat, nowMs: number): Promise<void> => {
    await daily.put(chat, nowMs);
    await reminderOrders.replan(chat, nowMs);
  };
  const today = { plans: stores.plans, dayOf: stores.progress.latest };
  const table: CommandTable = createCommandTable(
    [
      createStartCommand(),
      createHelpCommand(() => table),
      createCheckInCommand(stores),
      createUndoCommand(stores),
      createMakeUpCommand(stores),
      createLeaveCommand(stores),
      createMeCommand(stores),
      createRankCommand(stores),
      createMissingCommand(stores),
      createReportCommand(stores),
      createLaterReportsCommand(),
      createOptOutCommand(stores),
      createForgetCommand(stores),
      createTodayCommand(today),
      createPlanCommand(stores),
      ...quiz.commands,
      createRemindCommand({ reminders: stores.reminders, orders: reminderOrders }),
      createAskCommand({ shelf, plans: stores.plans }),
      createBankCommand({ shelf, banks: stores.banks }),
      createSettingsCommand({ chats: stores.chats, replan }),
      createBindCommand({ codes: stores.codes, random }),
      ...(options.commands ?? []),
    ],
    distance,
  );
  const chats = createChats({
    store: stores.chats,
    members: stores.members,
    defaultLocale: locale,
    defaultZone: timeZone,
    askOrganisers: accounts.askOrganisers,
    freshId,
    async onCreated(id) {
      const chat = await stores.chats.read(id);
      if (chat?.isGroup === true) await daily.put(chat, clock());
    },
  });
  const dispatch = createDispatch({
    chats,
    table,
    listeners: [quiz.listener, createQuickReplyListener(stores), createFileListener(stores)],
    express: quiz.express,
    housekeeping: createHousekeeping({
      chats,
      store: stores.chats,
      roster: stores.roster,
      members: stores.members,
      outbox,
      log,
      clock,
      freshId,
      standingOf: (chat, nowMs) => standingOf(chat, nowMs, today),
    }),
    outbox,
    lanes: createLanes(),
    floodGate: createFloodGate(),
    outage: createOutage(outbox, locale),
    log,
    owners: new Set(owners),
    canOf: accounts.canOf,
    clock,
    incidentId: freshId,
  });
  const queueRedis = openQueueRedis(options.redis, (error) => {
    log.warn({ error }, 'redis: the queue lost its connection');
  });
  const deliveries = createDeliveries({
    chats: stores.chats,
    ledger: stores.ledger,
    announcers: [
      createReminderAnnouncer({ reminders: stores.reminders, orders: reminderOrders }),
      createPlanAnnouncer(today),
      createNudgeAnnouncer({ ...stores, hasPlan: async (chat) => (await stores.plans.allDays(chat)).length > 0 }),
      createDigestAnnouncer(stores),
    ],
    outbox,
    clock,
    redis,
    queueRedis,
    prefix: keys.queue(),
    log,
  });
  const heartbeat = createHeartbeat({
    occurrences: stores.occurrences,
    deliveries,
    wakers: [quiz.conductor],
    beforeTick: quiz.pulse.beat,
    log,
    clock,
  });
  return { accounts, dispatch, heartbeat, deliveries, outbox, quiz, redis, queueRedis, keys, clock, log, catalogue };
}

/** Rejects with everything that forbids work on this server; logs what is only unwise. */
async function refuseUnfitServer({ redis, keys, log }: Core): Promise<void> {
  const findings = await checkServer(redis, keys, Date.now());
  for (const { severity, key, message, remedy } of findings) {
    if (severity === 'warning') log.warn({ key, remedy }, message);
  }
  const fatal = findings.filter(({ severity }) => severity === 'fatal');
  if (fatal.length === 0) return;
  throw new ConfigError(fatal.map(({ key, message, remedy }) => ({ key, message: `${message}. ${remedy}` })));
}

async function healthOf({ redis, accounts }: Core): Promise<Health> {
  const detail = await redis.ping().catch((error: unknown) => (error instanceof Error ? error.message : 'unreachable'));
  const isReachable = detail === 'PONG';
  const states = accounts.all().map((adapter) => {
    const { isConnected, detail: said } = adapter.state();
    return { platform: adapter.platform, account: adapter.account, isConnected, detail: said };
  });
  const isReady = isReachable && states.every(({ isConnected }) => isConnected);
  return { isReady, redis: { isReachable, detail: isReachable ? 'answers' : detail }, accounts: states };
}

const idCharacters = 12;

/** Twelve characters of 0-9a-z: 62 bits, enough for every chat, member and quiz there will be. */
const freshId = (): string =>
  BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .slice(-idCharacters);

const pause = async (ms: number): Promise<void> => {
  await sleep(ms);
};

/** Sample banks lie beside the program, in the checkout as in the package. */
const readSample = (name: string): Promise<Uint8Array | null> =>
  readFile(new URL(`../samples/banks/${name}`, import.meta.url)).catch(() => null);

const silentLog: CoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
