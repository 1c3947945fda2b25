import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import type { ChatStore } from '../store/chats.ts';
import { addressKey, type Recipient } from './recipient.ts';

/** Where chats went that moved, until everybody who has the old address learns it. */
export interface Moves {
  /** Where the chat is now, as far as this process knows. */
  current(to: Address): Address;
  /** Notes, here and in the store, that the chat went on elsewhere; never rejects. */
  follow(recipient: Recipient, movedTo: string): Promise<void>;
}

export interface MovesParts {
  readonly chats: Pick<ChatStore, 'move'>;
  readonly log: CoreLog;
  /** The chat goes on under another address; what was remembered by the old one is to be forgotten. */
  onMoved(from: Address, to: Address): void;
}

/** Moves remembered; a later event of the moved chat brings the new address anyway. */
const rememberedMax = 1_000;

export function createMoves({ chats, log, onMoved }: MovesParts): Moves {
  const moves = new Map<string, string>();
  return {
    current(to) {
      const chat = moves.get(addressKey(to));
      if (chat === undefined) return to;
      const { platform, account } = to; // Topics do not survive a move.
      return { platform, account, chat };
    },
    async follow({ to: from, chatId, origin }, movedTo) {
      const to: Address = { platform: from.platform, account: from.account, chat: movedTo };
      if (moves.size >= rememberedMax) moves.clear();
      moves.set(addressKey(from), movedTo);
      onMoved(from, to);
      if (chatId === null) return;
      await chats.move(chatId, to).catch((error: unknown) => {
        log.error({ error, chat: chatId, ...origin }, 'a move could not be recorded');
      });
    },
  };
}
