import type { Address } from '../commands/core/event.ts';
import type { Destination, Origin } from '../commands/core/outbox.ts';
import type { Chat } from '../store/chat.ts';

/** Whom a call reaches. */
export interface Recipient {
  readonly to: Address;
  /** Our id of the chat; null for one that we keep nothing of, such as a private chat that was never met. */
  readonly chatId: string | null;
  readonly isGroup: boolean;
  /** Why it is called; for the log. */
  readonly origin: Origin;
}

/** The chat as a recipient; one that could not be read has no id of ours. */
export const recipientIn = (chat: Chat, to: Address, origin: Origin = ofItself): Recipient => ({
  to,
  chatId: chat.id === '' ? null : chat.id,
  isGroup: chat.isGroup,
  origin,
});

/** The bot spoke up by itself. */
const ofItself: Origin = {};

/** Why something is sent to the destination. */
export const originOf = ({ cause, origin = ofItself }: Pick<Destination, 'cause' | 'origin'>): Origin =>
  cause === null ? origin : { event: cause.id };

/** What keys are made of, as an address or as the store tells it. */
type Named<K extends string> = Readonly<Record<K, string>>;

/** Names a platform chat within the process. */
export const addressKey = ({ platform, account, chat }: Named<'platform' | 'account' | 'chat'>): string =>
  `${platform}:${account}:${chat}`;

/** Names a bot account within the process. */
export const accountKey = ({ platform, account }: Named<'platform' | 'account'>): string => `${platform}:${account}`;
