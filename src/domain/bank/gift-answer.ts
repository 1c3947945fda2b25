import type {
  GIFTQuestion,
  MultipleChoice,
  Numerical,
  NumericalChoice,
  NumericalFormat,
  ShortAnswer,
  TextChoice,
  TextFormat,
  TrueFalse,
} from 'gift-pegjs';
import type { DraftAnswer } from './draft-question.ts';
import { flaw, type Flaw } from './import-problem.ts';
import { giftText } from './gift-text.ts';

/** The answers of a parsed GIFT question, what is wrong with them, or the kind that cannot be asked in a chat. */
export type GiftAnswer =
  | { readonly answer: DraftAnswer; readonly options: readonly string[]; readonly feedback: readonly string[] }
  | { readonly unsupported: string }
  | Flaw;

/** What counts as right: full credit for typed answers, any positive weight where several options are right. */
export function giftAnswer(question: Exclude<GIFTQuestion, { type: 'Description' | 'Category' }>): GiftAnswer {
  switch (question.type) {
    case 'MC':
      return choiceAnswer(question);
    case 'TF':
      return trueFalseAnswer(question);
    case 'Short':
      return shortAnswer(question);
    case 'Numerical':
      return numericalAnswer(question);
    case 'Essay':
      return { unsupported: 'essay' };
    case 'Matching':
      return { unsupported: 'matching' };
  }
}

function choiceAnswer({ choices }: MultipleChoice): GiftAnswer {
  const isStated = choices.some(({ isCorrect }) => isCorrect);
  const correct = choices.flatMap((choice, index) => (isRight(choice, isStated) ? [index] : []));
  if (correct.length === 0) return flaw('no-correct-option');
  const isSingle = correct.length === 1 && (isStated || choices[correct[0] ?? 0]?.weight === 100);
  const right = choices.filter((_choice, index) => correct.includes(index));
  return {
    answer: { kind: isSingle ? 'single' : 'multiple', correct },
    options: choices.map(({ text }) => giftText(text)),
    feedback: right.map(({ feedback }) => giftText(feedback)),
  };
}

/** `~%50%` is right only where no `=` says what is: beside one it earns a part of the mark in Moodle. */
function isRight({ isCorrect, weight }: TextChoice, isStated: boolean): boolean {
  return isStated ? isCorrect && (weight === null || weight > 0) : (weight ?? 0) > 0;
}

/** The feedback for a wrong answer stands first: https://docs.moodle.org/en/GIFT_format#True-false */
function trueFalseAnswer({ isTrue, trueFeedback, falseFeedback }: TrueFalse): GiftAnswer {
  const feedback = [giftText(falseFeedback), giftText(trueFeedback)].filter((text) => text !== '').slice(0, 1);
  return { answer: { kind: 'true-false', isTrue }, options: [], feedback };
}

function shortAnswer({ choices }: ShortAnswer): GiftAnswer {
  const full = fullCredit(choices);
  const accepted = full.map(({ text }) => giftText(text)).filter((text) => !/(?<!\\)\*/.test(text));
  if (accepted.length === 0) return { unsupported: 'wildcard' };
  return {
    answer: { kind: 'fill-in', accepted: accepted.map((text) => text.replaceAll('\\*', '*')) },
    options: [],
    feedback: full.map(({ feedback }) => giftText(feedback)).slice(0, 1),
  };
}

function numericalAnswer({ choices }: Numerical): GiftAnswer {
  if (!Array.isArray(choices)) return exactNumbers([choices], []);
  const full = fullCredit(choices);
  return exactNumbers(
    full.map(({ text }) => text),
    full.map(({ feedback }) => giftText(feedback)).slice(0, 1),
  );
}

function fullCredit<Choice extends TextChoice | NumericalChoice>(choices: readonly Choice[]): readonly Choice[] {
  const stated = choices.filter(({ isCorrect }) => isCorrect);
  const best = Math.max(...stated.map(({ weight }) => weight ?? 100));
  return stated.filter(({ weight }) => (weight ?? 100) === best);
}

function exactNumbers(formats: readonly (NumericalFormat | TextFormat)[], feedback: readonly string[]): GiftAnswer {
  const accepted = formats.map(exactNumber);
  if (!accepted.every((number) => number !== null)) return { unsupported: 'numerical range' };
  return { answer: { kind: 'fill-in', accepted: [...new Set(accepted)] }, options: [], feedback };
}

/** The one number that is right; null for a real range. */
function exactNumber(format: NumericalFormat | TextFormat): string | null {
  if ('text' in format) return null;
  const { type, number, range = 0, numberLow, numberHigh } = format;
  if (type === 'high-low') return numberLow !== undefined && numberLow === numberHigh ? String(numberLow) : null;
  return number === undefined || (type === 'range' && range !== 0) ? null : String(number);
}
