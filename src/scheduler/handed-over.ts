import type { Announced } from '../commands/core/announcement.ts';
import type { Board } from '../commands/core/board.ts';
import type { Address } from '../commands/core/event.ts';
import type { Outgoing } from '../commands/core/outgoing.ts';
import { type Reply, reply } from '../commands/core/reply.ts';
import type { Chat } from '../store/chat.ts';
import type { DeliveryJob } from './deliver.ts';
import { addressKey, type Recipient } from './recipient.ts';

/** Something that a process which ends can no longer say. */
export interface LeftOver {
  /** Our id of the chat that it is about; its address may be another one. */
  readonly chat: string;
  readonly recipient: Recipient;
  /** In words already, or the slot of a board. */
  readonly what: { readonly outgoing: Outgoing } | { readonly slot: string };
}

/** A call as JSON keeps it: bytes in base 64. */
type Kept<Call> = Call extends { readonly bytes: Uint8Array } ? Omit<Call, 'bytes'> & { readonly bytes: string } : Call;
type KeptCall = Kept<Outgoing>;

/** What is left for one place, in the order in which it was to be said. */
export interface HandedOver {
  readonly calls: readonly KeptCall[];
  /** Slots of boards that are behind what is recorded. */
  readonly boards: readonly string[];
  readonly thread?: string;
  /** Where it goes when that is not the chat itself. */
  readonly aside?: { readonly to: Address; readonly isGroup: boolean };
}

/** An answer is as good later as a reminder is (product.md, “on time, once”). */
const graceMs = 2 * 3_600_000;

/** One job a place; `freshId` names each. Signs come before words, and boards last. */
export function jobsFor(
  leftOvers: readonly LeftOver[],
  { nowMs, freshId }: { readonly nowMs: number; freshId(): string },
): readonly DeliveryJob[] {
  const places = new Map<string, readonly LeftOver[]>();
  for (const one of leftOvers) {
    const { to } = one.recipient;
    const key = `${one.chat} ${addressKey(to)} ${to.thread ?? ''}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()].map((all) => ({
    chat: all[0]?.chat ?? '',
    kind: 'handed-over',
    ref: freshId(),
    dueAtMs: nowMs,
    graceMs,
    handedOver: handedOver(all),
  }));
}

function handedOver(all: readonly LeftOver[]): HandedOver {
  const outgoing = all.flatMap(({ what }) => ('outgoing' in what ? [what.outgoing] : []));
  const isSign = ({ kind }: Outgoing): boolean => kind === 'reaction';
  const inOrder = [...outgoing.filter(isSign), ...outgoing.filter((call) => !isSign(call))];
  const boards = new Set(all.flatMap(({ what }) => ('slot' in what ? [what.slot] : [])));
  return { calls: inOrder.map(kept), boards: [...boards], ...placeOf(all) };
}

function placeOf([first]: readonly LeftOver[]): Pick<HandedOver, 'thread' | 'aside'> {
  if (first === undefined) return {};
  const { to, chatId, isGroup } = first.recipient;
  if (chatId === null) return { aside: { to, isGroup } };
  return to.thread === undefined ? {} : { thread: to.thread };
}

const kept = (call: Outgoing): KeptCall =>
  'bytes' in call ? { ...call, bytes: Buffer.from(call.bytes).toString('base64') } : call;

const unpacked = (call: KeptCall): Outgoing =>
  'bytes' in call ? { ...call, bytes: Buffer.from(call.bytes, 'base64') } : call;

/** What was handed over, each call as one reply, and behind them its boards as they stand now. */
export async function announcedAgain(
  chat: Chat,
  { calls, boards, thread, aside }: HandedOver,
  known: readonly Board[],
): Promise<Announced> {
  const said = calls.map((call) => reply({ kind: 'worded', outgoing: unpacked(call), before: null }));
  return {
    replies: [...said, ...(await boardsNow(chat, boards, known))],
    asksForCheckIn: false,
    ...(thread === undefined ? {} : { thread }),
    ...(aside === undefined ? {} : { aside }),
  };
}

async function boardsNow(chat: Chat, slots: readonly string[], known: readonly Board[]): Promise<readonly Reply[]> {
  const shown: Reply[] = [];
  for (const slot of slots) {
    for (const board of known) {
      const now = await board.show(chat, slot);
      if (now !== null) shown.push(now);
    }
  }
  return shown;
}
