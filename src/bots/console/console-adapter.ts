import { basename } from 'node:path';
import type { Address, Inbound } from '../../commands/core/event.ts';
import type { Outgoing } from '../../commands/core/outgoing.ts';
import { DeliveryError } from '../../errors.ts';
import type { Adapter } from '../adapter.ts';
import { type Cast, consoleAccount, groupAddress, privateAddress } from './cast.ts';
import { consoleCapabilities } from './limits.ts';
import type { MessageBook } from './message-book.ts';
import { createTeller, type Teller } from './teller.ts';
import type { Transcript } from './transcript.ts';

export interface ConsoleAdapterParts {
  readonly cast: Cast;
  readonly transcript: Transcript;
  readonly book: MessageBook;
  readonly clock: { now(): number };
  /** Keeps a file that was sent to the terminal; resolves to where it lies now. */
  keepFile(name: string, bytes: Uint8Array): Promise<string>;
}

export interface ConsoleAdapter extends Adapter {
  /**
   * Tells the core what somebody at the terminal did; resolves to true when it is recorded, to false when it will not
   * be because the adapter has stopped. Rejects when it can never be recorded.
   */
  tell(event: Inbound): Promise<boolean>;
}

/** The terminal as a platform: one sample group and a private chat with each of its members. */
export function createConsoleAdapter(parts: ConsoleAdapterParts): ConsoleAdapter {
  const { cast, clock } = parts;
  let teller: Teller | null = null;
  return {
    platform: 'console',
    isLocal: true,
    account: consoleAccount,
    can: consoleCapabilities,
    start(onEvent) {
      teller = createTeller(onEvent);
      return Promise.resolve();
    },
    async stop() {
      const open = teller;
      teller = null;
      await open?.close();
    },
    state: () => ({
      isConnected: teller !== null,
      detail: teller === null ? 'not running' : 'the terminal of this process',
      // Whoever types is told at once; nothing is ever under way.
      caughtUpAtMs: teller === null ? 0 : clock.now(),
    }),
    tell: (event) => teller?.tell(event) ?? Promise.resolve(false),
    async send(to, outgoing) {
      if (to.chat !== groupAddress.chat && !isMember(cast, to.chat)) {
        throw new DeliveryError('gone', 'console: nobody of that name');
      }
      return { messageId: await show(to, outgoing, parts) };
    },
    organisersOf: ({ chat }) => Promise.resolve(chat === groupAddress.chat ? [cast.organiserId] : null),
    memberCountOf: ({ chat }) => Promise.resolve(chat === groupAddress.chat ? cast.members.length : 1),
    publishMenus: () => Promise.resolve(),
    privateChatOf: (personId) => (isMember(cast, personId) ? privateAddress(personId) : null),
  };
}

const isMember = ({ members }: Cast, personId: string): boolean => members.some(({ id }) => id === personId);

/** Prints it; resolves to the id of a message that can be referred to later. */
async function show(to: Address, outgoing: Outgoing, parts: ConsoleAdapterParts): Promise<string | null> {
  const { transcript, book } = parts;
  switch (outgoing.kind) {
    case 'message':
      transcript.message(to, outgoing.text, outgoing.buttons);
      return book.remember(to, outgoing.buttons);
    case 'reaction':
      transcript.reaction(outgoing.emoji, book.authorOf(outgoing.messageId));
      return null;
    case 'toast':
      if (outgoing.text !== null) transcript.toast(book.authorOf(outgoing.tapId), outgoing.text);
      return null;
    case 'file': {
      const path = await keep(basename(outgoing.name), outgoing.bytes, parts);
      transcript.file(to, outgoing.caption, path);
      return book.remember(to, []);
    }
    case 'edit':
    case 'image':
      // Not among the capabilities.
      throw new DeliveryError('bad-request', `console: no ${outgoing.kind}`);
    default:
      return outgoing satisfies never;
  }
}

async function keep(name: string, bytes: Uint8Array, { keepFile }: ConsoleAdapterParts): Promise<string> {
  try {
    return await keepFile(name, bytes);
  } catch (error) {
    throw new DeliveryError('bad-request', `console: ${name} cannot be kept`, { cause: error });
  }
}
