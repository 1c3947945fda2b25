import type { Chat, Message, Update } from 'grammy/types';
import type { Address } from '../../commands/core/event.ts';
import type { Bot } from './bot.ts';
import { addressOf, isGroup } from './people.ts';

/** The fields that all events share. */
export interface Envelope {
  readonly id: string;
  readonly order: number;
  readonly atMs: number;
  readonly from: Address;
  readonly isGroup: boolean;
  readonly title: string | null;
}

/** Where an update comes from and when it happened. */
export interface Origin {
  readonly chat: Chat;
  /** Names the topic. */
  readonly message?: Message | null;
  readonly atMs: number;
}

/** The envelope of what an update tells; its id is the same for every redelivery. */
export function envelopeOf(update: Update, bot: Bot, { chat, message, atMs }: Origin): Envelope {
  return {
    id: `tg:${String(update.update_id)}`,
    order: update.update_id,
    atMs,
    from: addressOf(chat, String(bot.id), message),
    isGroup: isGroup(chat),
    title: isGroup(chat) ? (chat.title ?? null) : null,
  };
}
