import { dayNumber, localDateOf, localDateOfDayNumber } from '../../domain/calendar.ts';
import { type Amount, dayTotal } from '../../domain/day-total.ts';
import type { LocalDate, TimeZone } from '../../domain/local-date.ts';
import { readDayState, streakOf } from '../../domain/streak.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Address } from '../core/event.ts';

export interface TraceStores {
  readonly chats: Pick<ChatStore, 'find' | 'read'>;
  readonly roster: Pick<RosterStore, 'seatsOf' | 'shownNames'>;
  readonly progress: Pick<ProgressStore, 'states' | 'dayCount' | 'entries'>;
  readonly members: Pick<MemberStore, 'find' | 'chatsOf' | 'identitiesOf'>;
}

/** By what people recognise themselves without telling the group more than it has seen. */
export interface PersonTrace {
  /** As the group knew them; empty where they have no seat in it or do not want to be named. */
  readonly name: string;
  /** Null when they never checked in. */
  readonly lastOn: LocalDate | null;
  readonly streak: number;
  /** Days checked in, and the longest run of them. */
  readonly total: number;
  readonly best: number;
  readonly firstOn: LocalDate | null;
  /** What the last day came to. */
  readonly lastAmounts: readonly Amount[];
}

const noTrace: PersonTrace = {
  name: '',
  lastOn: null,
  streak: 0,
  total: 0,
  best: 0,
  firstOn: null,
  lastAmounts: [],
};

export interface GroupTrace {
  readonly title: string;
  /** As many as the group lists, the bot among them; null when nobody counted. */
  readonly memberCount: number | null;
  /** The last day with a check-in of the past month; null when there was none. */
  readonly lastOn: LocalDate | null;
}

const privateChatsMax = 5;
const activeDays = 31;
const defaultZone = 'Asia/Shanghai' as TimeZone;

/** What the group `chat` (our id) has seen of somebody, or in private (null) what they did anywhere. */
export async function personTrace(
  person: string,
  {
    chat,
    platform,
    nowMs,
  }: { readonly chat: string | null; readonly platform: Address['platform']; readonly nowMs: number },
  stores: TraceStores,
): Promise<PersonTrace> {
  if (chat !== null) {
    const [seat] = await stores.roster.seatsOf(chat, [`${platform}:${person}`]);
    if (seat === undefined) return noTrace;
    const [name] = await stores.roster.shownNames(chat, [seat]);
    return { ...(await seatTrace(chat, seat, nowMs, stores)), name: name ?? '' };
  }
  const member = await stores.members.find({ platform, person });
  const seats = member === null ? [] : (await stores.members.chatsOf(member)).slice(0, privateChatsMax);
  const traces = await Promise.all(seats.map((place) => seatTrace(place.chat, place.seat, nowMs, stores)));
  return traces.reduce((a, b) => ((b.lastOn ?? '') > (a.lastOn ?? '') ? b : a), noTrace);
}

async function seatTrace(
  chat: string,
  seat: number,
  nowMs: number,
  { chats, progress }: TraceStores,
): Promise<PersonTrace> {
  const zone = (await chats.read(chat))?.zone ?? defaultZone;
  const today = dayNumber(localDateOf(nowMs, zone));
  const [bits = new Uint8Array()] = await progress.states(chat, [seat]);
  const isDone = (day: number): boolean => ['done', 'made-up'].includes(readDayState(bits, day));
  let last = Math.min(today, bits.length * 4 - 1);
  while (last >= 0 && !isDone(last)) last -= 1;
  if (last < 0) return noTrace;
  let first = 0;
  while (!isDone(first)) first += 1;
  const lastOn = localDateOfDayNumber(last);
  const entries = await progress.entries(chat, lastOn, seat);
  const { current, best, total } = streakOf(bits, today);
  return {
    name: '',
    lastOn,
    streak: current,
    total,
    best,
    firstOn: localDateOfDayNumber(first),
    lastAmounts: dayTotal(entries.map(({ amount }) => amount)),
  };
}

/** How a group with `memberCount` people looked when it was last known; null when nothing was ever said in it. */
export async function groupTrace(
  address: Address,
  { nowMs, memberCount }: { readonly nowMs: number; readonly memberCount: number | null },
  stores: TraceStores,
): Promise<GroupTrace | null> {
  const id = await stores.chats.find(address);
  const chat = id === null ? null : await stores.chats.read(id);
  if (chat === null) return null;
  const today = dayNumber(localDateOf(nowMs, chat.zone));
  const days = Array.from({ length: activeDays }, (_, back) => localDateOfDayNumber(today - back));
  const counts = await Promise.all(days.map((on) => stores.progress.dayCount(chat.id, on)));
  const lastOn = days[counts.findIndex((count) => count > 0)] ?? null;
  return { title: chat.title, memberCount, lastOn };
}
