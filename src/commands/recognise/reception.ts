import { putNewest } from '../../domain/put-newest.ts';
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
import { createDisputes, type Disputes } from './disputes.ts';
import { createHeldEvents, type HeldEvents } from './held-events.ts';
import { askGroup, type Asked, askPerson, organisersOf, type QuestionParts } from './put-question.ts';
import { type ClaimReading, readApproval, readClaim } from './read-claim.ts';
import { settledEvent } from './settled-event.ts';
import { createTurns, type Turns } from './turns.ts';

export interface ReceptionParts extends QuestionParts {
  readonly directory: Pick<Directory, 'known' | 'passingIdOf' | 'release' | 'groupSize'>;
  readonly codes: Pick<BindStore, 'member' | 'mayTry'>;
  readonly admission: Pick<Chats, 'idOf' | 'admit'>;
  readonly outage: Pick<Outage, 'tell' | 'remember'>;
  /** Tells the account's adapter what a stand-in stands for. */
  claim(address: Address, standIn: string, as: string | null): Promise<Claimed>;
}

/** Asked again no sooner; in between what they say waits. */
const askAgainMs = 10 * 60_000;
const askedMax = 2_000;

/** What is unclear about an event; a group comes before the people in it. */
interface Subject {
  readonly kind: 'person' | 'group';
  readonly standIn: string;
  readonly mayBe: readonly string[];
  /** Names the subject among all accounts. */
  readonly key: string;
}

type Handle = (again: PersonalEvent) => Promise<void>;

interface ReceptionDesk extends ReceptionParts {
  readonly held: HeldEvents;
  readonly asked: Map<string, Asked>;
  readonly disputes: Disputes;
  readonly turns: Turns;
}

/** Asks unclear people and groups who they are, holds what they say until then, and settles what they answer. */
export function createReception(parts: ReceptionParts): Reception {
  const desk: ReceptionDesk = {
    ...parts,
    held: createHeldEvents(),
    asked: new Map(),
    disputes: createDisputes(),
    turns: createTurns(),
  };
  return {
    async receive(event, isForUs, handle) {
      const subject = subjectOf(event);
      const claim = readClaim(event);
      // The adapter may not have heard yet that it was settled, here or by another group.
      const now = await settledEvent(event, desk.directory);
      if (now !== null && !isUnclear(now)) {
        await recall(event, handle, desk);
        await askNext(event, desk);
        if (claim?.kind === 'number') await tell(event, subject, text('recognise-done'), desk);
        else await handle(now);
        return true;
      }
      if (claim === null && !isForUs) return false;
      if (claim === null) desk.held.add(subject.key, event, desk.clock());
      const asked = desk.asked.get(placeOf(subject, event));
      const isOpen = isStillOpen(asked, desk);
      if (claim !== null && (isOpen || claim.kind === 'code'))
        await answer(claim, { event, subject, asked }, handle, desk);
      else if (!isOpen && (subject.kind === 'group' || claim !== null || desk.turns.take(event, desk.clock())))
        await ask(event, desk);
      await askNext(event, desk);
      return true;
    },
    async recall(event, handle) {
      await recall(event, handle, desk);
      await askNext(event, desk);
      const approved = event.isGroup ? readApproval(event) : null;
      if (approved === null) return false;
      await approve(approved, event, handle, desk);
      return true;
    },
  };
}

const isStillOpen = (asked: Asked | undefined, desk: ReceptionDesk): asked is Asked =>
  asked !== undefined && desk.clock() - asked.atMs < askAgainMs;

