import type { Picture, Question } from '../question.ts';
import {
  maxAccepted,
  maxAltCharacters,
  maxExplanationCharacters,
  maxOptionCharacters,
  maxOptions,
  maxSourceCharacters,
  maxTextCharacters,
  maxTopicCharacters,
  minOptions,
} from './bank-limits.ts';
import { canShuffle } from './can-shuffle.ts';
import { cleanLine, cleanText, isLongerThan } from './clean-text.ts';
import type { DraftAnswer, DraftQuestion } from './draft-question.ts';
import { flaw, type Flaw } from './import-problem.ts';
import { letterOf, withoutLabels } from './option-letters.ts';
import { questionId } from './question-id.ts';
import { trueFalseOptions } from './true-false.ts';

/** A checked question, or everything that is wrong with it. */
export type FinishedDraft = { readonly question: Question } | { readonly flaws: readonly Flaw[] };

/** Cleans a draft's texts, checks them against the limits and gives the question its id. */
export function finishDraft(draft: DraftQuestion): FinishedDraft {
  const common = commonParts(draft);
  const { answer } = draft;
  if (answer.kind === 'fill-in') return finishFillIn(common, answer.accepted);
  if (answer.kind === 'true-false') return finishTrueFalse(common, answer.isTrue);
  return finishChoice(common, withoutLabels(draft.options.map(cleanLine)), answer);
}

interface CommonParts {
  readonly text: string;
  readonly explanation: string;
  readonly source: string;
  readonly topic: string;
  readonly picture: Picture | null;
  readonly flaws: readonly Flaw[];
}

function commonParts(draft: DraftQuestion): CommonParts {
  const text = cleanText(draft.text);
  const explanation = cleanText(draft.explanation);
  const source = cleanLine(draft.source);
  const topic = cleanLine(draft.topic);
  const flaws: Flaw[] = [];
  if (text === '') flaws.push(flaw('empty-text'));
  if (isLongerThan(text, maxTextCharacters)) flaws.push(flaw('text-too-long', maxTextCharacters));
  if (isLongerThan(explanation, maxExplanationCharacters))
    flaws.push(flaw('explanation-too-long', maxExplanationCharacters));
  if (isLongerThan(source, maxSourceCharacters)) flaws.push(flaw('source-too-long', maxSourceCharacters));
  if (isLongerThan(topic, maxTopicCharacters)) flaws.push(flaw('topic-too-long', maxTopicCharacters));
  const picture = draft.picture === null ? null : cleanPicture(draft.picture);
  if (picture !== null && !isPictureSource(picture.source)) flaws.push(flaw('bad-picture', picture.source));
  return { text, explanation, source, topic, picture, flaws };
}

function cleanPicture({ source, alt }: Picture): Picture {
  return { source: cleanLine(source), alt: Array.from(cleanLine(alt)).slice(0, maxAltCharacters).join('') };
}

/** An https address, or a path inside the bank's own folder. */
function isPictureSource(source: string): boolean {
  if (source.length > 500) return false;
  if (/^https:\/\/[^\s/]+/i.test(source)) return URL.canParse(source);
  return /^[^\s:\\/][^:\\]*$/.test(source) && !source.split('/').some((part) => part === '..' || part === '');
}

function finishFillIn(parts: CommonParts, answers: readonly string[]): FinishedDraft {
  const { flaws, ...fields } = parts;
  const accepted = [...new Set(answers.map(cleanLine).filter((answer) => answer !== ''))];
  const found = [...flaws];
  if (accepted.length === 0) found.push(flaw('no-answer'));
  if (accepted.length > maxAccepted) found.push(flaw('too-many-answers', maxAccepted));
  if (accepted.some((answer) => isLongerThan(answer, maxOptionCharacters)))
    found.push(flaw('answer-too-long', maxOptionCharacters));
  if (found.length > 0) return { flaws: found };
  const question = { kind: 'fill-in', ...fields, accepted } as const;
  return { question: { id: questionId(question), ...question } };
}

function finishTrueFalse(parts: CommonParts, isTrue: boolean): FinishedDraft {
  const { flaws, ...fields } = parts;
  if (flaws.length > 0) return { flaws };
  const options = trueFalseOptions(fields.text);
  const question = { kind: 'true-false', ...fields, options, correct: [isTrue ? 0 : 1], canShuffle: false } as const;
  return { question: { id: questionId(question), ...question } };
}

type ChoiceAnswer = Extract<DraftAnswer, { kind: 'single' | 'multiple' }>;

function finishChoice(parts: CommonParts, options: readonly string[], answer: ChoiceAnswer): FinishedDraft {
  const { flaws, ...fields } = parts;
  const found = [...flaws, ...optionFlaws(options)];
  const correct = [...new Set(answer.correct)].sort((a, b) => a - b);
  if (correct.length === 0) found.push(flaw('no-correct-option'));
  const outside = correct.find((index) => index >= options.length);
  if (outside !== undefined) found.push(flaw('unknown-option-letter', letterOf(outside)));
  if (found.length > 0) return { flaws: found };
  const question = { kind: answer.kind, ...fields, options, correct, canShuffle: canShuffle(options) };
  return { question: { id: questionId(question), ...question } };
}

function optionFlaws(options: readonly string[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  if (options.length < minOptions) flaws.push(flaw('too-few-options', options.length));
  if (options.length > maxOptions) flaws.push(flaw('too-many-options', options.length));
  for (const [index, option] of options.slice(0, 26).entries()) {
    const first = options.indexOf(option);
    if (option === '') flaws.push(flaw('blank-option', letterOf(index)));
    else if (first < index) flaws.push(flaw('duplicate-option', `${letterOf(first)}, ${letterOf(index)}`));
    if (isLongerThan(option, maxOptionCharacters)) flaws.push(flaw('option-too-long', letterOf(index)));
  }
  return flaws;
}
