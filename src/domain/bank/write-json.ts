import type { Bank, Question } from '../question.ts';
import { letterOf } from './option-letters.ts';

/** The bank in the JSON form that `readJson` takes, indented for people. */
export function writeJson({ name, questions }: Bank): string {
  return `${JSON.stringify({ name, questions: questions.map(plainQuestion) }, null, 2)}\n`;
}

function plainQuestion(question: Question): Readonly<Record<string, unknown>> {
  const { kind, text, explanation, source, topic, picture } = question;
  return { type: kind, text, ...answers(question), explanation, source, topic, picture };
}

function answers(question: Question): Readonly<Record<string, unknown>> {
  if (question.kind === 'fill-in') return { accepted: question.accepted };
  if (question.kind === 'true-false') return { answer: question.correct[0] === 0 };
  return { options: question.options, answer: question.correct.map(letterOf) };
}
