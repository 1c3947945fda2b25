import { readLaneRef } from '../domain/fan-out/lane-ref.ts';
import type { LedgerRow } from '../domain/fan-out/ledger-table.ts';
import type { Chat } from '../store/chat.ts';
import { createChatStore } from '../store/chats.ts';
import { readFanOutLedger } from '../store/fan-out-ledger.ts';
import { createFanOutRunStore } from '../store/fan-out-runs.ts';
import { createFanOutStore } from '../store/fan-outs.ts';
import { createGroupStore } from '../store/groups.ts';
import type { LedgerEntry } from '../store/ledger-entry.ts';
import { createLedgerStore } from '../store/ledger.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { chatGiven } from './find-chat.ts';
import type { OpenStore } from './open-store.ts';

type Store = Pick<OpenStore, 'redis' | 'keys'>;

/** More than a chat's ledger keeps. */
const keptMax = 1_000;

/** What became of each chat of a fan-out, a sending at a time, oldest first. Rejects when there is no such fan-out. */
export async function* fanOutRows(number: number, { redis, keys }: Store): AsyncGenerator<readonly LedgerRow[]> {
  const runs = createFanOutRunStore(redis, keys);
  const fanOut = await createFanOutStore(redis, keys).read(number);
  if (fanOut === null) throw new CommandFailure(`There is no fan-out ${String(number)}.`, exitCodes.wrong);
  const groups = await createGroupStore(redis, keys).all();
  const missed = new Set(fanOut.missedAtMs);
  const begun = (await runs.names(number)).map(({ run }) => run);
  for (const atMs of [...begun, ...missed].toSorted((a, b) => a - b)) {
    if (missed.has(atMs)) yield [missedRow(number, atMs)];
    const run = await runs.read({ number, run: atMs });
    if (run !== null) yield await readFanOutLedger(fanOut, run, runs, groups);
  }
}

/** The ledger of the chat that was given, or of all, a chat at a time, oldest first. Rejects when there is no such chat. */
export async function* chatRows(
  given: string | undefined,
  { redis, keys }: Store,
): AsyncGenerator<readonly LedgerRow[]> {
  const chats = createChatStore(redis, keys);
  const ledger = createLedgerStore(redis, keys);
  const ids = given === undefined ? await chats.allIds() : [(await chatGiven(given, redis, keys)).id];
  for (const id of ids.toSorted()) {
    const chat = await chats.read(id);
    if (chat === null) continue;
    yield (await ledger.latest(id, keptMax)).toReversed().map((entry) => rowOf(entry, chat));
  }
}

/** A sending that nobody was there to begin; it never came to any group. */
function missedRow(number: number, atMs: number): LedgerRow {
  const nowhere = { chat: '', platform: '', account: '', group: '', title: '', code: '', at: '' };
  return { kind: 'fan-out', fanOut: number, run: iso(atMs), due: iso(atMs), outcome: 'skipped-late', ...nowhere };
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

function rowOf({ kind, ref, dueAtMs, outcome, code, atMs }: LedgerEntry, { id, address, title }: Chat): LedgerRow {
  const lane = kind === 'fan-out' ? readLaneRef(ref) : null;
  const { platform, account } = address;
  return {
    kind,
    fanOut: lane?.number ?? '',
    run: lane === null ? '' : iso(lane.run),
    chat: id,
    platform,
    account,
    group: address.chat,
    title,
    due: iso(dueAtMs),
    outcome,
    code: code ?? '',
    at: iso(atMs),
  };
}
