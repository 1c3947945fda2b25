import type { ChatStore } from '../../store/chats.ts';
import type { FeedStore } from '../../store/feeds.ts';
import { type CalendarFileParts, chatCalendarFile } from './chat-calendar-file.ts';

/** A chat's calendar as programs fetch it. */
export interface CalendarFeed {
  readonly text: string;
  /** In quotation marks, the same for the same text. */
  readonly etag: string;
  /** Since when the text has been what it is. */
  readonly changedAtMs: number;
}

export interface CalendarFeedParts extends CalendarFileParts {
  readonly chats: Pick<ChatStore, 'read'>;
  readonly feeds: Pick<FeedStore, 'chatOf' | 'changedAtMs'>;
  /** Tells texts apart; a short hash. */
  printOf(text: string): string;
  clock(): number;
}

/** Looks up the calendar that a secret opens; null when it opens none. Rejects with StoreError. */
export function createCalendarFeed(parts: CalendarFeedParts): (secret: string) => Promise<CalendarFeed | null> {
  return async (secret) => {
    const id = await parts.feeds.chatOf(secret);
    const chat = id === null ? null : await parts.chats.read(id);
    if (chat === null) return null;
    const nowMs = parts.clock();
    const text = await chatCalendarFile(chat, nowMs, parts);
    const print = parts.printOf(text);
    return { text, etag: `"${print}"`, changedAtMs: await parts.feeds.changedAtMs(chat.id, print, nowMs) };
  };
}
