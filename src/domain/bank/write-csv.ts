import type { Question, QuestionKind } from '../question.ts';
import { csvText } from './csv-cell.ts';
import { letterOf } from './option-letters.ts';

const typeNames: Readonly<Record<QuestionKind, string>> = {
  single: '单选题',
  multiple: '多选题',
  'true-false': '判断题',
  'fill-in': '填空题',
};

/** The questions as a CSV text with Chinese headers, one row each. */
export function writeCsv(questions: readonly Question[]): string {
  const width = Math.max(4, ...questions.map((question) => ownOptions(question).length));
  const letters = Array.from({ length: width }, (_unused, index) => letterOf(index));
  const header = ['题型', '题目', ...letters, '答案', '解析', '来源', '分类', '图片', '图片说明'];
  return csvText([header, ...questions.map((question) => row(question, letters.length))]);
}

function row(question: Question, width: number): readonly string[] {
  const options = ownOptions(question);
  const cells = Array.from({ length: width }, (_unused, index) => options[index] ?? '');
  const { kind, text, explanation, source, topic, picture } = question;
  const pictureCells = [picture?.source ?? '', picture?.alt ?? ''];
  return [typeNames[kind], text, ...cells, answerCell(question), explanation, source, topic, ...pictureCells];
}

function ownOptions(question: Question): readonly string[] {
  return question.kind === 'single' || question.kind === 'multiple' ? question.options : [];
}

function answerCell(question: Question): string {
  if (question.kind === 'fill-in') return alternatives(question.accepted);
  if (question.kind === 'true-false') return question.correct[0] === 0 ? '对' : '错';
  return question.correct.map(letterOf).join('');
}

/** Lines where a wording holds a sign that would divide it; a single one then needs the line break, too. */
function alternatives(accepted: readonly string[]): string {
  if (!accepted.some((answer) => /[|｜；]/.test(answer))) return accepted.join('|');
  return accepted.length === 1 ? `${accepted.join('')}\n` : accepted.join('\n');
}
