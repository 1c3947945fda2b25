import type { Inbound } from '../../commands/core/event.ts';
import { groupAddress } from './cast.ts';
import { findMember } from './find-member.ts';
import { moveClock, moveClockToNext } from './move-clock.ts';
import { type LineWish, type NoteWish, terminalCommands } from './read-line.ts';
import type { SessionParts, SessionState } from './session-parts.ts';

/** Does what a line asks for; resolves when it has been done, not when everything about it has been said. */
export async function fulfil(wish: LineWish, state: SessionState, parts: SessionParts): Promise<void> {
  const { transcript, words, events } = parts;
  switch (wish.kind) {
    case 'nothing':
      return;
    case 'say':
      return tell(events.text(state.speaker, wish.text, wish.isPrivate), parts);
    case 'photo':
      transcript.note(words.photoSent);
      return tell(events.photo(state.speaker, wish.caption), parts);
    case 'file':
      return sendFile(wish.path, state, parts);
    case 'choose':
      return choose(wish.number, state, parts);
    case 'as':
      speakAs(wish.name, state, parts);
      return;
    case 'skip':
      return moveClock(wish.skip, state, parts);
    case 'next':
      return moveClockToNext(state, parts);
    case 'now':
      transcript.now();
      return;
    case 'quit':
      state.isOver = true;
      return;
    case 'unknown':
      transcript.note(words.unknownCommand(wish.name, nearestCommand(wish.name)));
      return;
    default:
      transcript.note(noteFor(wish, state, parts));
  }
}

async function tell(event: Inbound, { adapter, onFailure, transcript, words }: SessionParts): Promise<void> {
  try {
    if (!(await adapter.tell(event))) transcript.note(words.notRecorded);
  } catch (error) {
    onFailure(error);
    transcript.note(words.failed);
  }
}

/** What is only said by the terminal itself. */
function noteFor({ kind }: NoteWish, state: SessionState, parts: SessionParts): string {
  const { words } = parts;
  switch (kind) {
    case 'who':
      return memberList(state, parts);
    case 'help':
      return words.help;
    case 'skip-usage':
      return words.skipUsage;
    case 'empty':
      return words.emptyText;
    default:
      return kind satisfies never;
  }
}

const nearestCommand = (name: string): string | null =>
  terminalCommands.find((known) => known.startsWith(name.slice(0, 2))) ??
  terminalCommands.find((known) => known[0] === name[0]) ??
  null;

function memberList({ speaker }: SessionState, { words, cast }: SessionParts): string {
  return cast.members
    .map((member, index) => words.whoRow(index + 1, member.name, member.id === cast.organiserId, member === speaker))
    .join('\n');
}

async function sendFile(path: string, state: SessionState, parts: SessionParts): Promise<void> {
  const { transcript, words, events } = parts;
  const read = await parts.readFile(path).catch((error: unknown) => {
    transcript.note(words.fileUnreadable(path, error instanceof Error ? error.message : String(error)));
    return null;
  });
  if (read === null) return;
  const { name, bytes } = read;
  transcript.note(words.fileSent(name));
  const file = { name, sizeBytes: bytes.byteLength, fetchBytes: () => Promise.resolve(bytes) };
  await tell(events.file(state.speaker, file), parts);
}

async function choose(number: number, state: SessionState, parts: SessionParts): Promise<void> {
  const { transcript, words, book, events, cast } = parts;
  const choices = book.choices();
  const button = choices?.buttons[number - 1];
  if (choices === null) {
    transcript.note(words.nothingToChoose);
  } else if (button === undefined) {
    transcript.note(words.noSuchChoice(number, choices.buttons.length));
  } else if (choices.at.chat !== groupAddress.chat && choices.at.chat !== state.speaker.id) {
    const owner = cast.members.find(({ id }) => id === choices.at.chat);
    transcript.note(words.choiceOfAnother(owner?.name ?? ''));
  } else {
    await tell(events.tap(state.speaker, choices, button.token), parts);
  }
}

function speakAs(name: string, state: SessionState, { transcript, words, cast }: SessionParts): void {
  const member = findMember(name, cast);
  if (member !== null) state.speaker = member;
  transcript.note(member === null ? words.nobodyCalled(name) : words.speakingAs(member.name));
}
