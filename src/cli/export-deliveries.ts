import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ledgerCsv, ledgerCsvLines, type LedgerRow } from '../domain/fan-out/ledger-table.ts';
import { chatRows, fanOutRows } from './delivery-rows.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { openStore } from './open-store.ts';
import { loadConfig, openQuietLog, type Surroundings } from './settings.ts';
import { writeOut } from './write-out.ts';

export interface ExportOptions {
  readonly fanOut?: string;
  readonly chat?: string;
  readonly format?: 'csv' | 'json';
  readonly out?: string;
}

/** Writes what became of messages of a fan-out, a chat or all chats, oldest first; resolves to the exit code. */
export async function exportDeliveries(surroundings: Surroundings, options: ExportOptions): Promise<number> {
  const { chat, out } = options;
  const number = fanOutOf(options);
  const config = loadConfig(surroundings);
  const store = await openStore(config, openQuietLog(config, surroundings.env));
  const counted = { rows: 0 };
  try {
    const batches = number === null ? chatRows(chat, store) : fanOutRows(number, store);
    const pieces = options.format === 'json' ? jsonOf(batches, counted) : csvOf(batches, counted);
    if (out === undefined) await writeOut(surroundings.output, pieces);
    else await writeFile(resolve(surroundings.cwd, out), pieces).catch(refuseUnwritable(out));
  } finally {
    await store.close();
  }
  const of = number === null ? '' : ` of fan-out ${String(number)}`;
  surroundings.errors.write(`${String(counted.rows)} deliveries${of}.\n`);
  return exitCodes.done;
}

function fanOutOf({ fanOut, chat }: ExportOptions): number | null {
  if (fanOut === undefined) return null;
  if (chat !== undefined) throw new CommandFailure('Either --fan-out or --chat, not both.', exitCodes.wrong);
  if (/^\d{1,9}$/.test(fanOut)) return Number(fanOut);
  throw new CommandFailure('Say of which one: --fan-out NUMBER, as “send” lists them.', exitCodes.wrong);
}

type Batches = AsyncIterable<readonly LedgerRow[]>;

async function* csvOf(batches: Batches, counted: { rows: number }): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of batches) {
    counted.rows += rows.length;
    yield isFirst ? ledgerCsv(rows) : ledgerCsvLines(rows);
    isFirst = false;
  }
  if (isFirst) yield ledgerCsv([]);
}

async function* jsonOf(batches: Batches, counted: { rows: number }): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of batches) {
    counted.rows += rows.length;
    if (rows.length === 0) continue;
    yield `${before}${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const refuseUnwritable =
  (path: string) =>
  (error: unknown): never => {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new CommandFailure(`${path} cannot be written (${String(error.code)}).`);
  };
