import { StoreError } from '../../errors.ts';
import { isLocale } from '../../i18n/locale.ts';
import { text, type Text } from '../../i18n/text.ts';
import type { BindStore } from '../../store/bind-codes.ts';
import type { Chats } from '../core/chats.ts';
import type { Directory } from '../core/desk.ts';
import type { Address, PersonalEvent } from '../core/event.ts';
import type { Outage } from '../core/outage.ts';
import { isUnclear, type Reception } from '../core/unclear.ts';
import type { Claimed } from './claim.ts';
import { createHeldEvents, type HeldEvents } from './held-events.ts';
import { groupQuestion, personQuestion } from './question.ts';
import { type ClaimReading, readClaim } from './read-claim.ts';
import { settledEvent } from './settled-event.ts';
import { groupTrace, personTrace, type TraceStores } from './traces.ts';

export interface ReceptionParts extends TraceStores {
  readonly directory: Pick<Directory, 'known' | 'passingIdOf'>;
  readonly codes: Pick<BindStore, 'member' | 'mayTry'>;
  readonly admission: Pick<Chats, 'idOf' | 'admit'>;
  readonly outage: Pick<Outage, 'tell' | 'remember'>;
  /** Tells the account's adapter what a stand-in stands for. */
  claim(address: Address, standIn: string, as: string | null): Promise<Claimed>;
  /** Ids of those who administer the chat; null where the platform names nobody. */
  askOrganisers(address: Address): Promise<readonly string[] | null>;
  clock(): number;
}

/** Asked again no sooner; in between what they say waits. */
const askAgainMs = 10 * 60_000;
const offersMax = 9;
const askedMax = 2_000;

/** What is unclear about an event; a group comes before the people in it. */
interface Subject {
  readonly kind: 'person' | 'group';
  readonly standIn: string;
  readonly mayBe: readonly string[];
  /** Names the subject among all accounts. */
  readonly key: string;
}

interface Asked {
  readonly atMs: number;
  /** In the order of their numbers. */
  readonly offers: readonly string[];
}

type Handle = (again: PersonalEvent) => Promise<void>;

interface Desk extends ReceptionParts {
  readonly held: HeldEvents;
  readonly asked: Map<string, Asked>;
}

/** Asks unclear people and groups who they are, holds what they say until then, and settles what they answer. */
export function createReception(parts: ReceptionParts): Reception {
  const desk: Desk = { ...parts, held: createHeldEvents(), asked: new Map() };
  return {
    async receive(event, isForUs, handle) {
      const subject = subjectOf(event);
      const claim = readClaim(event);
      // The adapter may not have heard yet that it was settled, here or by another group.
      const now = await settledEvent(event, desk.directory);
      if (now !== null && !isUnclear(now)) {
        await recall(event, handle, desk);
        if (claim?.kind === 'number') await tell(event, subject, text('recognise-done'), desk);
        else await handle(now);
        return true;
      }
      if (claim === null && !isForUs) return false;
      if (claim === null) desk.held.add(subject.key, event, desk.clock());
      const asked = desk.asked.get(placeOf(subject, event));
      const isOpen = asked !== undefined && desk.clock() - asked.atMs < askAgainMs;
      if (claim !== null && (isOpen || claim.kind === 'code'))
        await answer(claim, { event, subject, asked }, handle, desk);
      else if (!isOpen) await ask(event, subject, handle, desk);
      return true;
    },
    recall: (event, handle) => recall(event, handle, desk),
  };
}

async function recall(event: PersonalEvent, handle: Handle, desk: Desk): Promise<void> {
  const unlessUnclear: Handle = async (again) => {
    if (isUnclear(again)) desk.held.add(subjectOf(again).key, again, desk.clock());
    else await handle(again);
  };
  for (const key of desk.held.waitsOf(event)) await release(key, unlessUnclear, desk);
}

function subjectOf(event: PersonalEvent): Subject {
  const { platform, account, chat } = event.from;
  const keyOf = (standIn: string): string => `${platform}:${account}:${standIn}`;
  if (event.chatMayBe !== undefined && event.isGroup) {
    return { kind: 'group', standIn: chat, mayBe: event.chatMayBe, key: keyOf(chat) };
  }
  const { id, mayBe = event.chatMayBe ?? [] } = event.sender;
  return { kind: 'person', standIn: id, mayBe, key: keyOf(id) };
}

/** People in several groups are asked in each where they want something. */
const placeOf = ({ key }: Subject, event: PersonalEvent): string => `${key}:${event.from.chat}`;

async function ask(event: PersonalEvent, subject: Subject, handle: Handle, desk: Desk): Promise<void> {
  const { account } = event.from;
  const met = await Promise.all(subject.mayBe.map((id) => desk.directory.passingIdOf(account, id)));
  const open = subject.mayBe.filter((_, index) => met[index] === null);
  // All of them have turned out to be somebody else.
  if (open.length === 0) return settle(null, { event, subject }, handle, desk);
  const { offers, question } = await (subject.kind === 'group' ? askGroup : askPerson)(event, open, desk);
  desk.asked.delete(placeOf(subject, event));
  desk.asked.set(placeOf(subject, event), { atMs: desk.clock(), offers });
  const oldest = desk.asked.size > askedMax ? desk.asked.keys().next().value : undefined;
  if (oldest !== undefined) desk.asked.delete(oldest);
  await tell(event, subject, question, desk);
}

