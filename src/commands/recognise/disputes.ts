import { putNewest } from '../../domain/put-newest.ts';
import type { Address } from '../core/event.ts';

/** Somebody says they are one whom somebody else is taken for. */
export interface Dispute {
  /** By which the organiser names it, small and unique in its chat. */
  readonly number: number;
  readonly standIn: string;
  readonly as: string;
  /** What the claimant is called. */
  readonly name: string;
  /** What their held messages wait for. */
  readonly key: string;
  readonly atMs: number;
}

/** Claims that an organiser is to decide on. In memory and bounded: who claims again is told a number again. */
export interface Disputes {
  /** The number under which it is open, the same for the same claim. */
  open(chat: Address, claim: Omit<Dispute, 'number'>): number;
  of(chat: Address, number: number, nowMs: number): Dispute | null;
  close(chat: Address, standIn: string): void;
}

const keptMs = 24 * 3_600_000;
const eachMax = 20;
const chatsMax = 1_000;

const keyOf = ({ platform, account, chat }: Address): string => `${platform}:${account}:${chat}`;

export function createDisputes(): Disputes {
  const chats = new Map<string, readonly Dispute[]>();
  const openIn = (chat: Address, nowMs: number): readonly Dispute[] =>
    (chats.get(keyOf(chat)) ?? []).filter(({ atMs }) => nowMs - atMs < keptMs);
  return {
    open(chat, claim) {
      const all = openIn(chat, claim.atMs);
      const same = all.find(({ standIn, as }) => standIn === claim.standIn && as === claim.as);
      const number = same?.number ?? 1 + Math.max(0, ...all.map((one) => one.number));
      const others = all.filter((one) => one !== same).slice(-(eachMax - 1));
      putNewest(chats, keyOf(chat), [...others, { ...claim, number }], chatsMax);
      return number;
    },
    of: (chat, number, nowMs) => openIn(chat, nowMs).find((one) => one.number === number) ?? null,
    close(chat, standIn) {
      const left = (chats.get(keyOf(chat)) ?? []).filter((one) => one.standIn !== standIn);
      if (left.length === 0) chats.delete(keyOf(chat));
      else chats.set(keyOf(chat), left);
    },
  };
}
