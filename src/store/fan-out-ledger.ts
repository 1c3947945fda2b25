import type { LedgerRow } from '../domain/fan-out/ledger-table.ts';
import type { FanOutRun, FanOutRunStore, LaneStand } from './fan-out-runs.ts';
import type { FanOut } from './fan-outs.ts';
import type { Group } from './groups.ts';

/** Read in one go; a few milliseconds. */
const readAtOnce = 500;

const nameless = { title: '', group: '' };

const iso = (atMs: number): string => new Date(atMs).toISOString();

/**
 * What became of each chat of a sending, in the order of its lanes. `groups` say what chats are called. One read for
 * 500 chats; rejects with StoreError.
 */
export async function readFanOutLedger(
  { state }: Pick<FanOut, 'state'>,
  run: FanOutRun,
  runs: Pick<FanOutRunStore, 'chats' | 'outcomes'>,
  groups: readonly Pick<Group, 'id' | 'title' | 'chat'>[],
): Promise<readonly LedgerRow[]> {
  const names = new Map(groups.map(({ id, title, chat: group }) => [id, { title, group }]));
  const rows: LedgerRow[] = [];
  for (const [lane, stand] of run.lanes.entries()) {
    for (let from = 0; from < stand.chatCount; from += readAtOnce) {
      const chats = await runs.chats(run, lane, from, readAtOnce);
      const outcomes = await runs.outcomes(run, chats);
      for (const [index, chat] of chats.entries()) {
        const known = outcomes[index] ?? null;
        rows.push({ ...placeOf(run, stand), chat, ...(names.get(chat) ?? nameless), ...outcomeOf(known, state) });
      }
    }
  }
  return rows;
}

const placeOf = ({ number, run }: FanOutRun, { platform, account, dueAtMs }: LaneStand) => ({
  kind: 'fan-out',
  fanOut: number,
  run: iso(run),
  platform,
  account,
  due: iso(dueAtMs),
});

type Known = Awaited<ReturnType<FanOutRunStore['outcomes']>>[number];

function outcomeOf(known: Known, state: FanOut['state']): Pick<LedgerRow, 'outcome' | 'code' | 'at'> {
  if (known !== null) return { outcome: known.outcome, code: known.code ?? '', at: iso(known.atMs) };
  return { outcome: state === 'cancelled' ? 'skipped-cancelled' : 'waiting', code: '', at: '' };
}
