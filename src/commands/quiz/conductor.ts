import { periodsOf } from '../../domain/period.ts';
import type { Round } from '../../domain/quiz/paper.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { Run } from '../../store/run.ts';
import type { RunStore } from '../../store/runs.ts';
import type { TellingStore } from '../../store/tellings.ts';
import type { Orders, Waker } from '../core/announcement.ts';
import type { Address } from '../core/event.ts';
import type { TellingOutbox } from '../core/outbox.ts';
import { createLostTime, type LostTime } from './lost-time.ts';
import { roundAt } from './open-rounds.ts';
import { answerMessage, boardMessage, type MessageParts, paperOf, questionMessage } from './quiz-messages.ts';
import { localeOf } from './room.ts';
import { answerStage, boardStage, questionStage, stageOf } from './stages.ts';
import { createTeller, type Teller } from './teller.ts';
import type { Timers } from './timers.ts';

export interface ConductorParts extends MessageParts {
  readonly runs: RunStore;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly orders: Orders;
  readonly outbox: TellingOutbox;
  readonly tellings: TellingStore;
  readonly timers: Timers;
  /** Names this process among all. */
  readonly owner: string;
  clock(): number;
  /** True while the chat's account is connected and served by this process. */
  isHere(address: Address): boolean;
  /** True while another process hears the account, and so is the one to lead. */
  isElsewhere(address: Address): boolean;
  /** Resolves when everything that happened on the chat's platform so far is handled, or after a few seconds. */
  caughtUp(address: Address): Promise<void>;
  /** Resolves when the time of an outage, if there was one, has been given back. */
  beat(): Promise<void>;
}

/** Leads quizzes through their rounds; any process may take any step, the store lets one do it. */
export interface Conductor extends Waker, Pick<LostTime, 'giveBack' | 'unheard'> {
  /** Sees to it that the next step is taken at its time, by a timer here and an order that survives us. */
  arm(chat: Chat, run: Run): Promise<void>;
  /** Takes the step that is due, if any, and tells what should have been told and was not. */
  step(chatId: string): Promise<void>;
  /** Closes the open round before its time. False when it was closed already. */
  closeEarly(chat: Chat, run: Run, event?: string): Promise<boolean>;
  /** Ends the quiz now and shows its board. */
  finish(chat: Chat, run: Run, event?: string): Promise<void>;
  /** Resolves when everything told is out. */
  idle(): Promise<void>;
}

/** Time to read the answer before the next question, longer with an explanation. */
const readingPauseMs = 5_000;
const explanationPauseMs = 9_000;
const lastPauseMs = 3_000;
/** How long is waited for a message that people must see first, before looking again. */
const untoldMs = 3_000;
/** A message that comes later than this moves the time of its step along. */
const lagMs = 500;
/** A quiz of an account that is not connected yet is looked at again after this. */
const notHereMs = 2_000;
/** An order this late is still worth taking: the quiz would stand still otherwise. */
const orderGraceMs = 7 * 24 * 3_600_000;

/** What every step needs. */
interface Stand extends ConductorParts {
  readonly conductor: Conductor;
  readonly teller: Teller;
  readonly lostTime: LostTime;
}

export function createConductor(parts: ConductorParts): Conductor {
  const conductor: Conductor = {
    kind: 'quiz',
    wake: ({ chat }) => conductor.step(chat),
    arm: (chat, run) => arm(chat, run, stand),
    async step(chatId) {
      await parts.beat();
      await step(chatId, stand);
    },
    closeEarly: (chat, run, event) => closeRound(chat, run, { isEarly: true, event: event ?? null }, stand),
    finish: (chat, run, event) => finish(chat, run, event ?? null, stand),
    giveBack: (chatId, gapMs) => lostTime.giveBack(chatId, gapMs),
    unheard: (chat, silence, also) => lostTime.unheard(chat, silence, also),
    idle: () => teller.idle(),
  };
  const teller = createTeller({ ...parts, lookAgain: (chatId) => conductor.step(chatId) });
  const lostTime = createLostTime({
    ...parts,
    teller,
    step: (chatId) => step(chatId, stand),
    moveDue: (chat, run, to) => moveDue(chat, run, to, stand),
  });
  const stand: Stand = { ...parts, conductor, teller, lostTime };
  return conductor;
}

