import { ledgerCsv, type LedgerRow } from '../../domain/fan-out/ledger-table.ts';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { FanOutRun, FanOutRunStore } from '../../store/fan-out-runs.ts';
import type { FanOut } from '../../store/fan-outs.ts';
import type { Group, GroupStore } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, reply, say } from '../core/reply.ts';

export interface ResultParts {
  readonly runs: Pick<FanOutRunStore, 'names' | 'read'>;
  readonly groups: Pick<GroupStore, 'all'>;
  readLedger(fanOut: FanOut, run: FanOutRun, groups: readonly Group[]): Promise<readonly LedgerRow[]>;
}

/** What became of each chat of the latest sending, as a file. */
export async function resultReply(
  fanOut: FanOut,
  { can }: Context,
  { runs, groups, readLedger }: ResultParts,
): Promise<readonly Reply[]> {
  const number = String(fanOut.number);
  const [latest] = await runs.names(fanOut.number);
  const run = latest === undefined ? null : await runs.read(latest);
  if (run === null) throw new Refusal('send-result-none', { number });
  if (can.files === null) return [say(text('send-no-files', { number }))];
  const rows = await readLedger(fanOut, run, await groups.all());
  const file = { name: `fan-out-${number}.csv`, bytes: Buffer.from(ledgerCsv(rows)) };
  return [reply({ kind: 'file', file, caption: text('send-result', { number, count: rows.length }) })];
}
