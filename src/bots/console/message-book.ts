import type { Address } from '../../commands/core/event.ts';
import type { Button } from '../../commands/core/outgoing.ts';

/** Buttons that can be chosen by number now. */
export interface OpenChoices {
  readonly at: Address;
  readonly messageId: string;
  readonly buttons: readonly Button[];
}

/** Names messages and remembers who wrote them and which choices were shown last. */
export interface MessageBook {
  /** An id that no other message has had, in this session or an earlier one. */
  freshId(): string;
  /** Notes who wrote or tapped; old notes are dropped. */
  wrote(id: string, personId: string): void;
  authorOf(id: string): string | null;
  /** Takes down a message of the bot's; its id. */
  remember(at: Address, rows: readonly (readonly Button[])[]): string;
  /** The newest choices, null when there were none. */
  choices(): OpenChoices | null;
}

const rememberedMax = 1_000;

/** `session` tells this run of the program from every other one. */
export function createMessageBook(session: string): MessageBook {
  const authors = new Map<string, string>();
  let count = 0;
  let newest: OpenChoices | null = null;
  const freshId = (): string => {
    count += 1;
    return `${session}-${String(count)}`;
  };
  return {
    freshId,
    wrote(id, personId) {
      authors.set(id, personId);
      const oldest = authors.size > rememberedMax ? authors.keys().next().value : undefined;
      if (oldest !== undefined) authors.delete(oldest);
    },
    authorOf: (id) => authors.get(id) ?? null,
    remember(at, rows) {
      const messageId = freshId();
      const buttons = rows.flat();
      if (buttons.length > 0) newest = { at, messageId, buttons };
      return messageId;
    },
    choices: () => newest,
  };
}