async function arm(chat: Chat, run: Run, { timers, orders, conductor }: Stand): Promise<void> {
  timers.set(chat.id, run.dueAtMs, () => conductor.step(chat.id));
  const schedule = { kind: 'once', atMs: run.dueAtMs } as const;
  const ref = `${run.id}-${run.round}-${run.state}-${run.dueAtMs}`;
  await orders.put({ chat: chat.id, kind: 'quiz', ref, schedule, zone: chat.zone, graceMs: orderGraceMs }, 0);
}

async function step(chatId: string, stand: Stand): Promise<void> {
  const { timers, conductor, clock } = stand;
  const [chat, run] = await Promise.all([stand.chats.read(chatId), stand.runs.latest(chatId)]);
  if (chat === null || run === null || run.state === 'paused') return;
  const lookAt = (atMs: number): void => {
    timers.set(chatId, atMs, () => conductor.step(chatId));
  };
  const canGoOn = stand.isHere(chat.address) && !stand.lostTime.isBeingTold(chatId);
  if (run.told < boardStage(run) && !canGoOn) {
    // Whoever hears the account finds the quiz among the open ones.
    if (!stand.isElsewhere(chat.address)) lookAt(clock() + notHereMs);
    return;
  }
  stand.lostTime.sayOwed(chat, run);
  await tellMissing(chat, run, stand);
  if (run.state === 'finished') return;
  if (run.dueAtMs > clock()) lookAt(run.dueAtMs);
  else if (run.told < stageOf(run)) await waitForWords(chat, run, stand);
  else if (run.state === 'open') {
    await stand.caughtUp(chat.address);
    // Waiting may have ended because the account is heard by another process now, which has not heard all yet.
    if (stand.isElsewhere(chat.address)) return;
    await closeRound(chat, run, { isEarly: false, event: null }, stand);
  } else if (run.round >= run.roundCount) await finish(chat, run, null, stand);
  else await openRound(chat, run, stand);
}

/** Tells what the run should have told by now; does nothing where that is done or under way. */
async function tellMissing(chat: Chat, run: Run, stand: Stand): Promise<void> {
  if (run.told >= stageOf(run)) {
    if (run.state === 'finished') await stand.runs.noteOpen(chat.id, false);
    return;
  }
  if (run.state === 'finished') return tellBoard(chat, run, stand);
  const closed = run.state === 'open' ? run.round - 1 : run.round;
  if (run.told < answerStage(closed)) await tellAnswer(chat, run, closed, stand);
  if (run.state === 'open') await tellQuestion(chat, run, stand);
}

/** People have not seen yet what the run stands at: the step can wait for that. */
async function waitForWords(chat: Chat, run: Run, stand: Stand): Promise<void> {
  await moveDue(chat, run, { openedAtMs: run.openedAtMs, dueAtMs: stand.clock() + untoldMs }, stand);
}

/** The time of a step runs from when people could see what it is about. */
async function startClock(chat: Chat, told: Run, spanMs: number, atMs: number, stand: Stand): Promise<void> {
  const dueAtMs = atMs + spanMs;
  if (dueAtMs - told.dueAtMs < lagMs) return;
  const run = await stand.runs.current(chat.id);
  const isSame = run?.id === told.id && run.state === told.state && run.round === told.round;
  if (!isSame || dueAtMs <= run.dueAtMs) return;
  await moveDue(chat, run, { openedAtMs: run.state === 'open' ? atMs : run.openedAtMs, dueAtMs }, stand);
}

async function moveDue(
  chat: Chat,
  run: Run,
  to: { readonly openedAtMs: number; readonly dueAtMs: number },
  stand: Stand,
): Promise<boolean> {
  if (run.state === 'finished') return false;
  const closesAtMs = run.state === 'open' ? to.dueAtMs : null;
  const next = { ...to, state: run.state, round: run.round, closesAtMs, leftMs: 0 };
  if ((await stand.runs.advance(chat.id, { run, isExact: true, ...next })) !== 'made') return false;
  const moved = { ...run, ...to };
  const known = stand.open.get(chat.id);
  if (known?.run.id === run.id) stand.open.set({ ...known, run: moved });
  await stand.conductor.arm(chat, moved);
  return true;
}

