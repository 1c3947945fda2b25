import { maxOptions } from './bank-limits.ts';
import { cleanLine } from './clean-text.ts';
import type { DeclaredType } from './declared-type.ts';
import type { DraftAnswer } from './draft-question.ts';
import { flaw, type Flaw } from './import-problem.ts';
import { letterOf, readLetters } from './option-letters.ts';
import { readTrueFalse } from './true-false.ts';

/** An answer as typed into a cell or a property. */
export interface TypedAnswer {
  readonly type: Exclude<DeclaredType, 'unsupported'> | null;
  /** In the file's order; empty when the question has none. */
  readonly options: readonly string[];
  readonly answer: string;
  /** True when the file numbers its options (选项1, option2), so that `2` means the second. */
  readonly isNumbered: boolean;
}

/** What the typed answer means, or why it means nothing. Option texts win over letters; where one letter could be both, nobody can tell. */
export function readAnswer(typed: TypedAnswer): DraftAnswer | Flaw {
  if (cleanLine(typed.answer) === '') return flaw('no-answer');
  if (typed.type === 'fill-in') return fillIn(typed);
  if (typed.type === 'true-false' || isTrueFalsePair(typed.options)) return trueFalse(typed);
  if (typed.options.length > 0) return choice(typed);
  const isTrue = typed.type === null ? readTrueFalse(typed.answer, false) : null;
  if (isTrue !== null) return { kind: 'true-false', isTrue };
  const namesOptions = /^[A-D]{1,4}$/.test(typed.answer.trim());
  return typed.type === null && !namesOptions ? fillIn(typed) : flaw('too-few-options', 0);
}

function isTrueFalsePair(options: readonly string[]): boolean {
  const values = options.map((option) => readTrueFalse(option, false));
  return values.length === 2 && values.includes(true) && values.includes(false);
}

/** One accepted wording a line; in a single line they stand between `|` or `；`. */
function splitAlternatives(answer: string): readonly string[] {
  const parts = answer.split(answer.includes('\n') ? '\n' : /[|｜；]/);
  return parts.map(cleanLine).filter((part) => part !== '');
}

function fillIn({ answer }: TypedAnswer): DraftAnswer | Flaw {
  const accepted = splitAlternatives(answer);
  return accepted.length === 0 ? flaw('no-answer') : { kind: 'fill-in', accepted };
}

function trueFalse({ options, answer }: TypedAnswer): DraftAnswer | Flaw {
  const [index = -1, ...more] = readLetters(answer) ?? [];
  const named = more.length === 0 ? options[index] : undefined;
  const isTrue = readTrueFalse(named ?? answer, true);
  return isTrue === null ? flaw('bad-true-false', answer) : { kind: 'true-false', isTrue };
}

function choice(typed: TypedAnswer): DraftAnswer | Flaw {
  if (typed.options.length > maxOptions) return flaw('too-many-options', typed.options.length);
  const found = chosenIndexes(typed);
  if (!Array.isArray(found)) return found as Flaw;
  const correct = found as readonly number[];
  const outside = correct.find((index) => index >= typed.options.length);
  if (outside !== undefined) return flaw('unknown-option-letter', letterOf(outside));
  if (typed.type === 'single' && correct.length > 1) return flaw('several-correct-options', typed.answer);
  return { kind: typed.type === 'multiple' || correct.length > 1 ? 'multiple' : 'single', correct };
}

function chosenIndexes({ options, answer, isNumbered }: TypedAnswer): readonly number[] | Flaw {
  const texts = options.map(cleanLine);
  const byText = texts.indexOf(cleanLine(answer));
  const byNumber = isNumbered ? readNumbers(answer) : null;
  if (byNumber !== null) {
    return byText >= 0 && byNumber.join() !== String(byText) ? flaw('ambiguous-answer', answer) : byNumber;
  }
  const byLetter = readLetters(answer);
  const [letter = 0, ...more] = byLetter ?? [];
  const isOtherOption = byText >= 0 && more.length === 0 && letter !== byText && letter < texts.length;
  if (byLetter !== null && isOtherOption) return flaw('ambiguous-answer', answer);
  if (byText >= 0) return [byText];
  if (byLetter !== null) return byLetter;
  const parts = answer.split(/[|｜;；\n]/).map((part) => texts.indexOf(cleanLine(part)));
  if (parts.length < 2 || parts.includes(-1)) return flaw('unknown-option', answer);
  return [...new Set(parts)].sort((a, b) => a - b);
}

function readNumbers(answer: string): readonly number[] | null {
  const numbers = answer.normalize('NFKC').split(/[\s,、;/|]+/);
  if (!numbers.every((number) => /^[1-9]\d?$/.test(number))) return null;
  return [...new Set(numbers)].map((number) => Number(number) - 1).sort((a, b) => a - b);
}
