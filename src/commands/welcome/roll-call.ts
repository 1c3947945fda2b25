import { localDateOf } from '../../domain/calendar.ts';
import type { Chat } from '../../store/chat.ts';
import type { MemberStore } from '../../store/members.ts';
import type { ListedSeat, RosterStore } from '../../store/roster.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { RollCallEvent } from '../core/event.ts';

export interface RollCallParts {
  readonly roster: Pick<RosterStore, 'seatAll' | 'present' | 'setLeft'>;
  readonly members: Pick<MemberStore, 'register'>;
  readonly log: CoreLog;
  clock(): number;
  freshId(): string;
}

/** Written at a time; what comes in between waits for no more than these. */
const atOnce = 100;

/**
 * Seats everybody who is there and, where the list is whole, notes who is not there any more. Who may be one of several
 * is not seated, and nobody whom they may be has left. A round trip for a hundred of those known, five for newcomers.
 */
export async function callRoll(chat: Chat, event: RollCallEvent, parts: RollCallParts): Promise<void> {
  const { platform } = event.from;
  const joinedOn = localDateOf(parts.clock(), chat.zone);
  const before = event.isWhole ? await parts.roster.present(chat.id) : [];
  const plain = event.people.filter(({ mayBe, name }) => mayBe === undefined && name !== '');
  const seated = await parts.roster.seatAll(
    chat.id,
    plain.map(({ id, name }) => ({ platform, person: id, name, joinedOn })),
  );
  const newcomers = seated.filter(({ member }) => member === '');
  await inBatches(newcomers, ({ person, seat }: ListedSeat) =>
    parts.members.register(person, chat.id, seat, parts.freshId()),
  );
  await noteLeft(chat, before, event, parts);
}

async function noteLeft(
  chat: Chat,
  before: readonly string[],
  { from: { platform }, people }: RollCallEvent,
  { roster, log }: RollCallParts,
): Promise<void> {
  const ids = people.flatMap(({ id, mayBe = [] }) => [id, ...mayBe]);
  const here = new Set(ids.map((id) => `${platform}:${id}`));
  const gone = before.filter((person) => person.startsWith(`${platform}:`) && !here.has(person));
  // More gone than there: rather a list that has not been loaded yet than a group in ruins.
  if (gone.length > people.length) {
    log.warn({ chat: chat.id, goneCount: gone.length, hereCount: people.length }, 'a member list is not believed');
    return;
  }
  await inBatches(gone, (person) => roster.setLeft(chat.id, person, true));
}

async function inBatches<T>(all: readonly T[], write: (one: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += atOnce)
    await Promise.all(all.slice(start, start + atOnce).map(write));
}
