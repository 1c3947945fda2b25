import type {
  Address,
  ChoiceEvent,
  IncomingFile,
  MediaEvent,
  Person,
  RosterEvent,
  StandingEvent,
  TextEvent,
} from '../../commands/core/event.ts';
import { type Cast, groupAddress, privateAddress } from './cast.ts';
import type { MessageBook, OpenChoices } from './message-book.ts';

/** Makes events of what members do at the terminal, each later than the one before. */
export interface ConsoleEvents {
  text(sender: Person, text: string, isPrivate: boolean): TextEvent;
  tap(sender: Person, choices: OpenChoices, token: string): ChoiceEvent;
  photo(sender: Person, caption: string): MediaEvent;
  file(sender: Person, file: IncomingFile): MediaEvent;
  joined(people: readonly Person[]): RosterEvent;
  added(by: Person): StandingEvent;
}

export interface ConsoleEventsParts {
  readonly cast: Cast;
  readonly book: MessageBook;
  readonly clock: { now(): number };
}

/** A longer name that begins alike is somebody else’s. */
const withoutName = (text: string, name: string): string =>
  /^@\S+(?:\s|$)/u.exec(text)?.[0].trim() === `@${name}` ? text.slice(name.length + 1).trim() : text;

export function createConsoleEvents({ cast, book, clock }: ConsoleEventsParts): ConsoleEvents {
  let order = 0;
  const envelope = (from: Address) => {
    const atMs = clock.now();
    // By the clock, so that it goes on growing after a restart; two events may share a millisecond.
    order = Math.max(order + 1, atMs);
    const isGroup = from.chat === groupAddress.chat;
    return { id: `console:${book.freshId()}`, order, atMs, from, isGroup, title: isGroup ? cast.groupTitle : null };
  };
  const personal = (sender: Person, from: Address) => ({ ...envelope(from), sender, isAnonymous: false });
  const signed = (sender: Person): string => {
    const id = book.freshId();
    book.wrote(id, sender.id);
    return id;
  };
  const media = (sender: Person, caption: string) => ({
    ...personal(sender, groupAddress),
    kind: 'media' as const,
    caption,
    messageId: signed(sender),
    isAddressed: false,
  });
  return {
    text: (sender, text, isPrivate) => ({
      ...personal(sender, isPrivate ? privateAddress(sender.id) : groupAddress),
      kind: 'text',
      // The name in front only says whom it is for, as on other platforms.
      text: withoutName(text, cast.botName),
      messageId: signed(sender),
      isAddressed: isPrivate || text.includes(`@${cast.botName}`),
      isEdited: false,
    }),
    tap: (sender, { at, messageId }, token) => ({
      ...personal(sender, at),
      kind: 'choice',
      token,
      messageId,
      tapId: signed(sender),
    }),
    photo: (sender, caption) => ({ ...media(sender, caption), medium: 'photo', file: null }),
    file: (sender, file) => ({ ...media(sender, ''), medium: 'file', file }),
    joined: (people) => ({ ...envelope(groupAddress), kind: 'joined', people }),
    added: (by) => ({ ...envelope(groupAddress), kind: 'standing', standing: 'added', by, seesAll: true }),
  };
}
