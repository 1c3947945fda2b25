import { drawPaper } from '../../domain/quiz/paper.ts';
import type { Bank } from '../../domain/question.ts';
import type { Random } from '../../domain/quiz/shuffle.ts';
import { isLocale } from '../../i18n/locale.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { RunStore } from '../../store/runs.ts';
import type { Conductor } from '../quiz/conductor.ts';
import { roundsMax } from '../quiz/quiz-words.ts';
import type { Shelf } from '../quiz/shelf.ts';

export interface QuizStartParts {
  readonly runs: Pick<RunStore, 'start' | 'noteOpen' | 'current'>;
  readonly shelf: Pick<Shelf, 'list' | 'open'>;
  readonly conductor: Pick<Conductor, 'arm'>;
  readonly random: Random;
  freshId(): string;
}

export interface QuizWanted {
  /** Null: the first bank, and as many questions as the chat has set. */
  readonly bank: string | null;
  readonly count: number | null;
}

/** Quizzes that a fan-out brings to a chat. */
export interface QuizStart {
  /** What to say beforehand; null when there is no such bank or a quiz runs there already. Changes nothing. */
  announce(chat: Chat, wanted: QuizWanted): Promise<Text | null>;
  /** Starts it, once for each `event`, unless one runs there; its first question comes a little later. */
  start(chat: Chat, wanted: QuizWanted, when: { readonly event: string; readonly nowMs: number }): Promise<void>;
}

/** Time to read what was announced. */
const leadMs = 5_000;
/** No seat: organisers of the chat may stop it, and nobody else. */
const nobodySeat = 0;

export function createQuizStart(parts: QuizStartParts): QuizStart {
  return {
    async announce(chat, wanted) {
      const [bank, running] = await Promise.all([bankFor(chat, wanted, parts), parts.runs.current(chat.id)]);
      if (bank === null || running !== null) return null;
      return lines(
        text('quiz-started', { bank: bank.name, count: Math.min(countFor(chat, wanted), bank.questions.length) }),
        chat.settings.quizChange ? text('quiz-rule-change') : text('quiz-rule-first'),
      );
    },
    async start(chat, wanted, { event, nowMs }) {
      const { quizSeconds, quizChange: canChange } = chat.settings;
      const bank = await bankFor(chat, wanted, parts);
      if (bank === null) return;
      const roundMs = quizSeconds === null ? null : quizSeconds * 1000;
      const paper = drawPaper(bank, countFor(chat, wanted), roundMs, parts.random);
      const of = { id: parts.freshId(), paper, starterSeat: nobodySeat, canChange, thread: null };
      const started = await parts.runs.start(chat.id, event, { ...of, nowMs, dueAtMs: nowMs + leadMs });
      const current = await parts.runs.current(chat.id);
      // Told again, it may be over, or another one may run by now.
      if (current === null || current.id !== started.id || started.outcome === 'running') return;
      await parts.runs.noteOpen(chat.id, true);
      await parts.conductor.arm(chat, current);
    },
  };
}

const countFor = ({ settings }: Chat, { count }: QuizWanted): number =>
  Math.min(roundsMax, count ?? settings.quizRounds);

/** Null when there is none with a question. */
async function bankFor(chat: Chat, { bank }: QuizWanted, { shelf }: QuizStartParts): Promise<Bank | null> {
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  const listed = bank === null ? await shelf.list(chat.id, locale) : [];
  const name = bank ?? listed.find(({ questionCount }) => questionCount > 0)?.name;
  const found = name === undefined ? null : await shelf.open(chat.id, name, locale);
  return found === null || found.questions.length === 0 ? null : found;
}
