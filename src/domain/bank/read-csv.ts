import { maxQuestions } from './bank-limits.ts';
import { plainCell } from './csv-cell.ts';
import { readColumns, type ColumnRole, type CsvColumns } from './csv-columns.ts';
import { readRows, type CsvRow } from './csv-rows.ts';
import { readDeclaredType } from './declared-type.ts';
import type { BankDraft, DraftQuestion } from './draft-question.ts';
import { flaw, problemAt, type Flaw, type ImportProblem } from './import-problem.ts';
import { letterOf } from './option-letters.ts';
import { readAnswer } from './read-answer.ts';

const delimiters = [',', '\t', ';', '，', '|'];
/** A title and instructions may stand above the header. */
const headerWithinRows = 10;
const headerWithinCharacters = 20_000;

/** How a CSV text is laid out; `missing` names a needed column that is not there. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly headerLine: number;
  readonly columns: CsvColumns;
  readonly missing: 'question' | 'answer' | null;
}

/** The layout whose header says most, or null when no row looks like the header of a question bank. */
export function findLayout(text: string): CsvLayout | null {
  const head = text.slice(0, headerWithinCharacters);
  let best: CsvLayout | null = null;
  let bestScore = 0;
  for (const delimiter of delimiters) {
    for (const { line, cells } of readRows(head, delimiter, headerWithinRows).rows) {
      const columns = readColumns(cells);
      const score = headerScore(columns);
      if (score <= bestScore) continue;
      bestScore = score;
      best = { delimiter, headerLine: line, columns, missing: missingColumn(columns) };
    }
  }
  return best;
}

/** A header names the question or the answer and something else; a single known word may stand anywhere. */
function headerScore({ roles, options }: CsvColumns): number {
  const known = roles.size + options.length;
  const isHeader = known >= 2 && (roles.has('question') || (roles.has('answer') && options.length >= 2));
  const isWhole = roles.has('question') && roles.has('answer');
  return isHeader ? known + (isWhole ? 100 : 0) : 0;
}

function missingColumn({ roles }: CsvColumns): 'question' | 'answer' | null {
  if (!roles.has('question')) return 'question';
  return roles.has('answer') ? null : 'answer';
}

/** The questions of a CSV or TSV text whose layout is known, one a row below the header. */
export function readCsv(text: string, layout: CsvLayout): BankDraft {
  const { delimiter, headerLine, columns, missing } = layout;
  const empty = { name: '', questions: [], problems: [], skipped: [] };
  if (missing !== null) return { ...empty, problems: [problemAt(headerLine, 'bad-header', missing)] };
  const table = readRows(text, delimiter, maxQuestions + headerWithinRows + 1);
  const questions: DraftQuestion[] = [];
  const problems: ImportProblem[] = [];
  const skipped: ImportProblem[] = [];
  for (const row of table.rows) {
    if (row.line <= headerLine) continue;
    const read = readRow(row, columns);
    if ('unsupported' in read) skipped.push(problemAt(row.line, 'unsupported-type', read.unsupported));
    else if ('code' in read) problems.push({ line: row.line, ...read });
    else questions.push(read);
  }
  if (table.problem !== null) problems.push(table.problem);
  return { name: '', questions, problems, skipped };
}

function readRow(row: CsvRow, columns: CsvColumns): DraftQuestion | Flaw | { readonly unsupported: string } {
  const cell = (role: ColumnRole): string => plainCell(row.cells[columns.roles.get(role) ?? -1] ?? '');
  const declared = readDeclaredType(cell('type'));
  if (declared === 'unsupported') return { unsupported: cell('type') };
  const text = cell('question');
  if (text.trim() === '') return flaw('empty-text');
  const options = readOptions(row, columns, cell('options'));
  const blank = options.findIndex((option) => option.trim() === '');
  if (blank >= 0) return flaw('blank-option', letterOf(blank));
  const answer = readAnswer({ type: declared, options, answer: cell('answer'), isNumbered: columns.isNumbered });
  if ('code' in answer) return answer;
  const source = cell('picture').trim();
  return {
    line: row.line,
    text,
    options,
    answer,
    explanation: cell('explanation'),
    source: cell('source'),
    topic: cell('topic'),
    picture: source === '' ? null : { source, alt: cell('alt') },
  };
}

function readOptions({ cells }: CsvRow, columns: CsvColumns, packed: string): readonly string[] {
  const own = columns.options.map((column) => plainCell(cells[column] ?? ''));
  const last = own.findLastIndex((option) => option.trim() !== '');
  if (last >= 0) return own.slice(0, last + 1);
  const separator = ['\n', '|', '｜', '；', ';'].find((sign) => packed.trim().includes(sign));
  if (separator === undefined) return packed.trim() === '' ? [] : [packed];
  return packed
    .trim()
    .split(separator)
    .map((option) => option.trim())
    .filter((option, index, all) => option !== '' || index < all.length - 1);
}
