import { distance } from 'fastest-levenshtein';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccounts } from './accounts.ts';
import { calmed } from './calm-log.ts';
import { createAskCommand } from './commands/ask/ask.ts';
import { createBankCommand } from './commands/bank/bank.ts';
import { createBankShelf } from './commands/bank/bank-shelf.ts';
import { createBindCommand } from './commands/bind/bind.ts';
import { createCalendarFeed } from './commands/calendar/calendar-feed.ts';
import { createChats } from './commands/core/chats.ts';
import type { Desk } from './commands/core/desk.ts';
import type { Address } from './commands/core/event.ts';
import { createAlarm } from './commands/alarm/alarm.ts';
import { createMissed } from './commands/missed/missed.ts';
import { createDirectory } from './commands/recognise/directory.ts';
import { createReception } from './commands/recognise/reception.ts';
import type { AnyCommand } from './commands/core/command.ts';
import type { CoreLog } from './commands/core/core-log.ts';
import { createDispatch } from './commands/core/dispatch.ts';
import { route } from './commands/core/route.ts';
import { readCheckIn } from './domain/check-in-reply.ts';
import { createFloodGate } from './commands/core/flood-gate.ts';
import { createLanes } from './commands/core/lanes.ts';
import { type Meter, silentMeter } from './commands/core/meter.ts';
import { menusOf } from './commands/core/menus.ts';
import { createPersonalAnswers } from './commands/core/personal-answers.ts';
import { createOutage } from './commands/core/outage.ts';
import { createCommandTable, type CommandTable } from './commands/core/table.ts';
import { publishedWorkdays, type WorkCalendar } from './domain/workdays.ts';
import { createFanOutFeature } from './commands/fan-out/fan-out-feature.ts';
import { createQuizStart } from './commands/fan-out/quiz-start.ts';
import { createFileListener } from './commands/files/file-listener.ts';
import { createHelpCommand } from './commands/help/help.ts';
import { createPrivateHintListener } from './commands/help/private-hint.ts';
import { createPlanCommand } from './commands/plan/plan.ts';
import { createPlanAnnouncer, createTodayCommand, standingOf } from './commands/plan/today.ts';
import { createQuizFeature } from './commands/quiz/quiz-feature.ts';
import { createSettingsCommand } from './commands/settings/settings.ts';
import { createHousekeeping } from './commands/welcome/housekeeping.ts';
import { createStartCommand } from './commands/welcome/welcome.ts';
import { createRelayListener } from './commands/relay/relay.ts';
import { createReminderAnnouncer } from './commands/remind/reminder-announcer.ts';
import { createReminderOrders } from './commands/remind/reminder-orders.ts';
import { createRemindCommand } from './commands/remind/remind.ts';
import { type Chat, chatOf } from './store/chat.ts';
import { openCatalogue } from './i18n/catalogue.ts';
import { createOutbox } from './scheduler/outbox.ts';
import { sharedBanks } from './store/banks.ts';
import { openQueueRedis, openRedis, type RedisTarget } from './store/client.ts';
import { readFanOutLedger } from './store/fan-out-ledger.ts';
import { createKeys } from './store/keys.ts';
import { watchCommands } from './store/watch-commands.ts';
import { openStores } from './stores.ts';
import { createDeliveries } from './scheduler/deliveries.ts';
import { putOffWhileAway } from './scheduler/put-off.ts';
import { createHeartbeat } from './scheduler/heartbeat.ts';
import { createPresence } from './scheduler/presence.ts';
import { createBatchAcknowledger } from './commands/check-in/batch-acknowledger.ts';
import { createCheckInCommand } from './commands/check-in/check-in.ts';
import { createRosterBoard } from './commands/check-in/day-roster.ts';
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

/** What a process does of what several share; sending is nobody's duty but everybody's who can. */
export interface Duties {
  /** Takes events, answers them and leads quizzes. */
  readonly hears: boolean;
  /** Does what is due, and delivers it. */
  readonly wakes: boolean;
}

export interface BanzhangOptions {
  readonly redis: RedisTarget;
  /** Keeps several installations apart on one server; `bz` when absent. */
  readonly keyPrefix?: string;
  /** Language and zone of new chats; `zh-Hans` and `Asia/Shanghai` when absent. */
  readonly locale?: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly timeZone?: string;
  /** `platform:person` of those who may organise every chat. */
  readonly owners?: readonly string[];
  /** How the web side is reached from outside, without a slash at the end; nothing is offered for subscription without. */
  readonly publicUrl?: string | null;
  /** Which days `工作日` means in mainland China; as published when absent. */
  readonly workdays?: WorkCalendar;
  /** What this process does; everything when absent. */
  readonly duties?: Duties;
  readonly log?: CoreLog;
  /** Hears of everything that is worth a metric; nothing is measured without. */
  readonly meter?: Meter;
  /** Commands of one's own, beside ours. */
  readonly commands?: readonly AnyCommand[];
  /** Milliseconds since 1970; the terminal chat moves it. Wall time when absent. */
  readonly clock?: () => number;
  /** Numbers in [0, 1); `Math.random` when absent. */
  readonly random?: () => number;
}

