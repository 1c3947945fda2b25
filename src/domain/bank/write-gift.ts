import type { Question } from '../question.ts';

/** False for typed answers that GIFT would take for a pair of a matching question (`a -> b`). */
export function canWriteGift(question: Question): boolean {
  return question.kind !== 'fill-in' || !question.accepted.some((answer) => answer.includes('->'));
}

/** The questions as a GIFT text that Moodle takes; source and local picture stand in comments. */
export function writeGift(questions: readonly Question[]): string {
  let topic = '';
  const blocks = questions.map((question) => {
    const category = question.topic === topic ? '' : `$CATEGORY: $course$/${question.topic}\n\n`;
    topic = question.topic;
    return `${category}${comments(question)}[plain]${escapeGift(question.text)} {${answers(question)}}\n`;
  });
  return blocks.join('\n');
}

function comments({ source, picture }: Question): string {
  const lines = [
    source === '' ? '' : `// source: ${source}\n`,
    picture === null ? '' : `// picture: ${picture.source}\n`,
    picture === null || picture.alt === '' ? '' : `// picture-alt: ${picture.alt}\n`,
  ];
  return lines.join('');
}

function answers(question: Question): string {
  const feedback = question.explanation === '' ? '' : `\n####${format(escapeGift(question.explanation))}\n`;
  if (question.kind === 'true-false') return `${question.correct[0] === 0 ? 'TRUE' : 'FALSE'}${feedback}`;
  if (question.kind === 'fill-in') {
    return `${question.accepted.map((answer) => `\n=${format(escapeGift(answer).replaceAll('*', '\\*'))}`).join('')}${feedback || '\n'}`;
  }
  const marks = question.kind === 'single' ? singleMark : weightMark(question.options.length, question.correct.length);
  const options = question.options.map(
    (option, index) => `\n${marks(question.correct.includes(index))}${format(escapeGift(option))}`,
  );
  return `${options.join('')}${feedback || '\n'}`;
}

function singleMark(isCorrect: boolean): string {
  return isCorrect ? '=' : '~';
}

/** Moodle takes only some fractions, with five decimals: https://docs.moodle.org/en/GIFT_format#Multiple_choice_with_multiple_right_answers */
function weightMark(optionCount: number, correctCount: number): (isCorrect: boolean) => string {
  const right = fraction(correctCount);
  const wrong = fraction(optionCount - correctCount);
  return (isCorrect) => (isCorrect ? `~%${right}%` : `~%-${wrong}%`);
}

function fraction(parts: number): string {
  return String(Math.round((100 / parts) * 100_000) / 100_000);
}

/** A text that begins like a weight or a format gets a format of its own in front. */
function format(text: string): string {
  return /^[%[]/.test(text) ? `[plain]${text}` : text;
}

function escapeGift(text: string): string {
  return text.replace(/[\\:#={}~]/g, '\\$&').replaceAll('\n', '\\n');
}
