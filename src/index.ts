import type { Adapter, AdapterTrouble } from './bots/adapter.ts';
import type { CalendarFeed } from './commands/calendar/calendar-feed.ts';
import type { Inbound } from './commands/core/event.ts';
import { settleSchema } from './store/schema.ts';
import { storeErrorOf, troubleOf } from './store/store-error.ts';
import { checkServer } from './store/check-server.ts';
import { type Ending, endWithin } from './scheduler/ending.ts';
import { ConfigError } from './errors.ts';
import { type Readings, readCore } from './readings.ts';
import { type BanzhangOptions, type Core, wire } from './wire.ts';

export type { BanzhangOptions, Duties } from './wire.ts';
export type { Ending } from './scheduler/ending.ts';
export type { Readings } from './readings.ts';
export type { Meter } from './commands/core/meter.ts';
export { type AnyCommand, command, type Command, type Context } from './commands/core/command.ts';
export { type Reply, reply, say, toast } from './commands/core/reply.ts';
export type { Adapter } from './bots/adapter.ts';
export type { CalendarFeed } from './commands/calendar/calendar-feed.ts';
export { type WorkCalendar, type WorkdayRow, workdaysWith } from './domain/workdays.ts';
export type { Capabilities } from './commands/core/capabilities.ts';
export type { Inbound } from './commands/core/event.ts';
export { ConfigError, DeliveryError, Refusal, StoreError } from './errors.ts';
export { lines, literal, type Text, text } from './i18n/text.ts';

/** What `health` tells of the process. */
export interface Health {
  readonly isReady: boolean;
  readonly redis: { readonly isReachable: boolean; readonly detail: string };
  readonly accounts: readonly {
    readonly platform: string;
    readonly account: string;
    readonly isConnected: boolean;
    /** Absent while all is well; an account that is `served-elsewhere` stands by and is as ready as it can be. */
    readonly trouble?: AdapterTrouble;
    readonly detail: string;
  }[];
}

/** The class monitor: takes events of any number of bot accounts and answers through them. */
export interface Banzhang {
  /** Resolves when the event's effect is recorded; rejects with StoreError when it must be told again. */
  handle(event: Inbound): Promise<{ readonly isTaken: boolean }>;
  /** Starts the adapter and answers its events; may be called before or after `start`. */
  attach(adapter: Adapter): Promise<void>;
  /** Takes no more events of the adapter and sends nothing more through it; resolves when it has ended. */
  detach(adapter: Adapter): Promise<void>;
  /** Checks the store and begins to keep time. Rejects with ConfigError when the server cannot be used. */
  start(): Promise<void>;
  /** Does everything that is due up to now by the injected clock; for terminal chats that skip time. */
  runDue(): Promise<void>;
  /** Resolves when nothing is in hand: all events handled, all replies sent. */
  settle(): Promise<void>;
  /**
   * Takes no more events, finishes what is in hand within seconds, hands over to the next process what still waits for its
   * turn then, and lets go of the store.
   */
  stop(): Promise<Ending>;
  health(): Promise<Health>;
  /** What a page of metrics shows besides what the meter was told. */
  readings(): Promise<Readings>;
  /** The calendar that a secret address opens (`/plan link`); null when it opens none. Rejects with StoreError. */
  calendar(secret: string): Promise<CalendarFeed | null>;
}

/** A class monitor on a Redis server; nothing is scheduled before `start`. */
export function createBanzhang(options: BanzhangOptions): Banzhang {
  const core = wire(options);
  const { accounts, missed, alarm, dispatch, heartbeat, deliveries, outbox, quiz, redis, queueRedis } = core;
  const { duties, presence } = core;
  let [beats, serving]: (NodeJS.Timeout | undefined)[] = [];
  const settle = async (): Promise<void> => {
    await sayAll(core);
    await outbox.drain();
    await quiz.conductor.idle();
  };
  return {
    handle: (event) => dispatch.handle(event),
    attach: (adapter) => accounts.attach(adapter, (event) => dispatch.handle(event)),
    detach: (adapter) => accounts.detach(adapter),
    async start() {
      await refuseUnfitServer(core);
      await settleSchema(redis, core.keys);
      await presence.start();
      serving = setInterval(() => {
        // Who does not hear hands on whatever comes before its accounts are attached.
        deliveries.serve(duties.hears ? accounts.bound() : accounts.speaking());
      }, beatMs).unref();
      if (duties.wakes) {
        deliveries.start();
        await heartbeat.tick();
        heartbeat.start();
      } else if (duties.hears) beats = beatEverySecond(core);
      if (duties.hears) alarm.start();
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
      quiz.timers.close();
      clearInterval(beats);
      clearInterval(serving);
      alarm.stop();
      missed.stop();
      const ending = await endWithin(finish(core), core);
      await deliveries.stop();
      await accounts.letGo();
      await presence.stop();
      redis.disconnect();
      queueRedis.disconnect();
      return ending;
    },
    health: () => healthOf(core),
    calendar: core.calendar,
    readings: () => readCore(core),
  };
}

/** Everything that has been heard is answered, though perhaps not sent. */
async function sayAll({ dispatch, acknowledger, personalAnswers, missed }: Core): Promise<void> {
  await dispatch.idle();
  await acknowledger.tellAll();
  await personalAnswers.tellAll();
  await missed.idle();
}

/** Takes nothing new, and does what is in hand to its end. Never rejects. */
async function finish(core: Core): Promise<void> {
  const { accounts, heartbeat, deliveries, dispatch, quiz, outbox, log } = core;
  try {
    await Promise.all([accounts.stop(), heartbeat.stop(), deliveries.rest()]);
    await dispatch.idle();
    await quiz.acknowledger.tellAll();
    await sayAll(core);
    await outbox.idle();
    await quiz.conductor.idle();
  } catch (error) {
    log.error({ error }, 'something in hand could not be finished');
  }
}

const beatMs = 1_000;

/** What the heartbeat does besides, where it does not beat. */
function beatEverySecond({ quiz, log }: Core): NodeJS.Timeout {
  return setInterval(() => {
    quiz.pulse.beat().catch((error: unknown) => {
      log.error({ error }, 'open quizzes could not be looked after');
    });
  }, beatMs).unref();
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
  const trouble = await redis.ping().then(() => null, storeErrorOf);
  const isReachable = trouble === null;
  const states = accounts.states();
  const isServed = states.every(({ isConnected, trouble }) => isConnected || trouble === 'served-elsewhere');
  const isReady = isReachable && isServed;
  return {
    isReady,
    redis: { isReachable, detail: trouble === null ? 'answers' : troubleOf(trouble) },
    accounts: states,
  };
}
