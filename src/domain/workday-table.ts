import { readRows } from './bank/csv-rows.ts';
import { decodeText } from './bank/decode-text.ts';
import { localDateFrom } from './calendar.ts';
import type { LocalDate } from './local-date.ts';
import type { WorkdayRow } from './workdays.ts';

/** One thing wrong in a table; `line` is 1-based, 0 when it is about the whole file. `detail`: what stands there, or the line of the first one. */
export interface WorkdayProblem {
  readonly line: number;
  readonly code: 'bad-encoding' | 'empty' | 'unclosed-quote' | 'bad-date' | 'bad-kind' | 'twice' | 'empty-year';
  readonly detail: string;
}

export type WorkdayTable =
  /** `completeYears`: those of which the table says that all their days are in it. */
  | { readonly kind: 'rows'; readonly rows: readonly WorkdayRow[]; readonly completeYears: readonly number[] }
  /** All that is wrong, in the order of lines. */
  | { readonly kind: 'refused'; readonly problems: readonly WorkdayProblem[] };

/** A century of days is smaller. */
export const workdayFileMaxBytes = 1024 * 1024;
const rowsMax = 40_000;

const kinds: Readonly<Record<string, boolean>> = {
  ...{ work: true, workday: true, on: true, 上班: true, 班: true, 工作日: true },
  ...{ off: false, holiday: false, rest: false, 休息: false, 休: false, 放假: false },
};

const completeWords: ReadonlySet<string> = new Set(['complete', '完整', '齐全', '齊全']);

/**
 * The days of a CSV table `date,kind,name`, its heading optional, in UTF-8 or GB18030; all of it or everything that is
 * wrong. `2027,complete` says that all days of a year are there.
 */
export function readWorkdayTable(bytes: Uint8Array): WorkdayTable {
  const text = decodeText(bytes);
  if (text === null) return { kind: 'refused', problems: [{ line: 0, code: 'bad-encoding', detail: '' }] };
  const { rows: lines, problem } = readRows(text, ',', rowsMax);
  const reading: Reading = { rows: [], complete: new Map(), lineOf: new Map(), problems: [] };
  for (const [index, { line, cells }] of lines.entries()) {
    const [date = '', kind = '', name = ''] = cells.map((cell) => cell.normalize('NFKC').trim());
    if (date.startsWith('#') || (index === 0 && /^(?:date|day|日期)$/i.test(date))) continue;
    if (/^\d{4}$/.test(date) && completeWords.has(kind.toLowerCase())) reading.complete.set(Number(date), line);
    else readRow(reading, line, { date, kind, name });
  }
  const unclosed = problem === null ? [] : [{ line: problem.line, code: 'unclosed-quote', detail: '' } as const];
  const problems: readonly WorkdayProblem[] = [...reading.problems, ...unclosed, ...emptyYears(reading)];
  if (problems.length > 0) return { kind: 'refused', problems };
  if (reading.rows.length > 0) return { kind: 'rows', rows: reading.rows, completeYears: [...reading.complete.keys()] };
  return { kind: 'refused', problems: [{ line: 0, code: 'empty', detail: '' }] };
}

interface Reading {
  readonly rows: WorkdayRow[];
  /** Years said to be complete, with the line that says so. */
  readonly complete: Map<number, number>;
  readonly lineOf: Map<LocalDate, number>;
  readonly problems: WorkdayProblem[];
}

const datePattern = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?$/;

function readRow(
  { rows, lineOf, problems }: Reading,
  line: number,
  { date, kind, name }: { readonly date: string; readonly kind: string; readonly name: string },
): void {
  const refuse = (code: WorkdayProblem['code'], detail: string): void => {
    problems.push({ line, code, detail: detail.slice(0, 60) });
  };
  const parts = datePattern.exec(date);
  const on = parts === null ? null : localDateFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const isWorkday = kinds[kind.toLowerCase()];
  if (on === null) refuse('bad-date', date);
  if (isWorkday === undefined) refuse('bad-kind', kind);
  if (on === null || isWorkday === undefined) return;
  const first = lineOf.get(on);
  if (first !== undefined) refuse('twice', String(first));
  lineOf.set(on, first ?? line);
  rows.push({ on, isWorkday, name });
}

/** A year of which no day is listed is not complete, whatever a line says. */
const emptyYears = ({ rows, complete }: Reading): readonly WorkdayProblem[] =>
  [...complete]
    .filter(([year]) => !rows.some(({ on, isWorkday }) => !isWorkday && on.startsWith(String(year))))
    .map(([year, line]) => ({ line, code: 'empty-year', detail: String(year) }));