export type Core = ReturnType<typeof wire>;

/** The one place where everything meets. */
export function wire(options: BanzhangOptions) {
  const { locale = 'zh-Hans', timeZone = 'Asia/Shanghai', owners = [], meter = silentMeter } = options;
  const { duties = { hears: true, wakes: true } } = options;
  const log = calmed(options.log ?? silentLog);
  const { workdays = publishedWorkdays } = options;
  const clock = options.clock ?? Date.now;
  const random = options.random ?? Math.random;
  const keys = createKeys(options.keyPrefix);
  const redis = openRedis(options.redis, createConnectionWarning(log, 'redis: connection lost', Date.now));
  if (meter !== silentMeter) watchCommands(redis, meter);
  const stores = openStores(redis, keys, workdays);
  const catalogue = openCatalogue(clock);
  const desk: Desk = {
    directory: createDirectory({ store: stores.directory, freshId }),
    leases: stores.leases,
    noteHeard: stores.heard.note,
    lastHeardAtMs: stores.heard.lastAtMs,
    missed: (account, silence) => missed.tell(account, silence),
  };
  const accounts = createAccounts({ log, desk, pause, menus: () => menusOf(table, catalogue, locale) });
  const outbox = createOutbox({
    catalogue,
    pace: stores.pace,
    chats: stores.chats,
    log,
    meter,
    senderOf: accounts.of,
    privateOf: accounts.privateChatOf,
    clock: Date.now,
    sleep: pause,
    random,
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
    isHere: accounts.isHere,
    isElsewhere: (address) => !duties.hears || accounts.isElsewhere(address),
    isStandingBy: () => !duties.hears || accounts.isStandingBy(),
    isForOthers: (event) =>
      route(event, table).kind === 'command' || readCheckIn(event.text, { prompted: false }).kind === 'check-in',
    onError: (error) => {
      log.error({ error }, 'a quiz step failed and will be taken again');
    },
  });
  const acknowledger = createBatchAcknowledger({ outbox, timers: quiz.timers, clock });
  const personalAnswers = createPersonalAnswers({ ...stores, outbox, timers: quiz.timers, clock });
  const replanAll = async (chat: Chat, nowMs: number): Promise<void> => {
    await daily.put(chat, nowMs);
    await reminderOrders.replan(chat, nowMs);
  };
  const calendarParts = { ...stores, workdays, say: catalogue.say, clock, printOf };
  const today = { plans: stores.plans, dayOf: stores.progress.latest };
  const planAnnouncer = createPlanAnnouncer(today);
  const digestAnnouncer = createDigestAnnouncer(stores);
  const fanOut = createFanOutFeature({
    ...stores,
    orders: stores.occurrences,
    outbox,
    accounts: {
      paceOf: (account) => accounts.canOf({ ...account, chat: '' }).pace,
      isConnected: (account) => [accounts.isHere, accounts.isElsewhere].some((is) => is({ ...account, chat: '' })),
    },
    plan: planAnnouncer,
    report: digestAnnouncer,
    shelf,
    quizStart: createQuizStart({ ...stores, shelf, conductor: quiz.conductor, random, freshId }),
    workdays,
    log,
    enqueue: (jobs) => deliveries.enqueue(jobs),
    readLedger: (one, run, groups) => readFanOutLedger(one, run, stores.fanOutRuns, groups),
    clock,
    wallClock: Date.now,
    freshId,
  });
  const table: CommandTable = createCommandTable(
    [
      createStartCommand(),
      createHelpCommand(() => table),
      createCheckInCommand({ ...stores, acknowledger }),
      createUndoCommand({ ...stores, acknowledger }),
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
      createPlanCommand({ ...calendarParts, publicUrl: options.publicUrl ?? null, freshSecret }),
      ...quiz.commands,
      createRemindCommand({ ...stores, orders: reminderOrders, workdays }),
      createAskCommand({ shelf, plans: stores.plans }),
      createBankCommand({ shelf, banks: stores.banks }),
      createSettingsCommand({ ...stores, replanDays: daily.put, replanAll }),
      createBindCommand({ codes: stores.codes, randomCode }),
      fanOut.command,
      ...(options.commands ?? []),
    ],
    distance,
  );
  const delivering = putOffWhileAway(outbox, accounts.standOf);
  const isForOthers = (address: Address): boolean =>
    accounts.standOf(address) === 'elsewhere' || (!duties.hears && accounts.of(address) === null);
  const missed = createMissed({
    ...stores,
    conductor: quiz.conductor,
    deliver: (destination, replies) => delivering.deliver(destination, replies, 0),
    log,
    clock,
    wallClock: Date.now,
    sleep: pause,
  });
  const alarm = createAlarm({
    accounts: accounts.states,
    owners,
    privateChatOf: accounts.privateChatOf,
    async chatAt(address) {
      const id = await stores.chats.find(address);
      const known = id === null ? null : await stores.chats.read(id);
      return known ?? chatOf('', ['address', JSON.stringify(address), 'locale', locale, 'zone', timeZone]);
    },
    outbox,
    log,
    wallClock: Date.now,
  });
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
  const outage = createOutage(outbox, locale);
  const reception = createReception({
    ...stores,
    directory: desk.directory,
    admission: chats,
    outage,
    claim: (address, standIn, as) => accounts.of(address)?.claim?.(standIn, as) ?? Promise.resolve('unknown'),
    askOrganisers: accounts.askOrganisers,
    clock,
  });
  const dispatch = createDispatch({
    chats,
    table,
    listeners: [
      quiz.listener,
      quiz.privateListener,
      createRelayListener({ ...stores, acknowledger }),
      createQuickReplyListener({ ...stores, acknowledger }),
      createFileListener({ ...stores, replanAll }),
      createPrivateHintListener({ checkIns: stores.checkIns, isGuest: accounts.isGuest }),
    ],
    express: quiz.express,
    reception,
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
    outage,
    log,
    personalAnswers,
    meter,
    owners: new Set(owners),
    isGuest: accounts.isGuest,
    isLocal: accounts.isLocal,
    canOf: accounts.canOf,
    zoneOf: stores.members.zoneOf,
    clock,
    incidentId: freshId,
  });
  const queueRedis = openQueueRedis(options.redis, ignoreLoss);
  const deliveries = createDeliveries({
    chats: stores.chats,
    ledger: stores.ledger,
    announcers: [
      createReminderAnnouncer({ ...stores, orders: reminderOrders, workdays }),
      planAnnouncer,
      createNudgeAnnouncer({ ...stores, hasPlan: async (chat) => (await stores.plans.allDays(chat)).length > 0 }),
      digestAnnouncer,
      fanOut.announcer,
    ],
    boards: [createRosterBoard(stores), fanOut.board],
    outbox: delivering,
    isElsewhere: isForOthers,
    clock,
    redis,
    queueRedis,
    prefix: keys.queue(),
    log,
    meter,
  });
  const heartbeat = createHeartbeat({
    workdays,
    occurrences: stores.occurrences,
    deliveries,
    wakers: [quiz.conductor, fanOut.waker],
    beforeTick: quiz.pulse.beat,
    log,
    meter,
    clock,
  });
  return {
    calendar: createCalendarFeed(calendarParts),
    accounts,
    acknowledger,
    personalAnswers,
    missed,
    alarm,
    dispatch,
    heartbeat,
    presence: createPresence(stores.leases, freshId()),
    deliveries,
    outbox,
    occurrences: stores.occurrences,
    runs: stores.runs,
    quiz,
    redis,
    queueRedis,
    keys,
    duties,
    clock,
    log,
    catalogue,
    freshId,
  };
}

const idCharacters = 12;

/** Twelve characters of 0-9a-z: 62 bits, enough for every chat, member and quiz there will be. */
const freshId = (): string =>
  BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .slice(-idCharacters);

/** The same loss is told by the other client. */
const ignoreLoss = (): void => undefined;

/** A line a minute says as much as one for every attempt to reconnect. */
const silentMs = 60_000;

function createConnectionWarning(log: CoreLog, message: string, clock: () => number): (error: Error) => void {
  let quietUntilMs = 0;
  return (error) => {
    if (clock() < quietUntilMs) return;
    quietUntilMs = clock() + silentMs;
    log.warn({ error }, message);
  };
}

/** 128 bits as they stand in an address. */
const freshSecret = (): string => randomBytes(16).toString('base64url');

const printOf = (words: string): string => createHash('sha256').update(words).digest('base64url').slice(0, 22);

/** Six digits that nobody can foresee. */
const randomCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

const pause = async (ms: number): Promise<void> => {
  await sleep(ms);
};

/** Sample banks lie beside the program, in the checkout as in the package. */
const readSample = (name: string): Promise<Uint8Array | null> =>
  readFile(new URL(`../samples/banks/${name}`, import.meta.url)).catch(() => null);

const silentLog: CoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
