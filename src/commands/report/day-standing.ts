import { addDays } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { CheckInEntry } from '../../store/check-in-entry.ts';
import type { LeaveStore } from '../../store/leaves.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RosterStore, SeatedMember } from '../../store/roster.ts';

export interface DayStandingParts {
  readonly progress: Pick<ProgressStore, 'day'>;
  readonly leaves: Pick<LeaveStore, 'seatsOn'>;
  readonly roster: Pick<RosterStore, 'all'>;
}

/** A member who recorded something on the day. */
export interface ActiveMember extends SeatedMember {
  readonly entries: readonly CheckInEntry[];
}

/** Everybody known in a chat, by how their day stands. */
export interface DayStanding {
  readonly done: readonly ActiveMember[];
  readonly madeUp: readonly ActiveMember[];
  readonly excused: readonly SeatedMember[];
  /** Neither recorded nor excused. */
  readonly open: readonly SeatedMember[];
  readonly memberCount: number;
}

/** How a day stands in a chat. Grows with the chat: for digests, nudges and organisers, never on a message's path. */
export async function readDayStanding(chat: string, on: LocalDate, parts: DayStandingParts): Promise<DayStanding> {
  const [everybody, day, excusedSeats] = await Promise.all([
    parts.roster.all(chat),
    parts.progress.day(chat, on),
    parts.leaves.seatsOn(chat, on),
  ]);
  const active = everybody.flatMap((member): ActiveMember[] => {
    const entries = day.get(member.seat);
    return entries === undefined ? [] : [{ ...member, entries }];
  });
  // The day of joining is noted in one zone for all chats, so it may be a day ahead of the chat's.
  const isDue = ({ seat, hasLeft, joinedOn }: SeatedMember): boolean =>
    !hasLeft && !day.has(seat) && joinedOn <= addDays(on, 1);
  const rest = everybody.filter(isDue);
  const isMadeUp = ({ entries }: ActiveMember): boolean => entries.every(({ outcome }) => outcome === 'made-up');
  return {
    done: active.filter((member) => !isMadeUp(member)),
    madeUp: active.filter(isMadeUp),
    excused: rest.filter(({ seat }) => excusedSeats.has(seat)),
    open: rest.filter(({ seat }) => !excusedSeats.has(seat)),
    memberCount: active.length + rest.length,
  };
}
