import { lines, type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { Run } from '../../store/run.ts';
import type { RunStore } from '../../store/runs.ts';
import type { Silence } from '../core/desk.ts';
import type { Address } from '../core/event.ts';
import type { Destination, TellingOutbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import { stretchOf } from '../missed/stretch.ts';
import { localeOf, roomOf } from './room.ts';
import { stageOf } from './stages.ts';
import type { Teller } from './teller.ts';

/** Gives open rounds back the time in which nobody could take answers, and says so once. */
export interface LostTime {
  /** Gives the open round of a chat the time back that an outage took (0 for none), and goes on. */
  giveBack(chatId: string, gapMs: number): Promise<void>;
  /**
   * Gives the open round its time back for a silence whose messages will never come, and says what must be sent again,
   * `also` below it. False when there was nothing to say.
   */
  unheard(chat: Chat, silence: Silence, also: Text | null): Promise<boolean>;
  /** True while people do not know yet what was not heard: the round must not close before they do. */
  isBeingTold(chatId: string): boolean;
  /** Says that time was given back, where that could not be said before. */
  sayOwed(chat: Chat, run: Run): void;
}

export interface LostTimeParts {
  readonly runs: Pick<RunStore, 'latest' | 'current' | 'noteOpen' | 'closesAtMs'>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly outbox: TellingOutbox;
  readonly teller: Pick<Teller, 'beside'>;
  clock(): number;
  isHere(address: Address): boolean;
  step(chatId: string): Promise<void>;
  /** False when somebody else has taken a step meanwhile. */
  moveDue(chat: Chat, run: Run, to: { readonly openedAtMs: number; readonly dueAtMs: number }): Promise<boolean>;
}

/** Nobody reads and answers faster; also for a round that had less left. */
const leftMinMs = 15_000;
/** A round that would have closed in an outage of ours stays open a moment, for answers that are on their way. */
const closingMinMs = 1_000;
/** Words that come later than this move the end of the round along. */
const lagMs = 500;

/** What a chat is owed, and what it has had. */
interface Memory {
  /** The stretch that was given back last, so that a silence does not give it twice. */
  readonly given: Map<string, Silence>;
  /** The rounds whose people have not been told yet that time was given back. */
  readonly owed: Map<string, string>;
  readonly beingTold: Set<string>;
}

export function createLostTime(parts: LostTimeParts): LostTime {
  const memory: Memory = { given: new Map(), owed: new Map(), beingTold: new Set() };
  return {
    giveBack: (chatId, gapMs) => giveBack(chatId, gapMs, parts, memory),
    unheard: (chat, silence, also) => unheard(chat, silence, also, { ...parts, memory }),
    isBeingTold: (chatId) => memory.beingTold.has(chatId),
    sayOwed(chat, run) {
      const round = memory.owed.get(chat.id);
      if (round === undefined || !parts.isHere(chat.address)) return;
      memory.owed.delete(chat.id);
      if (round !== roundName(run) || run.state !== 'open') return;
      const seconds = Math.round((run.dueAtMs - parts.clock()) / 1000);
      parts.outbox.post(destinationOf(chat, run), [say(text('quiz-back', { round: run.round, seconds }))]);
    },
  };
}

const roundName = ({ id, round }: Run): string => `${id}:${round}`;

const destinationOf = (chat: Chat, run: Run): Destination => ({
  chat,
  to: roomOf(chat, run),
  locale: localeOf(chat),
  cause: null,
});

async function giveBack(chatId: string, gapMs: number, parts: LostTimeParts, memory: Memory): Promise<void> {
  const [chat, run] = await Promise.all([parts.chats.read(chatId), parts.runs.latest(chatId)]);
  if (chat === null || run === null) return parts.runs.noteOpen(chatId, false);
  if (run.state === 'open' && gapMs > 0) {
    const nowMs = parts.clock();
    const dueAtMs = Math.max(run.dueAtMs + gapMs, nowMs + closingMinMs);
    const isMoved = await parts.moveDue(chat, run, { openedAtMs: run.openedAtMs + gapMs, dueAtMs });
    if (isMoved) memory.given.set(chatId, { fromMs: nowMs - gapMs, toMs: nowMs });
    // Who has not seen the question yet need not hear that it is still open.
    if (isMoved && run.told >= stageOf(run)) memory.owed.set(chatId, roundName(run));
  }
  await parts.step(chatId);
}

type Standing = LostTimeParts & { readonly memory: Memory };

async function unheard(chat: Chat, silence: Silence, also: Text | null, parts: Standing): Promise<boolean> {
  const run = await parts.runs.current(chat.id);
  if (run === null) return false;
  // One message says both.
  parts.memory.owed.delete(chat.id);
  if (run.state === 'open') return unheardWhileOpen(chat, run, silence, also, parts);
  const words = await wordsBetweenRounds(chat, run, silence, parts);
  if (words === null) return false;
  parts.outbox.post(destinationOf(chat, run), [say(lines(words, also))]);
  return true;
}

async function wordsBetweenRounds(chat: Chat, run: Run, silence: Silence, { runs }: Standing): Promise<Text | null> {
  const stretch = stretchOf(silence, chat.zone);
  if (run.state === 'paused') return text('missed-quiz-paused', { ...stretch });
  const closedAtMs = await runs.closesAtMs(chat.id, run);
  if (closedAtMs === null || closedAtMs <= silence.fromMs) return null;
  return text('missed-quiz-closed', { ...stretch, round: run.round });
}

async function unheardWhileOpen(
  chat: Chat,
  run: Run,
  silence: Silence,
  also: Text | null,
  parts: Standing,
): Promise<boolean> {
  const lostMs = lostMsOf(run, silence, parts.memory.given.get(chat.id) ?? null);
  parts.memory.given.delete(chat.id);
  const leftMs = Math.max(run.dueAtMs + lostMs - parts.clock(), leftMinMs);
  const to = { openedAtMs: run.openedAtMs + lostMs, dueAtMs: parts.clock() + leftMs };
  // Whoever was faster has closed it, or moved it along for a reason of their own.
  if (!(await parts.moveDue(chat, run, to))) return unheard(chat, silence, also, parts);
  if (run.told < stageOf(run)) return false;
  const seconds = Math.round(leftMs / 1000);
  const words = text('missed-quiz', { ...stretchOf(silence, chat.zone), round: run.round, seconds });
  parts.memory.beingTold.add(chat.id);
  const telling = parts.outbox.tell(destinationOf(chat, run), say(lines(words, also)));
  parts.teller.beside(async () => {
    await telling;
    await startAgain(chat, run, leftMs, parts).finally(() => parts.memory.beingTold.delete(chat.id));
    await parts.step(chat.id);
  });
  return true;
}

/** How much of the silence the round was open for and has not had back yet. */
function lostMsOf(run: Run, { fromMs, toMs }: Silence, given: Silence | null): number {
  const givenMs = given === null ? 0 : Math.min(given.toMs, toMs) - Math.max(given.fromMs, fromMs);
  return Math.max(0, Math.min(toMs - fromMs - Math.max(0, givenMs), toMs - run.openedAtMs));
}

/** What is left of the round runs from when people could read that it goes on. */
async function startAgain(chat: Chat, told: Run, leftMs: number, parts: Standing): Promise<void> {
  const run = await parts.runs.current(chat.id);
  if (run === null || run.state !== 'open' || roundName(run) !== roundName(told)) return;
  const lateMs = parts.clock() + leftMs - run.dueAtMs;
  if (lateMs < lagMs) return;
  await parts.moveDue(chat, run, { openedAtMs: run.openedAtMs + lateMs, dueAtMs: run.dueAtMs + lateMs });
}
