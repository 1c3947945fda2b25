import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ledgerCsv, type LedgerRow } from '../domain/fan-out/ledger-table.ts';
import { createFanOutRunStore } from '../store/fan-out-runs.ts';
import { readFanOutLedger } from '../store/fan-out-ledger.ts';
import { createFanOutStore } from '../store/fan-outs.ts';
import { createGroupStore } from '../store/groups.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { type OpenStore, openStore } from './open-store.ts';
import { loadConfig, openQuietLog, type Surroundings } from './settings.ts';
import { writeOut } from './write-out.ts';

export interface ExportOptions {
  readonly fanOut?: string;
  readonly format?: 'csv' | 'json';
  readonly out?: string;
}

/** Writes what became of each chat of a fan-out, all its sendings, oldest first; resolves to the exit code. */
export async function exportDeliveries(surroundings: Surroundings, options: ExportOptions): Promise<number> {
  const number = /^\d{1,9}$/.test(options.fanOut ?? '') ? Number(options.fanOut) : null;
  if (number === null) {
    throw new CommandFailure('Say of which one: --fan-out NUMBER, as “send” lists them.', exitCodes.wrong);
  }
  const config = loadConfig(surroundings);
  const store = await openStore(config, openQuietLog(config, surroundings.env));
  try {
    const rows = await rowsOf(number, store);
    const said = options.format === 'json' ? `${JSON.stringify(rows, null, 1)}\n` : ledgerCsv(rows);
    if (options.out === undefined) await writeOut(surroundings.output, [said]);
    else await writeFile(resolve(surroundings.cwd, options.out), said).catch(refuseUnwritable(options.out));
    surroundings.errors.write(`${String(rows.length)} deliveries of fan-out ${String(number)}.\n`);
  } finally {
    await store.close();
  }
  return exitCodes.done;
}

async function rowsOf(number: number, { redis, keys }: OpenStore): Promise<readonly LedgerRow[]> {
  const runs = createFanOutRunStore(redis, keys);
  const fanOut = await createFanOutStore(redis, keys).read(number);
  if (fanOut === null) throw new CommandFailure(`There is no fan-out ${String(number)}.`, exitCodes.wrong);
  const groups = await createGroupStore(redis, keys).all();
  const titles = new Map(groups.map(({ id, title }) => [id, title]));
  const rows: LedgerRow[] = [];
  for (const name of (await runs.names(number)).toReversed()) {
    const run = await runs.read(name);
    if (run === null) continue;
    rows.push(...(await readFanOutLedger(fanOut, run, runs, (chat) => titles.get(chat) ?? '')));
  }
  return rows;
}

const refuseUnwritable =
  (path: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CommandFailure(`${path} cannot be written (${code}).`);
  };
