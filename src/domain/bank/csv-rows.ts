import { CsvError, parse } from 'csv-parse/sync';
import { problemAt, type ImportProblem } from './import-problem.ts';

/** One row of a table with the line it starts on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows up to the limit; where a quote is never closed, those before it and the problem. */
export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly problem: ImportProblem | null;
}

/** The rows of a CSV or TSV text with `\n` line breaks; blank rows are left out. Rows are arrays: a header names nothing. */
export function readRows(text: string, delimiter: string, limit: number): CsvTable {
  const rows: CsvRow[] = [];
  let line = 1;
  const onRecord = (cells: string[], { lines }: { lines: number }): null => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line = lines + 1;
    return null;
  };
  try {
    parse(text, {
      delimiter,
      to: limit,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: onRecord,
    });
    return { rows, problem: null };
  } catch (error) {
    if (error instanceof CsvError) return { rows, problem: problemAt(line, 'unclosed-quote') };
    throw error;
  }
}