async function openRound(chat: Chat, run: Run, stand: Stand): Promise<void> {
  const paper = await paperOf(chat, run, stand);
  const number = run.round + 1;
  const round = roundAt(paper, number);
  if (round === null) return finish(chat, run, null, stand);
  const openedAtMs = stand.clock();
  const dueAtMs = openedAtMs + round.ms;
  const next = { state: 'open', round: number, openedAtMs, dueAtMs, leftMs: 0 } as const;
  if ((await stand.runs.advance(chat.id, { run, isExact: true, closesAtMs: dueAtMs, ...next })) !== 'made') return;
  const opened = { ...run, ...next, beganAtMs: openedAtMs, previousBeganAtMs: run.beganAtMs };
  stand.open.set({ chat, locale: localeOf(chat), run: opened, paper, shownAtMs: openedAtMs });
  await stand.conductor.arm(chat, opened);
  await tellQuestion(chat, opened, stand);
}

async function tellQuestion(chat: Chat, run: Run, stand: Stand): Promise<void> {
  const round = roundAt(await paperOf(chat, run, stand), run.round);
  await stand.teller.tell(chat, run, {
    stage: questionStage(run.round),
    compose: () => questionMessage(chat, run, run.round, stand),
    onTold: (atMs) => startClock(chat, run, round?.ms ?? 0, atMs, stand),
  });
}

/** Why a round closes: before its time, and then because of which event. */
interface Closing {
  readonly isEarly: boolean;
  readonly event: string | null;
}

async function closeRound(chat: Chat, run: Run, { isEarly, event }: Closing, stand: Stand): Promise<boolean> {
  const round = roundAt(await paperOf(chat, run, stand), run.round);
  if (round === null || (run.state !== 'open' && run.state !== 'paused')) return false;
  const nowMs = stand.clock();
  // Closed early (skip, private chat): what is sent from now on is late; at its time the deadline stays as announced.
  const closesAtMs = isEarly ? nowMs : null;
  const dueAtMs = nowMs + pauseMsAfter(round, run);
  const next = { state: 'between', round: run.round, openedAtMs: run.openedAtMs, dueAtMs, leftMs: 0 } as const;
  const outcome = await stand.runs.advance(chat.id, { run, isExact: !isEarly, closesAtMs, ...next }, event);
  if (outcome !== 'made') return outcome === 'made-before';
  const closed = { ...run, ...next };
  const known = stand.open.get(chat.id);
  if (known !== null) stand.open.set({ ...known, run: closed });
  await stand.conductor.arm(chat, closed);
  if (isEarly && chat.isGroup) tellAnswerSoon(chat, closed, stand);
  else await tellAnswer(chat, closed, run.round, stand);
  return true;
}

/** Answers that came before the one who closed the round may still be under way: what they say belongs into it. */
function tellAnswerSoon(chat: Chat, run: Run, stand: Stand): void {
  stand.teller.beside(async () => {
    await stand.caughtUp(chat.address);
    await tellAnswer(chat, run, run.round, stand);
  });
}

function pauseMsAfter({ explanation }: Round, { round, roundCount }: Run): number {
  if (round >= roundCount) return lastPauseMs;
  return explanation === '' ? readingPauseMs : explanationPauseMs;
}

async function tellAnswer(chat: Chat, run: Run, number: number, stand: Stand): Promise<void> {
  const round = roundAt(await paperOf(chat, run, stand), number);
  if (round === null) return;
  await stand.teller.tell(chat, run, {
    stage: answerStage(number),
    compose: () => answerMessage(chat, run, number, stand),
    onTold: (atMs) => startClock(chat, run, pauseMsAfter(round, run), atMs, stand),
  });
}

async function finish(chat: Chat, run: Run, event: string | null, stand: Stand): Promise<void> {
  const { runs, open, timers } = stand;
  const { playerCount } = await runs.board(chat.id, run.id, 1);
  // A game alone in a group is practice: it does not feed the lasting boards.
  const counts = !chat.isGroup || playerCount > 1;
  const end = { ...periodsOf(stand.clock(), chat.zone), counts };
  if ((await runs.finish(chat.id, run.id, end, event)) !== 'made') return;
  open.forget(chat.id);
  timers.clear(chat.id);
  const over = { ...run, state: 'finished' } as const;
  // Whoever ended it is answered before the board comes.
  if (event === null) await tellBoard(chat, over, stand);
  else stand.teller.beside(() => tellBoard(chat, over, stand));
}

async function tellBoard(chat: Chat, run: Run, stand: Stand): Promise<void> {
  await stand.teller.tell(chat, run, {
    stage: boardStage(run),
    compose: () => boardMessage(chat, run, stand),
    onTold: () => stand.runs.noteOpen(chat.id, false),
  });
}
