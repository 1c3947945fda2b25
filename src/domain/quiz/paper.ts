import type { ChoiceQuestion, Picture, Question, QuestionKind } from '../question.ts';
import { roundTimeMs } from './round-time.ts';
import { type Random, shuffled } from './shuffle.ts';

/** One round as it is played: options in the order shown, the key as a bit mask over them. */
export interface Round {
  readonly question: string;
  readonly kind: QuestionKind;
  readonly text: string;
  readonly options: readonly string[];
  /** Bit n is set when option n (as shown) is right; 0 for fill-in. Never leaves our side before the round closes. */
  readonly key: number;
  /** Fill-in only: every wording that counts, the first is the one shown. */
  readonly accepted: readonly string[];
  readonly explanation: string;
  readonly source: string;
  readonly picture: Picture | null;
  readonly ms: number;
}

/** All rounds of one quiz, fixed when it starts. */
export interface Paper {
  readonly bank: string;
  readonly rounds: readonly Round[];
}

/** A paper of at most `count` different questions in random order, options shuffled where their order means nothing. */
export function drawPaper(
  bank: { readonly name: string; readonly questions: readonly Question[] },
  count: number,
  roundMs: number | null,
  random: Random,
): Paper {
  const drawn = shuffled(bank.questions, random).slice(0, count);
  return { bank: bank.name, rounds: drawn.map((question) => roundOf(question, roundMs, random)) };
}

function roundOf(question: Question, roundMs: number | null, random: Random): Round {
  const { id, kind, text, explanation, source, picture } = question;
  const shared = { question: id, kind, text, explanation, source, picture, ms: roundMs ?? roundTimeMs(question) };
  if (question.kind === 'fill-in') return { ...shared, options: [], key: 0, accepted: question.accepted };
  const order = shownOrder(question, random);
  const key = order.reduce(
    (mask, original, shown) => (question.correct.includes(original) ? mask | (1 << shown) : mask),
    0,
  );
  return { ...shared, options: order.map((original) => question.options[original] ?? ''), key, accepted: [] };
}

function shownOrder(question: ChoiceQuestion, random: Random): readonly number[] {
  const order = question.options.map((_, index) => index);
  return question.canShuffle ? shuffled(order, random) : order;
}

const letters: readonly string[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];

/** The letter under which an option is shown. */
export const letterOf = (position: number): string => letters[position] ?? '?';

/** The options of a mask as letters: 5 → `A、C` parts. */
export function lettersOf(mask: number): readonly string[] {
  return letters.filter((_, position) => (mask & (1 << position)) !== 0);
}
