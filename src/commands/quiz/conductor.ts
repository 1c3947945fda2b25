import { isLocale, type Locale } from '../../i18n/locale.ts';
import type { Text } from '../../i18n/text.ts';
import { text } from '../../i18n/text.ts';
import type { Paper } from '../../domain/quiz/paper.ts';
import { periodsOf } from '../../domain/period.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Run } from '../../store/run.ts';
import type { RunStore } from '../../store/runs.ts';
import type { Orders, Waker } from '../core/announcement.ts';
import type { Address } from '../core/event.ts';
import type { Outbox } from '../core/outbox.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { type OpenRounds, roundAt } from './open-rounds.ts';
import { boardText, optionChoices, optionColumns, questionText, resultText, shownNamesMax } from './round-texts.ts';
import type { Shelf } from './shelf.ts';
import { roundSlot } from './take-answer.ts';
import type { Timers } from './timers.ts';

export interface ConductorParts {
  readonly runs: RunStore;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
  readonly orders: Orders;
  readonly outbox: Outbox;
  readonly shelf: Shelf;
  readonly open: OpenRounds;
  readonly timers: Timers;
  clock(): number;
  /** Resolves when everything that happened on the chat's platform so far is handled, or after a few seconds. */
  caughtUp(address: Address): Promise<void>;
}

/** Leads quizzes through their rounds; any process may take any step, the store lets one do it. */
export interface Conductor extends Waker {
  /** Sees to it that the next step is taken at its time, by a timer here and an order that survives us. */
  arm(chat: Chat, run: Run): Promise<void>;
  /** Takes the step that is due, if any. */
  step(chatId: string): Promise<void>;
  /** Closes the open round now. False when it was closed already. */
  closeRound(chat: Chat, run: Run): Promise<boolean>;
  /** Ends the quiz now and shows its board. */
  finish(chat: Chat, run: Run): Promise<void>;
  /** Gives the open round of a chat the time back that an outage took. */
  giveBack(chatId: string, gapMs: number): Promise<void>;
}

/** Time to read the answer before the next question, longer with an explanation. */
const readingPauseMs = 5_000;
const explanationPauseMs = 9_000;
const lastPauseMs = 3_000;
/** An order this late is still worth taking: the quiz would stand still otherwise. */
const orderGraceMs = 7 * 24 * 3_600_000;

export function createConductor(parts: ConductorParts): Conductor {
  const conductor: Conductor = {
    kind: 'quiz',
    wake: ({ chat }) => conductor.step(chat),
    arm: (chat, run) => arm(chat, run, conductor, parts),
    step: (chatId) => step(chatId, conductor, parts),
    closeRound: (chat, run) => closeRound(chat, run, conductor, parts),
    finish: (chat, run) => finish(chat, run, parts),
    giveBack: (chatId, gapMs) => giveBack(chatId, gapMs, conductor, parts),
  };
  return conductor;
}

const localeOf = (chat: Chat): Locale => (isLocale(chat.locale) ? chat.locale : 'zh-Hans');

function post(parts: ConductorParts, chat: Chat, run: Run, ...replies: readonly Reply[]): void {
  parts.outbox.post({ chat, to: roomOf(chat, run), locale: localeOf(chat), cause: null }, replies);
}

/** The chat's address with the topic in which the quiz is played. */
export const roomOf = ({ address }: Chat, { thread }: Run): Address =>
  thread === null ? address : { ...address, thread };

async function arm(chat: Chat, run: Run, conductor: Conductor, parts: ConductorParts): Promise<void> {
  parts.timers.set(chat.id, run.dueAtMs, () => conductor.step(chat.id));
  const schedule = { kind: 'once', atMs: run.dueAtMs } as const;
  const ref = `${run.id}-${run.round}-${run.state}-${run.dueAtMs}`;
  await parts.orders.put({ chat: chat.id, kind: 'quiz', ref, schedule, zone: chat.zone, graceMs: orderGraceMs }, 0);
}

async function step(chatId: string, conductor: Conductor, parts: ConductorParts): Promise<void> {
  const [chat, run] = await Promise.all([parts.chats.read(chatId), parts.runs.current(chatId)]);
  if (chat === null || run === null || run.state === 'paused') return;
  if (run.dueAtMs > parts.clock()) {
    parts.timers.set(chatId, run.dueAtMs, () => conductor.step(chatId));
    return;
  }
  if (run.state === 'open') {
    await parts.caughtUp(chat.address);
    await closeRound(chat, run, conductor, parts);
  } else if (run.round >= run.roundCount) {
    await finish(chat, run, parts);
  } else {
    await openRound(chat, run, conductor, parts);
  }
}

async function paperOf(chat: Chat, run: Run, parts: ConductorParts): Promise<Paper> {
  const known = parts.open.get(chat.id);
  if (known?.run.id === run.id) return known.paper;
  const paper = await parts.runs.paper(chat.id, run.id);
  if (paper === null) throw new Error(`the paper of quiz ${run.id} is gone`);
  return paper;
}

