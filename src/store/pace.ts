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
  /** Drawn at random between the least and the most of `chatSwitchMs`; absent: the most. */
  readonly switchMs?: number;
}

export interface BookedSlot {
  readonly isBooked: true;
  readonly atMs: number;
  /** Names the call that it is for. */
  readonly call: string;
  /** It was good then: the platform had not said no to anybody. */
  readonly askedAtMs: number;
}

/** A slot to send at, or when it makes sense to ask again and whether it is the chat or the account that is full. */
export type Slot =
  BookedSlot | { readonly isBooked: false; readonly retryAtMs: number; readonly full: 'chat' | 'account' };

/** A call that the platform has answered, or that is given up. */
export interface Left extends Omit<PacedChat, 'isGroup'> {
  readonly kind: Booking['kind'];
  readonly slot: BookedSlot;
  readonly answeredAtMs: number;
  /** What every answer takes: the call reached the platform earlier than it was answered by as much. */
  readonly leastAnswerMs: number;
}

export interface Hold extends Omit<PacedChat, 'isGroup'> {
  readonly nowMs: number;
  readonly untilMs: number;
  /** `either`: the account, or the chat alone when that was sent so much lately that the platform must mean it. */
  readonly scope: 'chat' | 'account' | 'either';
}

/**
 * The part of each limit that slots are spaced for. It is no reserve for calls that come late: those count until a second
 * after their answer. Of Telegram's thirty places one is left free, for an answer that cannot wait.
 */
const usedShare = 0.97;
/** Clocks of two machines, and instants cut to milliseconds. */
const clockToleranceMs = 3;
/** A call of a process that died counts for so long; a call that is answered later finds that others took its place. */
const openMs = 5_000;
/** Somebody else's call may be answered at any moment. */
const againMs = 15;
/** Answers go so far ahead of the line, which is further than bulk books: they need not wait for what is behind them. */
const answersAheadMs = 30;
/** A line that is asked late by less than this loses nothing. */
const lateCreditMs = 150;
const secondMs = 1_000;
const minuteMs = 60_000;
/** A chat that was sent so much in a minute is what the platform complains about; else it is the account. */
const busyCount = 10;
/**
 * Of a group's messages a minute, those that edits leave alone. A board edited every 3 s would use up the 20 that
 * Telegram allows (platform facts 1.5), and the next question would have to wait.
 */
const keptForMessagesShare = 0.4;

const reply = z.tuple([z.number(), z.number(), z.number()]);

/** What `limitsOf` gives, in the order of both scripts' headers. */
const limitArgs = [
  'nowMs',
  'latestAtMs',
  'accountSpacingMs',
  'chatSpacingMs',
  'windowMax',
  'windowMs',
  'keptSlots',
] as const;

const bookSlot = script({
  name: 'book-slot',
  keys: ['account', 'chat', 'calls'],
  args: [...limitArgs, 'call', 'aheadMs', 'creditMs', 'callsMax', 'openMs', 'againMs'],
  reply,
});

const bookSlowSlot = script({
  name: 'book-slow-slot',
  keys: ['account', 'chat', 'recent'],
  args: [...limitArgs, 'chatId', 'switchMs', 'accountMax', 'keptRecent'],
  reply,
});

const confirmSlot = script({
  name: 'confirm-slot',
  keys: ['account', 'chat', 'calls'],
  args: ['nowMs', 'slotMs', 'openMs', 'call'],
  reply: z.number(),
});

const leaveSlot = script({
  name: 'leave-slot',
  keys: ['chat', 'calls'],
  args: ['call', 'slotMs', 'openMs', 'answeredMs', 'freeMs', 'isOfChat'],
  reply: z.literal(1),
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
  const bookFast = (booking: Booking, call: string) => {
    const { pace, platform, account } = booking;
    const fastKeys = { ...keysOf(booking), calls: keys.paceCalls(platform, account) };
    return bookSlot(redis, fastKeys, {
      ...limitsOf(booking),
      call,
      aheadMs: booking.isBulk === true ? 0 : answersAheadMs,
      creditMs: lateCreditMs,
      callsMax: Math.max(1, Math.floor(pace.accountPerSecond)),
      openMs,
      againMs,
    });
  };
  const bookSlow = (booking: Booking) => {
    const { pace, platform, account, chat, isBulk, switchMs } = booking;
    const { accountPerMinute, chatSwitchMs } = pace;
    const perMinute =
      accountPerMinute === null ? 0 : isBulk === true ? bulkPerMinute(accountPerMinute) : accountPerMinute;
    return bookSlowSlot(
      redis,
      { ...keysOf(booking), recent: keys.paceRecent(platform, account) },
      {
        ...limitsOf(booking),
        chatId: chat,
        switchMs: chatSwitchMs === null ? 0 : (switchMs ?? chatSwitchMs.most),
        accountMax: perMinute,
        keptRecent: accountPerMinute ?? (chatSwitchMs === null ? 0 : 1),
      },
    );
  };
  return {
    /**
     * The instant from which on a call may be made; never sooner after a message to another chat than a slow account needs
     * to switch. Of a fast account's calls, made no sooner and told of when they are over, no more reach the platform in any
     * second than it takes, whatever delays them.
     */
    async book(booking: Booking): Promise<Slot> {
      const call = crypto.randomUUID();
      const [isBooked, atMs, isChatFull] = await (isSlow(booking.pace) ? bookSlow(booking) : bookFast(booking, call));
      if (isBooked === 1) return { isBooked: true, atMs, call, askedAtMs: booking.nowMs };
      return { isBooked: false, retryAtMs: atMs, full: isChatFull === 1 ? 'chat' : 'account' };
    },

    /** The slot, asked about anew; or, given back, when to ask for another: at once if it is so old that it does not count. */
    async confirm(slot: BookedSlot, of: Omit<PacedChat, 'isGroup'>, nowMs: number): Promise<Slot> {
      const slotKeys = { ...keysOf(of), calls: keys.paceCalls(of.platform, of.account) };
      const slotArgs = { nowMs, slotMs: slot.atMs, openMs: isSlow(of.pace) ? 0 : openMs, call: slot.call };
      const retryAtMs = await confirmSlot(redis, slotKeys, slotArgs);
      return retryAtMs === 0 ? { ...slot, askedAtMs: nowMs } : { isBooked: false, retryAtMs, full: 'account' };
    },

    /** To be told of each call of a fast account when it is over; one of which nothing is heard counts for five seconds. */
    async left({ slot, answeredAtMs, leastAnswerMs, ...of }: Left): Promise<void> {
      const leftKeys = { chat: keysOf(of).chat, calls: keys.paceCalls(of.platform, of.account) };
      await leaveSlot(redis, leftKeys, {
        call: slot.call,
        slotMs: slot.atMs,
        openMs,
        answeredMs: answeredAtMs,
        freeMs: answeredAtMs - leastAnswerMs + secondMs + clockToleranceMs,
        isOfChat: of.kind === 'reaction' ? 0 : 1,
      });
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

function limitsOf({ nowMs, latestAtMs, pace, kind, isGroup }: Booking) {
  const perMinute = isGroup ? pace.groupPerMinute : null;
  return {
    nowMs,
    latestAtMs: latestAtMs ?? Number.MAX_SAFE_INTEGER,
    accountSpacingMs: spacingMs(pace.accountPerSecond),
    chatSpacingMs: kind === 'reaction' ? 0 : spacingMs(pace.chatPerSecond),
    windowMax: perMinute === null ? 0 : windowMax(perMinute, kind),
    windowMs: minuteMs / usedShare,
    keptSlots: perMinute ?? 1,
  };
}
