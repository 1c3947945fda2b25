import type { Locale } from '../../i18n/locale.ts';
import type { Paper, Round } from '../../domain/quiz/paper.ts';
import { putNewest } from '../../domain/put-newest.ts';
import type { Chat } from '../../store/chat.ts';
import type { Run } from '../../store/run.ts';

/** A running quiz as this process remembers it; every use is checked by the script, so it may be stale. */
export interface OpenQuiz {
  readonly chat: Chat;
  readonly locale: Locale;
  readonly run: Run;
  readonly paper: Paper;
  /** When the number of answers was last shown. */
  shownAtMs: number;
}

/** Quizzes at hand, so that an answer needs one round trip and no reading. */
export interface OpenRounds {
  get(chat: string): OpenQuiz | null;
  set(quiz: OpenQuiz): void;
  forget(chat: string): void;
}

const rememberedMax = 5_000;

export function createOpenRounds(): OpenRounds {
  const quizzes = new Map<string, OpenQuiz>();
  return {
    get: (chat) => quizzes.get(chat) ?? null,
    set(quiz) {
      putNewest(quizzes, quiz.chat.id, quiz, rememberedMax);
    },
    forget: (chat) => void quizzes.delete(chat),
  };
}

/** The round of that number (1-based), null when the paper has none. */
export const roundAt = (paper: Paper, round: number): Round | null => paper.rounds[round - 1] ?? null;
