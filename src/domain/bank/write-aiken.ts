import type { ChoiceQuestion, Question } from '../question.ts';
import { cleanLine } from './clean-text.ts';
import { letterOf, optionLabel } from './option-letters.ts';
import { answerLine } from './aiken-lines.ts';

/** False for typed answers, and for a text that would itself be taken for an option or an answer line. */
export function canWriteAiken(question: Question): question is ChoiceQuestion {
  if (question.kind === 'fill-in') return false;
  const line = cleanLine(question.text);
  return !answerLine.test(line) && !optionLabel.test(line);
}

/** The questions in Moodle's Aiken form; several correct options stand together (`ANSWER: AC`), which Moodle does not know. */
export function writeAiken(questions: readonly Question[]): string {
  return questions.filter(canWriteAiken).map(block).join('\n');
}

function block({ text, options, correct }: ChoiceQuestion): string {
  const lines = options.map((option, index) => `${letterOf(index)}. ${option}`);
  return [cleanLine(text), ...lines, `ANSWER: ${correct.map(letterOf).join('')}`, ''].join('\n');
}