interface Question {
  readonly offers: readonly string[];
  readonly question: Text;
}

async function askPerson(event: PersonalEvent, open: readonly string[], desk: Desk): Promise<Question> {
  const chat = event.isGroup ? await desk.admission.idOf(event, desk.clock()) : null;
  const place = { chat, platform: event.from.platform, nowMs: desk.clock() };
  const all = await Promise.all(open.map(async (id) => ({ id, trace: await personTrace(id, place, desk) })));
  // Those with something to lose come first; nobody reads a long list.
  const shown = all.sort((a, b) => (b.trace.lastOn ?? '').localeCompare(a.trace.lastOn ?? '')).slice(0, offersMax);
  return {
    offers: shown.map(({ id }) => id),
    question: personQuestion(
      event.sender.name,
      shown.map(({ trace }) => trace),
    ),
  };
}

async function askGroup(event: PersonalEvent, open: readonly string[], desk: Desk): Promise<Question> {
  const offers = open.slice(0, offersMax);
  const nowMs = desk.clock();
  const traces = await Promise.all(offers.map((chat) => groupTrace({ ...event.from, chat }, nowMs, desk)));
  const organisers = await organisersOf(event, desk);
  return { offers, question: groupQuestion(traces, organisers.length > 0) };
}

const organisersOf = async (event: PersonalEvent, desk: Desk): Promise<readonly string[]> =>
  (await desk.askOrganisers(event.from).catch(() => null)) ?? [];

interface Answered {
  readonly event: PersonalEvent;
  readonly subject: Subject;
  readonly asked?: Asked | undefined;
}

async function answer(claim: ClaimReading, answered: Answered, handle: Handle, desk: Desk): Promise<void> {
  const { event, subject, asked } = answered;
  if (subject.kind === 'group') {
    const organisers = await organisersOf(event, desk);
    if (organisers.length > 0 && !organisers.includes(event.sender.id)) {
      return tell(event, subject, text('recognise-organisers'), desk);
    }
  }
  if (claim.kind === 'code') {
    const as = await memberBehind(claim.code, answered, desk);
    return as === null ? tell(event, subject, text('recognise-code'), desk) : settle(as, answered, handle, desk);
  }
  const offers = asked?.offers ?? [];
  const as = claim.number === 0 ? null : offers[claim.number - 1];
  if (as === undefined) return tell(event, subject, text('recognise-range', { count: offers.length }), desk);
  return settle(as, answered, handle, desk);
}

/** Whom of those it may be a code of another platform names; null when none. Six digits must not be guessed. */
async function memberBehind(code: string, { event, subject }: Answered, desk: Desk): Promise<string | null> {
  if (subject.kind === 'group' || !(await desk.codes.mayTry(subject.standIn))) return null;
  const member = await desk.codes.member(code);
  if (member === null) return null;
  const identities = await desk.members.identitiesOf(member);
  const named = identities.filter(
    ({ platform, person }) => platform === event.from.platform && subject.mayBe.includes(person),
  );
  return named.length === 1 ? (named[0]?.person ?? null) : null;
}

async function settle(as: string | null, { event, subject }: Answered, handle: Handle, desk: Desk): Promise<void> {
  const outcome = await desk.claim(event.from, subject.standIn, as);
  if (outcome === 'taken') {
    desk.asked.delete(placeOf(subject, event));
    return tell(event, subject, text('recognise-taken'), desk);
  }
  // Unknown: it was settled otherwise, or the login is over; what is held shows which.
  if (outcome === 'settled') await tell(event, subject, text(as === null ? 'recognise-new' : 'recognise-done'), desk);
  await release(subject.key, handle, desk);
}

/** Handles what was held with the ids of now; what could not be recorded waits on. */
async function release(key: string, handle: Handle, desk: Desk): Promise<void> {
  const waiting = [...desk.held.take(key, desk.clock())];
  for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
    try {
      const again = await settledEvent(event, desk.directory);
      if (again !== null) await handle(again);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      for (const left of [event, ...waiting]) desk.held.add(key, left, desk.clock());
      throw error;
    }
  }
}

/** Says it where it was asked, in the language of the chat where that is known. */
async function tell(event: PersonalEvent, subject: Subject, words: Text, desk: Desk): Promise<void> {
  if (subject.kind === 'group' || !event.isGroup) {
    desk.outage.tell(event, null, words);
    return;
  }
  const id = await desk.admission.idOf(event, desk.clock());
  const { chat } = await desk.admission.admit(id, event, null);
  if (isLocale(chat.locale)) desk.outage.remember(chat, chat.locale);
  desk.outage.tell(event, chat.id, words);
}
