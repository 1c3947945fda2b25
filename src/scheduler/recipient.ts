import type { Address } from '../commands/core/event.ts';

/** Whom a call reaches. */
export interface Recipient {
  readonly to: Address;
  /** Our id of the chat; null for one that we keep nothing of, such as a private chat that was never met. */
  readonly chatId: string | null;
  readonly isGroup: boolean;
}

/** Names a platform chat within the process. */
export const addressKey = ({ platform, account, chat }: Address): string => `${platform}:${account}:${chat}`;
