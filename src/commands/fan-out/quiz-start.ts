import { drawPaper } from '../../domain/quiz/paper.ts';
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
  readonly bank: string | null;
  readonly count: number | null;
  /** Makes a repeated start repeat its outcome. */
  readonly event: string;
  readonly nowMs: number;
}

/** Starts a quiz in a chat; what to say, null when there is no such bank or a quiz runs there already. */
export type QuizStart = (chat: Chat, wanted: QuizWanted) => Promise<Text | null>;

/** The announcement may wait for its slot; the first question must not come before it. */
const leadMs = 10_000;
/** No seat: organisers of the chat may stop it, and nobody else. */
const nobodySeat = 0;

export function createQuizStart(parts: QuizStartParts): QuizStart {
  return async (chat, { bank: named, count, event, nowMs }) => {
    const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
    const listed = named === null ? await parts.shelf.list(chat.id, locale) : [];
    const name = named ?? listed.find(({ questionCount }) => questionCount > 0)?.name;
    const bank = name === undefined ? null : await parts.shelf.open(chat.id, name, locale);
    if (bank === null || bank.questions.length === 0) return null;
    const { quizRounds, quizSeconds, quizChange } = chat.settings;
    const roundMs = quizSeconds === null ? null : quizSeconds * 1000;
    const paper = drawPaper(bank, Math.min(roundsMax, count ?? quizRounds), roundMs, parts.random);
    const started = await parts.runs.start(chat.id, event, {
      id: parts.freshId(),
      paper,
      starterSeat: nobodySeat,
      nowMs,
      dueAtMs: nowMs + leadMs,
      canChange: quizChange,
      thread: null,
    });
    if (started.outcome === 'running') return null;
    await parts.runs.noteOpen(chat.id, true);
    const current = await parts.runs.current(chat.id);
    if (current !== null) await parts.conductor.arm(chat, current);
    return lines(
      text('quiz-started', { bank: bank.name, count: started.roundCount }),
      quizChange ? text('quiz-rule-change') : text('quiz-rule-first'),
    );
  };
}
