import { localDateOf } from '../../domain/calendar.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { StoreError } from '../../errors.ts';
import { isLocale, type Locale } from '../../i18n/locale.ts';
import { text } from '../../i18n/text.ts';
import type { Admission, Arrival } from '../../store/chats.ts';
import type { Chats } from './chats.ts';
import { chooseWork } from './choose-work.ts';
import type { Context, Listener } from './command.ts';
import type { CoreLog } from './core-log.ts';
import { doWork } from './do-work.ts';
import { createEchoBrake, type EchoBrake } from './echo-brake.ts';
import type { Address, Inbound, PersonalEvent } from './event.ts';
import type { FloodGate } from './flood-gate.ts';
import type { Lanes } from './lanes.ts';
import { type EventResult, type Meter, silentMeter } from './meter.ts';
import type { Outage } from './outage.ts';
import type { Destination, Outbox } from './outbox.ts';
import type { Capabilities } from './capabilities.ts';
import type { PersonalAnswers } from './personal-answers.ts';
import type { Reply } from './reply.ts';
import { route } from './route.ts';
import type { CommandTable } from './table.ts';
import { isUnclear, plainPart, type Reception } from './unclear.ts';

/** Answers an event without the admitting read when everything needed is at hand; null sends it the ordinary way. */
export interface ExpressLane {
  /** Whether it would answer the event, as far as memory tells. */
  isForUs(event: PersonalEvent, chat: string): boolean;
  answer(event: PersonalEvent, chat: string): Promise<{ destination: Destination; replies: readonly Reply[] } | null>;
}

/** What happens to chats and rosters, as opposed to what people say. */
export interface Housekeeping {
  keep(event: Exclude<Inbound, PersonalEvent>): Promise<void>;
}

export interface DispatchParts {
  readonly chats: Chats;
  readonly table: CommandTable;
  readonly listeners: readonly Listener[];
  readonly express: ExpressLane;
  readonly housekeeping: Housekeeping;
  readonly reception: Reception;
  readonly outbox: Outbox;
  readonly lanes: Lanes;
  readonly floodGate: FloodGate;
  readonly outage: Outage;
  readonly log: CoreLog;
  /** Without it everybody is told of their own at once. */
  readonly personalAnswers?: Pick<PersonalAnswers, 'gather'>;
  /** Nothing is measured where there is none. */
  readonly meter?: Meter;
  /** Platform persons who may organise every chat. */
  readonly owners: ReadonlySet<string>;
  canOf(address: Address): Capabilities;
  /** True where we are a guest in somebody's bot: commands that are not ours are its business. */
  isGuest(address: Address): boolean;
  /** True where only the one who runs this process can speak: nobody else needs protection from them. */
  isLocal(address: Address): boolean;
  clock(): number;
  /** The zone that a member has set for themselves; asked only where the chat lets it count. */
  zoneOf?(member: string): Promise<TimeZone | null>;
  /** A short id that ties what a person was told to the line in the log. */
  incidentId(): string;
}

export interface Dispatch {
  /** Resolves when the effect is recorded; rejects with StoreError when the event must be told again. */
  handle(event: Inbound): Promise<{ readonly isTaken: boolean }>;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
}

const expressName = 'express';
const taken = { isTaken: true } as const;
const notTaken = { isTaken: false } as const;

/** What every message's way needs. */
interface Way extends DispatchParts {
  readonly echoes: EchoBrake;
  readonly meter: Meter;
}

/** The way of one message: admit, route, run; replies go to the outbox. */
export function createDispatch(given: DispatchParts): Dispatch {
  const { lanes } = given;
  const parts: Way = { meter: silentMeter, ...given, echoes: createEchoBrake() };
  return {
    handle: (event) => lanes.enter(laneOf(event), () => handleSafely(event, parts)),
    idle: () => lanes.idle(),
  };
}

function laneOf(event: Inbound): string {
  const { platform, account, chat } = event.from;
  const person = 'sender' in event ? event.sender.id : '';
  return `${platform}:${account}:${chat}:${person}`;
}

async function handleSafely(event: Inbound, parts: Way): Promise<{ readonly isTaken: boolean }> {
  const { log, meter, clock } = parts;
  const startMs = clock();
  log.debug?.({ event: event.id, kind: event.kind, lagMs: startMs - event.atMs }, 'event received');
  let result: EventResult = 'not-recorded';
  try {
    result = isPersonal(event) && isFlood(event, parts) ? 'flood' : await handleCaught(event, parts);
    return result === 'not-ours' ? notTaken : taken;
  } finally {
    meter.handledEvent(event, result, clock() - event.atMs);
    log.debug?.({ event: event.id, result, ms: clock() - startMs }, 'event handled');
  }
}

