import { letterOf, lettersOf, type Paper, type Round } from '../../domain/quiz/paper.ts';
import { placesOf, type Standing } from '../../domain/quiz/score.ts';
import { blankLine, lines, literal, text, type Text, type TextKey } from '../../i18n/text.ts';
import type { GivenAnswer } from '../../store/runs.ts';
import type { Choice } from '../core/reply.ts';

const kindTexts = {
  single: 'quiz-kind-single',
  multiple: 'quiz-kind-multiple',
  'true-false': 'quiz-kind-true-false',
  'fill-in': 'quiz-kind-fill-in',
} as const satisfies Record<Round['kind'], TextKey>;

const hintTexts = {
  single: 'quiz-hint-single',
  multiple: 'quiz-hint-multiple',
  'true-false': 'quiz-hint-true-false',
  'fill-in': 'quiz-hint-fill-in',
} as const satisfies Record<Round['kind'], TextKey>;

/** Names shown at most after a round and on a board. */
export const shownNamesMax = 10;

/** The question as it is asked; `answeredCount` is null when it is asked for the first time. */
export function questionText(paper: Paper, number: number, round: Round, answeredCount: number | null): Text {
  return lines(
    text('quiz-round-head', {
      round: number,
      count: paper.rounds.length,
      kind: text(kindTexts[round.kind]),
      seconds: Math.round(round.ms / 1000),
    }),
    blankLine,
    literal(round.text),
    ...round.options.map((option, position) => literal(`${letterOf(position)}. ${option}`)),
    blankLine,
    answeredCount === null ? text(hintTexts[round.kind]) : text('quiz-answered', { count: answeredCount }),
  );
}

/** Longer options stand in the text only; a button that is cut off helps nobody. */
const buttonOptionMax = 14;

/** One button an option; the token names the place shown, never what is right. */
export function optionChoices(run: string, number: number, round: Round): readonly Choice[] {
  const isShort = round.options.every((option) => option.length <= buttonOptionMax);
  return round.options.map((option, position) => ({
    label: literal(isShort ? `${letterOf(position)}. ${option}` : letterOf(position)),
    token: `answer ${run} ${number} ${position}`,
    say: null,
  }));
}

export const optionColumns = (round: Round): number =>
  round.options.every((option) => option.length <= buttonOptionMax) ? 2 : 5;

/** The right answer of a round in words: letters with the option, or the accepted wording. */
function answerText(round: Round): Text {
  if (round.kind === 'fill-in') return literal(round.accepted[0] ?? '');
  const shown = round.options.flatMap((option, position) =>
    (round.key & (1 << position)) === 0 ? [] : [`${letterOf(position)}. ${option}`],
  );
  return literal(shown.join('  '));
}

export interface RoundResult {
  readonly number: number;
  readonly round: Round;
  readonly answers: readonly GivenAnswer[];
  /** Names of those who were right, quickest first; null stands for one who is not named. */
  readonly rightNames: readonly (string | null)[];
}

/** What is said when a round has closed. */
export function resultText({ number, round, answers, rightNames }: RoundResult): Text {
  const rightCount = answers.filter(({ points }) => points > 0).length;
  return lines(
    text('quiz-result-head', { round: number, answer: answerText(round) }),
    answers.length === 0
      ? text('quiz-result-nobody')
      : text('quiz-result-count', { right: rightCount, answered: answers.length }),
    rightNames.length === 0 ? null : text('quiz-result-names', { names: { list: rightNames.map(nameOf) } }),
    spreadText(round, answers),
    round.explanation === '' ? null : text('quiz-explanation', { explanation: round.explanation }),
    round.source === '' ? null : text('quiz-source', { source: round.source }),
  );
}

/** How many chose what; left out where it says nothing new. */
function spreadText(round: Round, answers: readonly GivenAnswer[]): Text | null {
  if (round.kind === 'fill-in' || answers.length < 2) return null;
  const counts = round.options.map(
    (_, position) => answers.filter(({ choice }) => (Number(choice) & (1 << position)) !== 0).length,
  );
  return literal(counts.map((count, position) => `${letterOf(position)} ${count}`).join('  '));
}

const nameOf = (name: string | null): string | Text => name ?? text('somebody');

/** The board of a finished quiz. */
export function boardText(
  bank: string,
  standings: readonly Standing[],
  names: readonly (string | null)[],
  playerCount: number,
): Text {
  if (playerCount === 0) return text('quiz-board-nobody', { bank });
  const places = placesOf(standings);
  return lines(
    text('quiz-board-head', { bank, players: playerCount }),
    ...standings.map((standing, index) =>
      boardLine(places[index] ?? index + 1, nameOf(names[index] ?? null), standing),
    ),
    playerCount > standings.length ? text('quiz-board-more', { count: playerCount - standings.length }) : null,
  );
}

function boardLine(place: number, name: string | Text, { points, tookMs }: Standing): Text {
  if (points === 0) return text('quiz-board-line-none', { place, name });
  return text('quiz-board-line', { place, name, points, seconds: Math.round(tookMs / 1000) });
}

/** A member's answer as it now stands, for their eyes. */
export function ownChoiceText(round: Round, choice: string): Text {
  if (round.kind === 'fill-in') return literal(choice);
  return text('enumeration', { parts: { list: lettersOf(Number(choice)) } });
}
