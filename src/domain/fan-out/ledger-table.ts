import { csvText } from '../bank/csv-cell.ts';

/** What became of one chat of a sending, for people and programs. */
export interface LedgerRow {
  /** What had it sent: `reminder`, `plan`, `nudge`, `digest`, `fan-out` …. */
  readonly kind: string;
  /** Empty for what no fan-out sent. */
  readonly fanOut: number | '';
  /** When the sending began, the chat was due, and the outcome was known; ISO 8601, empty where there is none. */
  readonly run: string;
  readonly chat: string;
  readonly platform: string;
  readonly account: string;
  /** The platform's id of the group, by which what the platform tells can be found. */
  readonly group: string;
  readonly title: string;
  readonly due: string;
  /** `waiting` where there is none yet. */
  readonly outcome: string;
  readonly code: string;
  readonly at: string;
}

/** The columns of a ledger, in order. */
const ledgerColumns = [
  'kind',
  'fanOut',
  'run',
  'chat',
  'platform',
  'account',
  'group',
  'title',
  'due',
  'outcome',
  'code',
  'at',
] as const satisfies readonly (keyof LedgerRow)[];

/** The rows as a table with the names of the columns on top. */
export const ledgerCsv = (rows: readonly LedgerRow[]): string =>
  csvText([ledgerColumns, ...rows.map((row) => ledgerColumns.map((column) => String(row[column])))]);

/** Further rows of such a table, without the names of the columns. */
export const ledgerCsvLines = (rows: readonly LedgerRow[]): string => ledgerCsv(rows).slice(ledgerCsv([]).length);
