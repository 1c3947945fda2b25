/**
 * Every reason why a question file is not taken, or a question of it is left out. The comment says what `detail`
 * holds; it is never a sentence, so that it can stand as a variable in the texts of all languages.
 */
export const importProblemCodes = [
  'empty-file', // –
  'too-large', // the limit with its unit
  'bad-encoding', // –
  'spreadsheet-file', // the file's extension: to be saved as CSV first
  'not-json', // –
  'no-questions', // –
  'too-many-questions', // the limit
  'bad-header', // the missing column: question, answer
  'unclosed-quote', // –
  'empty-text', // –
  'text-too-long', // the limit
  'explanation-too-long', // the limit
  'source-too-long', // the limit
  'topic-too-long', // the limit
  'blank-option', // the option's letter
  'option-too-long', // the option's letter
  'duplicate-option', // the letters of the two
  'too-few-options', // how many there are
  'too-many-options', // how many there are
  'option-out-of-order', // the letter that was expected
  'no-answer', // –
  'no-correct-option', // –
  'several-correct-options', // the answer as it stands in the file
  'unknown-option-letter', // the letter
  'unknown-option', // the answer as it stands in the file
  'ambiguous-answer', // the answer as it stands in the file
  'bad-true-false', // the answer as it stands in the file
  'answer-too-long', // the limit
  'too-many-answers', // the limit
  'bad-picture', // the picture as it stands in the file
  'missing-picture', // –
  'wrong-shape', // the path of the value, for example questions[3].answer
  'unexpected-line', // the beginning of the line
  'unclosed-brace', // –
  'bad-gift', // the character that was not expected, or nothing at the end
  'unsupported-type', // the type as it stands in the file
  'duplicate-question', // the line of the first one
] as const;

export type ImportProblemCode = (typeof importProblemCodes)[number];

/** One thing wrong in a file; `line` is 1-based, 0 when it is about the whole file. */
export interface ImportProblem {
  readonly line: number;
  readonly code: ImportProblemCode;
  readonly detail: string;
}

/** What is wrong with one question, before its line is known. */
export interface Flaw {
  readonly code: ImportProblemCode;
  readonly detail: string;
}

const maxDetailCharacters = 60;

/** A flaw whose detail is one short line, whatever the file held there. */
export function flaw(code: ImportProblemCode, detail: string | number = ''): Flaw {
  const line = String(detail).slice(0, 1_000).replace(/\s+/gu, ' ').trim();
  return { code, detail: line.length > maxDetailCharacters ? `${line.slice(0, maxDetailCharacters)}…` : line };
}

/** The same with its line. */
export function problemAt(line: number, code: ImportProblemCode, detail: string | number = ''): ImportProblem {
  return { line, ...flaw(code, detail) };
}
