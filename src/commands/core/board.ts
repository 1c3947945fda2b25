import type { Chat } from '../../store/chat.ts';
import type { Reply } from './reply.ts';

/** Standing messages that any process can show as they stand now, because they say what is recorded. */
export interface Board {
  /** The message of the slot; null for a slot of others, and when there is nothing to show any more. */
  show(chat: Chat, slot: string): Promise<Reply | null>;
}
