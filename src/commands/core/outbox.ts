import type { Locale } from '../../i18n/locale.ts';
import type { Chat } from '../../store/chat.ts';
import type { Address, PersonalEvent } from './event.ts';
import type { Reply } from './reply.ts';

/** What is being sent because of what: on every line of the log that is about it, so that one search finds them all. */
export interface Origin {
  readonly event?: string;
  readonly delivery?: string;
}

/** Where replies go and how they are put into words. */
export interface Destination {
  readonly chat: Chat;
  /** The chat's address with the topic of the event. */
  readonly to: Address;
  readonly locale: Locale;
  /** What is being answered: quotes, reactions and toasts refer to it; null when the bot speaks up by itself. */
  readonly cause: PersonalEvent | null;
  /** Where `cause` does not tell it. */
  readonly origin?: Origin;
}

/** Takes replies and sees that they are sent: in order within a chat, within the platform's pace, never throwing. */
export interface Outbox {
  post(destination: Destination, replies: readonly Reply[]): void;
  /** Resolves when everything posted has been sent or given up. */
  drain(): Promise<void>;
}

/**
 * `sent`: the platform took it · `unknown`: it may have, and must not be asked again · `refused`: it never will ·
 * `not-sent`: it was given up for now.
 */
export type Told = 'sent' | 'unknown' | 'refused' | 'not-sent';

/** An outbox that lets those who lead a conversation wait until their words are out. */
export interface TellingOutbox extends Outbox {
  /** Posts at once like `post`; resolves when all of it is sent or given up. Never rejects. */
  tell(destination: Destination, reply: Reply): Promise<Told>;
}
