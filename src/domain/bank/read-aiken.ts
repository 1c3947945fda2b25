import { answerLine, numbering, readNote, splitTypeMark } from './aiken-lines.ts';
import type { BankDraft, DraftQuestion } from './draft-question.ts';
import { flaw, problemAt, type ImportProblem } from './import-problem.ts';
import { indexOfLetter, letterOf, optionLabel } from './option-letters.ts';
import { readAnswer } from './read-answer.ts';

interface OpenQuestion {
  line: number;
  text: string[];
  options: string[];
}

interface Reading {
  readonly questions: DraftQuestion[];
  readonly problems: ImportProblem[];
  readonly skipped: ImportProblem[];
  open: OpenQuestion | null;
  /** What happens to notes: nothing was answered above, they belong to the last question, or to one left out. */
  notes: 'none' | 'kept' | 'dropped';
}

/**
 * The questions of an Aiken text (https://docs.moodle.org/en/Aiken_format). Beyond Moodle's form: several lines of
 * question, blank lines anywhere, several letters, true/false and typed answers, Chinese marks, `解析：` below the answer.
 */
export function readAiken(text: string): BankDraft {
  const reading: Reading = { questions: [], problems: [], skipped: [], open: null, notes: 'none' };
  for (const [index, line] of text.split('\n').entries()) readLine(reading, line.trim(), index + 1);
  if (reading.open !== null) reading.problems.push(problemAt(reading.open.line, 'no-answer'));
  return {
    name: '',
    questions: withoutNumbers(reading.questions),
    problems: reading.problems,
    skipped: reading.skipped,
  };
}

function readLine(reading: Reading, line: string, number: number): void {
  if (line === '') return;
  const answer = answerLine.exec(line)?.[1];
  const option = optionLabel.exec(line);
  if (answer !== undefined) close(reading, answer, number);
  else if (reading.notes !== 'none' && reading.open === null && addNote(reading, line)) return;
  else if (reading.open === null) reading.open = { line: number, text: [line], options: [] };
  else if (option !== null) addOption(reading, line, number);
  else if (reading.open.options.length === 0) reading.open.text.push(line);
  else startAfterMissingAnswer(reading, line, number);
}

/** A line that is no option after the options: the answer of the question above was forgotten. */
function startAfterMissingAnswer(reading: Reading, line: string, number: number): void {
  reading.problems.push(problemAt(reading.open?.line ?? number, 'no-answer'));
  reading.open = { line: number, text: [line], options: [] };
  reading.notes = 'none';
}

function addOption({ open, problems }: Reading, line: string, number: number): void {
  if (open === null) return;
  const letter = optionLabel.exec(line)?.[1] ?? '';
  const expected = letterOf(open.options.length);
  if (indexOfLetter(letter) === open.options.length) {
    open.options.push(line.replace(optionLabel, ''));
  } else if (open.options.length === 0) {
    open.text.push(line);
  } else {
    problems.push(problemAt(number, 'option-out-of-order', expected));
    open.options.push(line.replace(optionLabel, ''));
  }
}

function close(reading: Reading, answer: string, number: number): void {
  const { open } = reading;
  reading.open = null;
  reading.notes = 'dropped';
  if (open === null) {
    reading.problems.push(problemAt(number, 'unexpected-line', answer));
    return;
  }
  const { line, options } = open;
  const { text, type } = splitTypeMark(open.text.join('\n'));
  if (type === 'unsupported') {
    reading.skipped.push(problemAt(line, 'unsupported-type', open.text[0]?.slice(0, 12)));
    return;
  }
  const read =
    options.length === 1 ? flaw('too-few-options', 1) : readAnswer({ type, options, answer, isNumbered: false });
  if ('code' in read) {
    reading.problems.push({ line: read.code === 'too-few-options' ? line : number, ...read });
    return;
  }
  reading.notes = 'kept';
  reading.questions.push({ line, text, options, answer: read, explanation: '', source: '', topic: '', picture: null });
}

/** Adds an `解析：` line to the question above; false when the line is none. */
function addNote({ questions, notes }: Reading, line: string): boolean {
  const note = readNote(line);
  const last = questions.at(-1);
  if (note === null || last === undefined || notes === 'dropped') return note !== null;
  const { kind, value } = note;
  if (kind === 'nothing') return true;
  questions[questions.length - 1] = { ...last, [kind]: last[kind] === '' ? value : `${last[kind]}\n${value}` };
  return true;
}

/** The numbers of a printed list go when every question has one: rounds are played in another order. */
function withoutNumbers(questions: readonly DraftQuestion[]): readonly DraftQuestion[] {
  if (questions.length < 2 || !questions.every(({ text }) => numbering.test(text))) return questions;
  return questions.map((question) => ({ ...question, text: question.text.replace(numbering, '') }));
}