async function openRound(chat: Chat, run: Run, conductor: Conductor, parts: ConductorParts): Promise<void> {
  const paper = await paperOf(chat, run, parts);
  const number = run.round + 1;
  const round = roundAt(paper, number);
  if (round === null) return finish(chat, run, parts);
  const openedAtMs = parts.clock();
  const closesAtMs = openedAtMs + round.ms;
  const next = { state: 'open', round: number, openedAtMs, dueAtMs: closesAtMs, leftMs: 0 } as const;
  if (!(await parts.runs.advance(chat.id, { run, isExact: true, closesAtMs, ...next }))) return;
  const opened = { ...run, ...next, previousOpenedAtMs: run.openedAtMs };
  parts.open.set({
    chat,
    locale: localeOf(chat),
    run: opened,
    paper,
    shownAtMs: openedAtMs,
    unacknowledged: new Set(),
  });
  post(parts, chat, run, await questionReply(chat, run.id, paper, number, parts));
  await conductor.arm(chat, opened);
}

async function questionReply(
  chat: Chat,
  run: string,
  paper: Paper,
  number: number,
  { shelf }: ConductorParts,
): Promise<Reply> {
  const round = roundAt(paper, number);
  if (round === null) throw new Error(`quiz ${run} has no round ${number}`);
  const words: Text = questionText(paper, number, round, null);
  const choices = optionChoices(run, number, round);
  const columns = optionColumns(round);
  const rememberAs = roundSlot(run, number);
  if (round.picture === null) return { ...reply({ kind: 'choices', text: words, choices, columns }), rememberAs };
  const { source, alt } = round.picture;
  const bytes = await shelf.picture(chat.id, paper.bank, source);
  const described = text('quiz-picture', { alt });
  return bytes === null
    ? reply({ kind: 'text', text: described }, { kind: 'choices', text: words, choices, columns })
    : reply({ kind: 'image', image: { name: source, bytes }, caption: words, alt: described, choices, columns });
}

async function closeRound(chat: Chat, run: Run, conductor: Conductor, parts: ConductorParts): Promise<boolean> {
  const paper = await paperOf(chat, run, parts);
  const round = roundAt(paper, run.round);
  if (round === null || run.state === 'between') return false;
  const nowMs = parts.clock();
  const isLast = run.round >= run.roundCount;
  const pauseMs = isLast ? lastPauseMs : round.explanation === '' ? readingPauseMs : explanationPauseMs;
  // Closed early (skip, private chat): what is sent from now on is late; at its time the deadline stays as announced.
  const closesAtMs = nowMs < run.dueAtMs || run.state === 'paused' ? nowMs : null;
  const next = { state: 'between', round: run.round, openedAtMs: run.openedAtMs, dueAtMs: nowMs + pauseMs } as const;
  if (!(await parts.runs.advance(chat.id, { run, isExact: true, closesAtMs, leftMs: 0, ...next }))) return false;
  const closed = { ...run, ...next };
  const known = parts.open.get(chat.id);
  if (known !== null) parts.open.set({ ...known, run: closed, unacknowledged: new Set() });
  post(parts, chat, run, say(await roundResult(chat, run, paper, parts)));
  await conductor.arm(chat, closed);
  return true;
}

async function roundResult(chat: Chat, run: Run, paper: Paper, parts: ConductorParts): Promise<Text> {
  const round = roundAt(paper, run.round);
  if (round === null) throw new Error(`quiz ${run.id} has no round ${run.round}`);
  const answers = await parts.runs.answers(chat.id, run.id, run.round);
  const right = answers.filter(({ points }) => points > 0).sort((a, b) => a.tookMs - b.tookMs);
  const seats = right.slice(0, shownNamesMax).map(({ seat }) => seat);
  const rightNames = chat.isGroup ? await parts.roster.shownNames(chat.id, seats) : [];
  return resultText({ number: run.round, round, answers, rightNames });
}

async function finish(chat: Chat, run: Run, parts: ConductorParts): Promise<void> {
  const { standings, playerCount } = await parts.runs.board(chat.id, run.id, shownNamesMax);
  // A game alone in a group is practice: it does not feed the lasting boards.
  const counts = !chat.isGroup || playerCount > 1;
  if (!(await parts.runs.finish(chat.id, run.id, periodsOf(parts.clock(), chat.zone), counts))) return;
  parts.open.forget(chat.id);
  parts.timers.clear(chat.id);
  await parts.runs.noteOpen(chat.id, false);
  const names = await parts.roster.shownNames(
    chat.id,
    standings.map(({ seat }) => seat),
  );
  post(parts, chat, run, say(boardText(run.bank, standings, names, playerCount)));
}

async function giveBack(chatId: string, gapMs: number, conductor: Conductor, parts: ConductorParts): Promise<void> {
  const [chat, run] = await Promise.all([parts.chats.read(chatId), parts.runs.current(chatId)]);
  if (chat === null || run === null) {
    if (run === null) await parts.runs.noteOpen(chatId, false);
    return;
  }
  if (run.state !== 'open') return conductor.step(chatId);
  const dueAtMs = Math.max(run.dueAtMs + gapMs, parts.clock() + 1_000);
  const moved = { state: 'open', round: run.round, openedAtMs: run.openedAtMs + gapMs, dueAtMs, leftMs: 0 } as const;
  if (!(await parts.runs.advance(chatId, { run, isExact: true, closesAtMs: dueAtMs, ...moved }))) return;
  const seconds = Math.round((dueAtMs - parts.clock()) / 1000);
  post(parts, chat, run, say(text('quiz-back', { round: run.round, seconds })));
  parts.open.forget(chatId);
  await conductor.arm(chat, { ...run, ...moved });
}
