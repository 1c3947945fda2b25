import { groupAddress } from './cast.ts';
import { findMember } from './find-member.ts';
import { moveClock, moveClockToNext } from './move-clock.ts';
import { type LineWish, type NoteWish, terminalCommands } from './read-line.ts';
import type { SessionParts, SessionState } from './session-parts.ts';
import { tellEvent } from './tell-event.ts';

/** Does what a line asks for; resolves when it has been done, not when everything about it has been said. */
export async function fulfil(wish: LineWish, state: SessionState, parts: SessionParts): Promise<void> {
  const { transcript, words, events } = parts;
  switch (wish.kind) {
    case 'nothing':
      return;
    case 'say':
      return tellEvent(events.text(state.speaker, wish.text, wish.isPrivate), state, parts);
    case 'photo':
      transcript.note(words.photoSent);
      return tellEvent(events.photo(state.speaker, wish.caption), state, parts);
    case 'file':
      return sendFile(wish.path, state, parts);
    case 'choose':
      return choose(wish.number, state, parts);
    case 'as':
      return speakAs(wish.name, state, parts);
    case 'skip':
      return moveClock(wish.skip, state, parts);
    case 'next':
      return moveClockToNext(state, parts);
    case 'quit':
      state.isOver = true;
      return;
    case 'unknown':
      return transcript.note(words.unknownCommand(wish.name, nearestCommand(wish.name)));
    default:
      return transcript.note(noteFor(wish, state, parts));
  }
}

/** What is only said by the terminal itself. */
function noteFor({ kind }: NoteWish, state: SessionState, parts: SessionParts): string {
  const { words, clock } = parts;
  switch (kind) {
    case 'who':
      return memberList(state, parts);
    case 'now':
      return words.nowIs(clock.now());
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
  await tellEvent(events.file(state.speaker, file), state, parts);
}

async function choose(number: number, state: SessionState, parts: SessionParts): Promise<void> {
  const { transcript, words, book, events, cast } = parts;
  const choices = book.choices();
  if (choices === null) return transcript.note(words.nothingToChoose);
  const { at, buttons } = choices;
  const button = buttons[number - 1];
  if (button === undefined) return transcript.note(words.noSuchChoice(number, buttons.length));
  if (at.chat !== groupAddress.chat && at.chat !== state.speaker.id) {
    const owner = cast.members.find(({ id }) => id === at.chat)?.name ?? '';
    return transcript.note(words.choiceOfAnother(owner));
  }
  await tellEvent(events.tap(state.speaker, choices, button.token), state, parts);
}

function speakAs(name: string, state: SessionState, { transcript, words, cast }: SessionParts): void {
  const member = findMember(name, cast);
  if (member === null) return transcript.note(words.nobodyCalled(name));
  state.speaker = member;
  transcript.note(words.speakingAs(member.name));
}
