import type { Booking, Hold, Slot } from '../store/pace.ts';

/** Slots of one process alone, wider than the limits because other processes may be sending too. */
export interface LocalPace {
  book(booking: Booking): Slot;
  penalise(hold: Hold): void;
}

const secondMs = 1_000;
const minuteMs = 60_000;
/** One process of a few: each takes a third of the account. */
const accountShare = 3;
/** Chats remembered; after that all are forgotten, which costs one message sent a little early each. */
const rememberedMax = 20_000;

/** What the outbox paces itself by while Redis is away. */
export function createLocalPace(): LocalPace {
  const freeAtMs = new Map<string, number>();
  const accountKey = ({ platform, account }: Booking | Hold): string => `${platform}:${account}`;
  const chatKey = (of: Booking | Hold): string => `${accountKey(of)}:${of.chat}`;
  const spaced = (key: string, nowMs: number, spacingMs: number): number => {
    const atMs = Math.max(nowMs, freeAtMs.get(key) ?? 0);
    freeAtMs.set(key, atMs + spacingMs);
    return atMs;
  };
  return {
    book(booking) {
      const { nowMs, pace, kind } = booking;
      if (freeAtMs.size > rememberedMax) freeAtMs.clear();
      const chatFree = kind === 'reaction' ? nowMs : (freeAtMs.get(chatKey(booking)) ?? nowMs);
      if (chatFree > nowMs) return { isBooked: false, retryAtMs: chatFree, full: 'chat' };
      const atMs = spaced(accountKey(booking), nowMs, (secondMs / pace.accountPerSecond) * accountShare);
      if (kind !== 'reaction') freeAtMs.set(chatKey(booking), atMs + chatSpacingMs(booking));
      return { isBooked: true, atMs: Math.ceil(atMs) };
    },
    penalise(hold) {
      const key = hold.scope === 'account' ? accountKey(hold) : chatKey(hold);
      freeAtMs.set(key, Math.max(hold.untilMs, freeAtMs.get(key) ?? 0));
    },
  };
}

function chatSpacingMs({ pace, isGroup }: Booking): number {
  const perMinute = isGroup && pace.groupPerMinute !== null ? minuteMs / pace.groupPerMinute : 0;
  return Math.max(secondMs, secondMs / pace.chatPerSecond, perMinute);
}
