import { z } from 'zod';
import { drawPaper } from '../../domain/quiz/paper.ts';
import type { Random } from '../../domain/quiz/shuffle.ts';
import { Refusal } from '../../errors.ts';
import { lines, text } from '../../i18n/text.ts';
import type { Run } from '../../store/run.ts';
import type { RunStore } from '../../store/runs.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type Reply, say, toast } from '../core/reply.ts';
import type { Conductor } from './conductor.ts';
import type { OpenRounds } from './open-rounds.ts';
import { isOneName, isQuizCall, type QuizControl, type QuizWish, readQuizWish, roundsMax } from './quiz-words.ts';
import type { Shelf } from './shelf.ts';
import type { Timers } from './timers.ts';

export interface QuizParts {
  readonly runs: RunStore;
  readonly shelf: Shelf;
  readonly conductor: Conductor;
  readonly open: OpenRounds;
  readonly timers: Timers;
  readonly random: Random;
  freshId(): string;
}

/** Time to put the phone the right way up before the first question. */
const leadMs = 5_000;

/** `/quiz [bank] [count]` and its controls. */
export function createQuizCommand(parts: QuizParts): AnyCommand {
  return command({
    name: 'quiz',
    words: ['答题', '答題', 'quiz'],
    where: 'anywhere',
    who: 'member',
    summary: 'quiz-summary',
    usage: 'quiz-usage',
    args: z.string().transform(readQuizWish),
    isCall: (rest, { isGroup }) => !isGroup || isQuizCall(rest),
    run: (wish, context) => (wish.kind === 'start' ? start(wish, context, parts) : control(wish.kind, context, parts)),
  });
}

/** The bank and the count that are meant; a number at the end of a name (`常识10`) is a count if no bank is called so. */
async function wishedPaper(
  { bank, count }: QuizWish & { kind: 'start' },
  { chat, locale }: Context,
  { shelf }: QuizParts,
): Promise<{ readonly name: string | null; readonly count: number | null }> {
  const glued = count === null ? /^(.*\D)(\d{1,3})$/su.exec(bank ?? '') : null;
  if (bank === null || glued?.[1] === undefined) return { name: bank, count };
  if ((await shelf.open(chat.id, bank, locale)) !== null) return { name: bank, count };
  return { name: glued[1].trim(), count: Number(glued[2]) };
}

async function start(
  wish: QuizWish & { kind: 'start' },
  context: Context,
  parts: QuizParts,
): Promise<readonly Reply[]> {
  const { chat, locale, event, seat, nowMs } = context;
  const listed = await parts.shelf.list(chat.id, locale);
  const { name, count } = await wishedPaper(wish, context, parts);
  if (count !== null && (count < 1 || count > roundsMax)) throw new Refusal('quiz-count-range', { max: roundsMax });
  const wanted = name ?? listed.find(({ questionCount }) => questionCount > 0)?.name ?? null;
  const bank = wanted === null ? null : await parts.shelf.open(chat.id, wanted, locale);
  if (bank === null) {
    // A bare word may have been talk of the group; who leads it rather wants to know what there is.
    const isOutspoken = event.kind !== 'text' || event.isAddressed || /^\s*[/／]/.test(event.text) || !chat.isGroup;
    const isMeant =
      isOutspoken || name === null || (isOneName(name) && (count !== null || (await context.isOrganiser())));
    if (!isMeant) return [];
    throw new Refusal('quiz-bank-unknown', { name: name ?? '', banks: { list: listed.map((entry) => entry.name) } });
  }
  if (bank.questions.length === 0) throw new Refusal('quiz-bank-empty', { name: bank.name });
  const { quizRounds, quizSeconds, quizChange } = chat.settings;
  const roundMs = quizSeconds === null ? null : quizSeconds * 1000;
  const paper = drawPaper(bank, count ?? quizRounds, roundMs, parts.random);
  const id = parts.freshId();
  const run = {
    id,
    paper,
    starterSeat: seat,
    nowMs,
    dueAtMs: nowMs + leadMs,
    canChange: quizChange,
    thread: event.from.thread ?? null,
  };
  const started = await parts.runs.start(chat.id, event.id, run);
  if (started.outcome === 'running')
    return [
      say(
        text('quiz-running', {
          bank: started.bank,
          // Before the first question it is about to begin with that.
          round: Math.max(1, started.round),
          count: started.roundCount,
        }),
      ),
    ];
  await parts.runs.noteOpen(chat.id, true);
  const current = await parts.runs.current(chat.id);
  if (current !== null) await parts.conductor.arm(chat, current);
  return [say(startedText(bank.name, started.roundCount, count, context))];
}

