import type { Booking, Hold, Slot } from '../store/pace.ts';
import { accountKey, addressKey } from './recipient.ts';

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
  /** The chat that an account is in, and its latest slot. */
  const places = new Map<string, { readonly chat: string; readonly atMs: number }>();
  return {
    book(booking) {
      const { nowMs, kind, chat, latestAtMs } = booking;
      if (freeAtMs.size > rememberedMax) freeAtMs.clear();
      const chatFree = kind === 'reaction' ? nowMs : (freeAtMs.get(addressKey(booking)) ?? nowMs);
      if (chatFree > nowMs) return { isBooked: false, retryAtMs: chatFree, full: 'chat' };
      const key = accountKey(booking);
      const switchedMs = kind === 'reaction' ? 0 : afterSwitchMs(booking, places.get(key));
      const atMs = Math.max(nowMs, freeAtMs.get(key) ?? 0, switchedMs);
      // Who is next is decided late, and by all together as soon as that can be.
      if (latestAtMs !== undefined && atMs > latestAtMs) {
        return { isBooked: false, retryAtMs: Math.ceil(atMs - latestAtMs + nowMs), full: 'account' };
      }
      freeAtMs.set(key, atMs + accountSpacingMs(booking));
      if (kind !== 'reaction') {
        freeAtMs.set(addressKey(booking), atMs + chatSpacingMs(booking));
        if (booking.pace.chatSwitchMs !== null) places.set(key, { chat, atMs });
      }
      return { isBooked: true, atMs: Math.ceil(atMs), call: crypto.randomUUID(), askedAtMs: nowMs };
    },
    penalise(hold) {
      const key = hold.scope === 'chat' ? addressKey(hold) : accountKey(hold);
      freeAtMs.set(key, Math.max(hold.untilMs, freeAtMs.get(key) ?? 0));
    },
  };
}

function afterSwitchMs(
  { chat, pace, switchMs }: Booking,
  place: { readonly chat: string; readonly atMs: number } | undefined,
): number {
  if (pace.chatSwitchMs === null || place === undefined || place.chat === chat) return 0;
  return place.atMs + (switchMs ?? pace.chatSwitchMs.most);
}

function accountSpacingMs({ pace }: Booking): number {
  const perMinute = pace.accountPerMinute === null ? 0 : minuteMs / pace.accountPerMinute;
  return Math.max(secondMs / pace.accountPerSecond, perMinute) * accountShare;
}

function chatSpacingMs({ pace, isGroup }: Booking): number {
  const perMinute = isGroup && pace.groupPerMinute !== null ? minuteMs / pace.groupPerMinute : 0;
  return Math.max(secondMs, secondMs / pace.chatPerSecond, perMinute);
}
