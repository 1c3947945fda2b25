import { z } from 'zod';
import { bulkPerMinute, isSlow } from '../domain/spread.ts';
import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { script } from './script.ts';

/** How much a platform takes before it refuses; the same shape as a platform's capabilities tell it. */
export interface PaceLimits {
  readonly accountPerSecond: number;
  readonly chatPerSecond: number;
  readonly groupPerMinute: number | null;
  readonly accountPerMinute: number | null;
  readonly chatSwitchMs: { readonly least: number; readonly most: number } | null;
}

/** The chat that a call goes to, in the platform's ids. */
export interface PacedChat {
  readonly platform: string;
  readonly account: string;
  readonly chat: string;
  readonly isGroup: boolean;
  readonly pace: PaceLimits;
}

export interface Booking extends PacedChat {
  /** Messages and edits count for chat and account, reactions for the account alone. */
  readonly kind: 'message' | 'edit' | 'reaction';
  readonly nowMs: number;
  /** Nothing is booked beyond this instant, so that many can stand back behind few; absent: however late it is. */
  readonly latestAtMs?: number;
  /** True for one of many that nobody waits for: it never goes ahead of the line, and a share of each minute is not for it. */
  readonly isBulk?: boolean;
  /** The slot that this call was given before and did not use; its chat need not wait because of it. */
  readonly missedAtMs?: number;
  /** Drawn at random between the least and the most of `chatSwitchMs`; absent: the most. */
  readonly switchMs?: number;
}

/** A slot to send at, or when it makes sense to ask again and whether it is the chat or the account that is full. */
export type Slot =
  | { readonly isBooked: true; readonly atMs: number }
  | { readonly isBooked: false; readonly retryAtMs: number; readonly full: 'chat' | 'account' };

export interface Hold extends Omit<PacedChat, 'isGroup'> {
  readonly nowMs: number;
  readonly untilMs: number;
  /** `either`: the account, or the chat alone when that was sent so much lately that the platform must mean it. */
  readonly scope: 'chat' | 'account' | 'either';
}

/**
 * The part of each limit that is booked: clocks and networks shift calls a little on their way. At this share there are
 * 31 ms between the last call that a second may hold and the next one; answers that go ahead of the line, a line that
 * catches up and calls that leave late share those.
 */
const usedShare = 0.97;
/** Answers go so far ahead of the line, which is further than bulk books: they need not wait for what is behind them. */
const answersAheadMs = 16;
/** A line that is asked late by less than this loses nothing. */
const lateCreditMs = 8;
const secondMs = 1_000;
const minuteMs = 60_000;
/** A chat that was sent so much in a minute is what the platform complains about; else it is the account. */
const busyCount = 10;
/**
 * Of a group's messages a minute, those that edits leave alone. A board edited every 3 s would use up the 20 that
 * Telegram allows (platform facts 1.5), and the next question would have to wait.
 */
const keptForMessagesShare = 0.4;

const bookSlot = script({
  name: 'book-slot',
  keys: ['account', 'chat', 'recent'],
  args: [
    'nowMs',
    'latestAtMs',
    'accountSpacingMs',
    'chatSpacingMs',
    'windowMax',
    'windowMs',
    'keptSlots',
    'chatId',
    'switchMs',
    'accountMax',
    'keptRecent',
    'aheadMs',
    'creditMs',
    'missedMs',
  ],
  reply: z.tuple([z.number(), z.number(), z.number()]),
});

const holdSlots = script({
  name: 'hold-slots',
  keys: ['account', 'chat'],
  args: ['nowMs', 'untilMs', 'chatSpacingMs', 'busyCount', 'busyMs'],
  reply: z.number(),
});

export type PaceStore = ReturnType<typeof createPaceStore>;

/** Slots for outgoing calls, shared by all processes. All reject with StoreError; one round trip each. */
export function createPaceStore(redis: RedisClient, keys: Keys) {
  const keysOf = ({ platform, account, chat }: Pick<PacedChat, 'platform' | 'account' | 'chat'>) => ({
    account: keys.pace(platform, account),
    chat: keys.paceChat(platform, account, chat),
  });
  return {
    /**
     * The instant at which a call may be made. Never more than the limits in any sliding second or minute, and never
     * sooner after a message to another chat than the switch takes.
     */
    async book(booking: Booking): Promise<Slot> {
      const { pace, kind, nowMs, latestAtMs } = booking;
      const perMinute = booking.isGroup ? pace.groupPerMinute : null;
      const { platform, account, chat } = booking;
      const bookedKeys = { ...keysOf(booking), recent: keys.paceRecent(platform, account) };
      const [isBooked, atMs, isChatFull] = await bookSlot(redis, bookedKeys, {
        nowMs,
        latestAtMs: latestAtMs ?? Number.MAX_SAFE_INTEGER,
        accountSpacingMs: spacingMs(pace.accountPerSecond),
        chatSpacingMs: kind === 'reaction' ? 0 : spacingMs(pace.chatPerSecond),
        windowMax: perMinute === null ? 0 : windowMax(perMinute, kind),
        windowMs: minuteMs / usedShare,
        keptSlots: perMinute ?? 1,
        chatId: chat,
        aheadMs: booking.isBulk === true || isSlow(pace) ? 0 : answersAheadMs,
        creditMs: isSlow(pace) ? 0 : lateCreditMs,
        missedMs: booking.missedAtMs ?? 0,
        ...accountLimits(booking),
      });
      if (isBooked === 1) return { isBooked: true, atMs };
      return { isBooked: false, retryAtMs: atMs, full: isChatFull === 1 ? 'chat' : 'account' };
    },

    /** After a refusal: no slots before `untilMs`. Resolves to what is held. */
    async penalise(hold: Hold): Promise<'chat' | 'account'> {
      const { nowMs, untilMs, scope, pace } = hold;
      const held = await holdSlots(redis, keysOf(hold), {
        nowMs,
        untilMs,
        chatSpacingMs: spacingMs(pace.chatPerSecond),
        busyCount: { chat: 0, either: busyCount, account: Number.MAX_SAFE_INTEGER }[scope],
        busyMs: minuteMs,
      });
      return held === 1 ? 'account' : 'chat';
    },
  };
}

const spacingMs = (perSecond: number): number => secondMs / (perSecond * usedShare);

function windowMax(perMinute: number, kind: Booking['kind']): number {
  return kind === 'edit' ? Math.max(1, Math.floor(perMinute * (1 - keptForMessagesShare))) : perMinute;
}

function accountLimits({ pace, isBulk, switchMs }: Booking) {
  const { accountPerMinute, chatSwitchMs } = pace;
  const accountMax =
    accountPerMinute === null ? 0 : isBulk === true ? bulkPerMinute(accountPerMinute) : accountPerMinute;
  return {
    switchMs: chatSwitchMs === null ? 0 : (switchMs ?? chatSwitchMs.most),
    accountMax,
    keptRecent: accountPerMinute ?? (chatSwitchMs === null ? 0 : 1),
  };
}