function startedText(bank: string, rounds: number, wanted: number | null, { chat }: Context) {
  const { quizChange, quizSpeedBonus } = chat.settings;
  return lines(
    text('quiz-started', { bank, count: rounds }),
    wanted !== null && wanted > rounds ? text('quiz-fewer', { count: rounds }) : null,
    quizChange ? text('quiz-rule-change') : text('quiz-rule-first'),
    quizSpeedBonus ? text('quiz-rule-speed') : null,
    chat.isGroup ? text('quiz-rule-ties') : null,
  );
}

async function control(wish: QuizControl, context: Context, parts: QuizParts): Promise<readonly Reply[]> {
  if (wish === 'banks') return listBanks(context, parts);
  const { run, seat, chat, event } = context;
  if (run === null) throw new Refusal('quiz-none');
  const isStarter = seat !== 0 && seat === run.starterSeat;
  if (!isStarter && !(await context.isOrganiser())) throw new Refusal('quiz-not-yours');
  switch (wish) {
    case 'stop':
      await parts.conductor.finish(chat, run, event.id);
      return [toast(text('quiz-stopped'))];
    case 'skip':
      return skip(run, context, parts);
    case 'pause':
      return pause(run, context, parts);
    case 'resume':
      return resume(run, context, parts);
    default:
      return wish satisfies never;
  }
}

async function listBanks({ chat, locale }: Context, { shelf }: QuizParts): Promise<readonly Reply[]> {
  const banks = await shelf.list(chat.id, locale);
  const rows = banks.map(({ name, questionCount }) => text('quiz-bank-row', { name, count: questionCount }));
  return [say(lines(text('quiz-bank-list'), ...rows))];
}

async function skip(run: Run, { chat, event }: Context, parts: QuizParts): Promise<readonly Reply[]> {
  if (run.state === 'between') throw new Refusal('quiz-between');
  return (await parts.conductor.closeEarly(chat, run, event.id)) ? [] : [toast(text('quiz-between'))];
}

async function pause(run: Run, { chat, nowMs, event }: Context, parts: QuizParts): Promise<readonly Reply[]> {
  if (run.state === 'paused') throw new Refusal('quiz-already-paused');
  const isOpen = run.state === 'open';
  const step = {
    run,
    isExact: true,
    state: 'paused',
    round: run.round,
    openedAtMs: run.openedAtMs,
    dueAtMs: nowMs,
    closesAtMs: isOpen ? nowMs : null,
    leftMs: isOpen ? Math.max(1, run.dueAtMs - nowMs) : 0,
  } as const;
  const outcome = await parts.runs.advance(chat.id, step, event.id);
  if (outcome !== 'made') return outcome === 'made-before' ? [] : [toast(text('quiz-between'))];
  parts.open.forget(chat.id);
  parts.timers.clear(chat.id);
  return [say(text('quiz-paused'))];
}

async function resume(run: Run, { chat, nowMs, event }: Context, parts: QuizParts): Promise<readonly Reply[]> {
  if (run.state !== 'paused') throw new Refusal('quiz-not-paused');
  const isOpen = run.leftMs > 0;
  const dueAtMs = nowMs + (isOpen ? run.leftMs : leadMs);
  const pausedMs = nowMs - run.dueAtMs;
  const next = { state: isOpen ? 'open' : 'between', round: run.round, dueAtMs, leftMs: 0 } as const;
  const openedAtMs = run.openedAtMs + pausedMs;
  const closesAtMs = isOpen ? dueAtMs : null;
  const step = { run, isExact: true, openedAtMs, closesAtMs, ...next };
  if ((await parts.runs.advance(chat.id, step, event.id)) !== 'made') return [];
  await parts.conductor.arm(chat, { ...run, ...next, openedAtMs });
  return [say(text('quiz-resumed', { seconds: Math.round((dueAtMs - nowMs) / 1000) }))];
}