async function handleCaught(event: Inbound, parts: Way): Promise<EventResult> {
  try {
    const { isTaken } = await handleOne(event, parts);
    parts.outage.isOver();
    return isTaken ? 'taken' : 'not-ours';
  } catch (error) {
    if (error instanceof StoreError) {
      if (isPersonal(event) && isMeant(event, parts)) parts.outage.notice(event, parts.chats.knownId(event.from));
      throw error;
    }
    // A fault of ours outside any handler: told again it would fail again, so it is noted and let go.
    parts.log.error({ error, event: event.id, incident: parts.incidentId() }, 'an event could not be handled');
    return 'failed';
  }
}

/** Whether the event is dropped because its sender sends too much; once a minute they are told so. */
function isFlood(event: PersonalEvent, parts: Way): boolean {
  const { floodGate, outage, chats } = parts;
  const nowMs = parts.clock();
  if (parts.isLocal(event.from) || floodGate.isOpen(event, nowMs)) return false;
  if (isMeant(event, parts) && floodGate.isToBeTold(event, nowMs)) {
    outage.tell(event, chats.knownId(event.from), text('flood-slow'));
  }
  return true;
}

/** Whether an event is surely for us, seen without the store: ordinary talk needs no answer when it cannot be read. */
function isMeant(event: PersonalEvent, parts: Way): boolean {
  if (event.kind === 'choice' || event.isAddressed) return true;
  if (route(event, parts.table).kind === 'command') return true;
  if (parts.listeners.some((listener) => listener.isForUs?.(event) === true)) return true;
  const chat = parts.chats.knownId(event.from);
  return chat !== null && parts.express.isForUs(event, chat);
}

async function handleOne(event: Inbound, parts: Way): Promise<{ readonly isTaken: boolean }> {
  if (!isPersonal(event)) {
    const plain = plainPart(event);
    if (plain !== null) await parts.housekeeping.keep(plain);
    return taken;
  }
  if (isUnclear(event)) return receive(event, parts);
  if (await parts.reception.recall(event, again(parts))) return taken;
  const id = await parts.chats.idOf(event, parts.clock());
  const sinceMs = parts.meter.nowMs();
  const quick = await parts.express.answer(event, id);
  if (quick !== null) {
    parts.meter.ranHandler(expressName, sinceMs);
    parts.log.debug?.({ event: event.id, chat: id, handler: expressName }, 'handler ran');
    parts.outbox.post(quick.destination, quick.replies);
    return taken;
  }
  const admission = await parts.chats.admit(id, event, arrivalOf(event, parts));
  parts.log.debug?.({ event: event.id, chat: id }, 'event admitted');
  const context = { ...contextOf(event, admission, parts), ...(await ownZoneOf(admission, parts)) };
  const work = await chooseWork(context, admission, parts);
  if (work === null) return notTaken;
  const destination = { chat: admission.chat, to: event.from, locale: context.locale, cause: event };
  parts.outage.remember(admission.chat, context.locale);
  parts.outbox.post(destination, await doWork(work, context, parts));
  return taken;
}

/** Nothing is credited to somebody who may be another: they are asked, and what they said waits. */
async function receive(event: PersonalEvent, parts: Way): Promise<{ readonly isTaken: boolean }> {
  return { isTaken: await parts.reception.receive(event, isMeant(event, parts), again(parts)) };
}

const again =
  (parts: Way) =>
  async (event: PersonalEvent): Promise<void> => {
    await handleCaught(event, parts);
  };

const isPersonal = (event: Inbound): event is PersonalEvent =>
  event.kind === 'text' || event.kind === 'choice' || event.kind === 'media';

function arrivalOf(event: PersonalEvent, parts: Way): Arrival | null {
  if (event.isAnonymous) return null;
  const { sender, from } = event;
  return {
    platform: from.platform,
    person: sender.id,
    name: sender.name,
    // The day is only shown; the chat's own zone is not known before the read.
    joinedOn: localDateOf(parts.clock(), 'Asia/Shanghai' as TimeZone),
    isBack: event.kind !== 'choice',
  };
}

function contextOf(event: PersonalEvent, admission: Admission, parts: Way): Context {
  const { chat, seat, member, run } = admission;
  const nowMs = parts.clock();
  const locale: Locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  const { from, sender } = event;
  const isOwner = parts.owners.has(`${from.platform}:${sender.id}`);
  return {
    event,
    chat,
    seat,
    member,
    run,
    locale,
    zone: chat.zone,
    nowMs,
    today: localDateOf(nowMs, chat.zone),
    can: parts.canOf(event.from),
    // At a terminal of one's own one may try everything, also as one of the sample group.
    isOwner: isOwner || parts.isLocal(from),
    async isOrganiser() {
      if (!chat.isGroup || event.isAnonymous || isOwner) return true;
      return (await parts.chats.organisersOf(chat, nowMs)).includes(event.sender.id);
    },
  };
}

async function ownZoneOf({ chat, member }: Admission, parts: Way): Promise<Pick<Context, 'ownZone'>> {
  if (!chat.settings.memberZones || !chat.isGroup || member === '') return {};
  const ownZone = (await parts.zoneOf?.(member)) ?? null;
  return ownZone === null ? {} : { ownZone };
}
