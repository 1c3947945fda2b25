import { putNewest } from '../../domain/put-newest.ts';
import type { PersonalEvent } from '../core/event.ts';

/** Lets one question at a time into a group, however many are unclear in it. In memory and bounded. */
export interface Turns {
  /** True when somebody may be asked in the event's chat now, which uses the turn up; else they wait for theirs. */
  take(event: PersonalEvent, nowMs: number): boolean;
  /** Who waited longest in the event's chat, once a turn has come; null when nobody waits or it has not. Costs nothing then. */
  next(event: PersonalEvent, nowMs: number): PersonalEvent | null;
  /** The turn was not used after all. */
  giveBack(event: PersonalEvent): void;
}

const apartMs = 10_000;
const waitingMs = 10 * 60_000;
const waitingMax = 20;
const chatsMax = 2_000;

interface Chat {
  readonly askedAtMs: number;
  readonly waiting: readonly PersonalEvent[];
}

const keyOf = ({ from }: PersonalEvent): string => `${from.platform}:${from.account}:${from.chat}`;

export function createTurns(): Turns {
  const chats = new Map<string, Chat>();
  const put = (key: string, chat: Chat): void => {
    putNewest(chats, key, chat, chatsMax);
  };
  return {
    take(event, nowMs) {
      if (!event.isGroup) return true;
      const chat = chats.get(keyOf(event));
      const others = (chat?.waiting ?? []).filter(({ sender }) => sender.id !== event.sender.id);
      const isFree = chat === undefined || nowMs - chat.askedAtMs >= apartMs;
      const waiting = isFree ? others : [...(chat.waiting.length < waitingMax ? others : others.slice(1)), event];
      put(keyOf(event), { askedAtMs: isFree ? nowMs : chat.askedAtMs, waiting });
      return isFree;
    },
    next(event, nowMs) {
      const chat = chats.get(keyOf(event));
      if (chat === undefined || chat.waiting.length === 0 || nowMs - chat.askedAtMs < apartMs) return null;
      const waiting = chat.waiting.filter(({ atMs }) => nowMs - atMs < waitingMs);
      put(keyOf(event), { ...chat, waiting: waiting.slice(1) });
      return waiting[0] ?? null;
    },
    giveBack(event) {
      const chat = chats.get(keyOf(event));
      if (chat !== undefined) put(keyOf(event), { ...chat, askedAtMs: 0 });
    },
  };
}