async function recall(event: PersonalEvent, handle: Handle, desk: ReceptionDesk): Promise<void> {
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

/** Asks who has waited for their turn in the chat, if it is still not plain who they are. */
async function askNext(event: PersonalEvent, desk: ReceptionDesk): Promise<void> {
  const waiting = desk.turns.next(event, desk.clock());
  if (waiting === null) return;
  const now = await settledEvent(waiting, desk.directory);
  if (now === null || !isUnclear(now) || isStillOpen(desk.asked.get(placeOf(subjectOf(waiting), waiting)), desk))
    return;
  if (desk.turns.take(waiting, desk.clock())) await ask(waiting, desk);
}

/** However many speak while the question is put together, it is asked once. */
async function ask(event: PersonalEvent, desk: ReceptionDesk): Promise<void> {
  const subject = subjectOf(event);
  const place = placeOf(subject, event);
  const before = desk.asked.get(place);
  const question = (subject.kind === 'group' ? askGroup : askPerson)(event, subject.mayBe, before, desk);
  const asked: Asked = { atMs: desk.clock(), offers: question.then(({ offers }) => offers) };
  putNewest(desk.asked, place, asked, askedMax);
  try {
    await Promise.all([asked.offers, tell(event, subject, (await question).question, desk)]);
  } catch (error) {
    if (desk.asked.get(place) === asked) desk.asked.delete(place);
    desk.turns.giveBack(event);
    throw error;
  }
}

interface Answered {
  readonly event: PersonalEvent;
  readonly subject: Subject;
  readonly asked?: Asked | undefined;
}

async function answer(claim: ClaimReading, answered: Answered, handle: Handle, desk: ReceptionDesk): Promise<void> {
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
  const offers = (await asked?.offers) ?? [];
  const as = claim.number === 0 ? null : offers[claim.number - 1];
  if (as === undefined) return tell(event, subject, text('recognise-range', { count: offers.length }), desk);
  return settle(as, answered, handle, desk);
}

/** Whom of those it may be a code of another platform names; null when none. Six digits must not be guessed. */
async function memberBehind(code: string, { event, subject }: Answered, desk: ReceptionDesk): Promise<string | null> {
  if (subject.kind === 'group' || !(await desk.codes.mayTry(subject.standIn))) return null;
  const member = await desk.codes.member(code);
  if (member === null) return null;
  const identities = await desk.members.identitiesOf(member);
  const named = identities.filter(
    ({ platform, person }) => platform === event.from.platform && subject.mayBe.includes(person),
  );
  return named.length === 1 ? (named[0]?.person ?? null) : null;
}

async function settle(
  as: string | null,
  { event, subject }: Answered,
  handle: Handle,
  desk: ReceptionDesk,
): Promise<void> {
  const outcome = await desk.claim(event.from, subject.standIn, as);
  if (outcome === 'taken' && as !== null) return refuse(as, { event, subject }, desk);
  // Unknown: it was settled otherwise, or the login is over; what is held shows which.
  if (outcome === 'settled') await tell(event, subject, text(as === null ? 'recognise-new' : 'recognise-done'), desk);
  await release(subject.key, handle, desk);
}

/** Somebody else is taken for that one: another number may be given, and in a group its organisers may decide. */
async function refuse(as: string, { event, subject }: Answered, desk: ReceptionDesk): Promise<void> {
  const asked = desk.asked.get(placeOf(subject, event));
  if (asked !== undefined) desk.asked.set(placeOf(subject, event), { ...asked, atMs: desk.clock() });
  if (subject.kind === 'group') return tell(event, subject, text('recognise-group-taken'), desk);
  if (!event.isGroup) return tell(event, subject, text('recognise-taken-private'), desk);
  const { name } = event.sender;
  const claim = { standIn: subject.standIn, as, name, key: subject.key, atMs: desk.clock() };
  const number = desk.disputes.open(event.from, claim);
  return tell(event, subject, text('recognise-taken', { name, number }), desk);
}

/** An organiser says that somebody is whom another was taken for; where the platform names none, anybody may. */
async function approve(number: number, event: PersonalEvent, handle: Handle, desk: ReceptionDesk): Promise<void> {
  const here = { kind: 'person' } as const;
  const organisers = await organisersOf(event, desk);
  if (organisers.length > 0 && !organisers.includes(event.sender.id)) {
    return tell(event, here, text('recognise-organisers'), desk);
  }
  const dispute = desk.disputes.of(event.from, number, desk.clock());
  if (dispute === null) return tell(event, here, text('recognise-no-dispute'), desk);
  const { standIn, as, name, key } = dispute;
  await desk.directory.release(event.from.account, standIn, as);
  const outcome = await desk.claim(event.from, standIn, as);
  desk.disputes.close(event.from, standIn);
  const isMoved = outcome === 'settled';
  await tell(event, here, isMoved ? text('recognise-moved', { name }) : text('recognise-no-dispute'), desk);
  await release(key, handle, desk);
}

/** Handles what was held with the ids of now; what could not be recorded waits on. */
async function release(key: string, handle: Handle, desk: ReceptionDesk): Promise<void> {
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
async function tell(
  event: PersonalEvent,
  subject: Pick<Subject, 'kind'>,
  words: Text,
  desk: ReceptionDesk,
): Promise<void> {
  if (subject.kind === 'group' || !event.isGroup) {
    desk.outage.tell(event, null, words);
    return;
  }
  const id = await desk.admission.idOf(event, desk.clock());
  const { chat } = await desk.admission.admit(id, event, null);
  if (isLocale(chat.locale)) desk.outage.remember(chat, chat.locale);
  desk.outage.tell(event, chat.id, words);
}
