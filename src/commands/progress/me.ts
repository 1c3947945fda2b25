import { z } from 'zod';
import { dayNumber, localDateOf } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { bestState, monthCalendar } from '../../domain/month-calendar.ts';
import { readDayState, type Streak, streakOf } from '../../domain/streak.ts';
import { blankLine, lines, literal, type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RosterStore } from '../../store/roster.ts';
import { shownName } from '../check-in/roster-message.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { isOverheard } from '../core/overheard.ts';
import { quoting, say, toast } from '../core/reply.ts';
import { weekLine } from './week-line.ts';

export interface MeParts {
  readonly progress: Pick<ProgressStore, 'states' | 'points'>;
  readonly members: Pick<MemberStore, 'chatsOf'>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly roster: Pick<RosterStore, 'one'>;
}

/** What a member has reached in one chat. */
interface OwnProgress {
  readonly bits: Uint8Array;
  readonly streak: Streak;
  readonly points: number;
}

interface OwnChat extends OwnProgress {
  readonly chat: Chat;
  readonly joinedOn: LocalDate;
}

/** Chats of one member that are looked at; more would not fit a message. */
const chatsMax = 20;

/** `/me`: one's own progress, of this chat in a group and of all one's chats in private. */
export function createMeCommand(parts: MeParts): AnyCommand {
  return command({
    name: 'me',
    words: ['我的', 'me'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'me-summary',
    usage: null,
    args: z.string(),
    async run(_rest, context) {
      const { chat, seat, nowMs, zone, ownZone = zone, event } = context;
      if (!chat.isGroup) return [say(await everywhere(context, parts))];
      const own = await ownProgress(chat.id, seat, localDateOf(nowMs, ownZone), parts);
      // Where all read every answer, the hint would be read over and over.
      const words = shortText(own, event.kind === 'text' && !isOverheard(chat.isGroup, context.can));
      return [event.kind === 'choice' ? toast(words) : quoting(say(words))];
    },
  });
}

async function ownProgress(chat: string, seat: number, today: LocalDate, parts: MeParts): Promise<OwnProgress> {
  const [[bits = new Uint8Array()], points] = await Promise.all([
    parts.progress.states(chat, [seat]),
    parts.progress.points(chat, seat),
  ]);
  return { bits, streak: streakOf(bits, dayNumber(today)), points };
}

const isEmpty = ({ streak, points }: OwnProgress): boolean => streak.total === 0 && points === 0;

function shortText(own: OwnProgress, hasHint: boolean): Text {
  if (isEmpty(own)) return text('me-none');
  const { streak, points } = own;
  return lines(
    text('me-short', { ...streak }),
    points === 0 ? null : text('me-points', { points }),
    hasHint ? text('me-calendar-hint') : null,
  );
}

async function everywhere(context: Context, parts: MeParts): Promise<Text> {
  const own = await ownChats(context, parts);
  if (own.length === 0) return text('me-none');
  return lines(
    ...own.map((each) => chatLine(each, context.chat.id)),
    blankLine,
    text('me-month', { month: Number(context.today.slice(5, 7)) }),
    ...calendarLines(own, context.today),
    text('me-legend'),
  );
}

/** The member's chats in which something stands to their name, the longest streak first. */
async function ownChats({ member, nowMs, chat: own }: Context, parts: MeParts): Promise<readonly OwnChat[]> {
  const seats = (await parts.members.chatsOf(member)).slice(0, chatsMax);
  const read = await Promise.all(
    seats.map(async ({ chat: id, seat }): Promise<OwnChat | null> => {
      const chat = await parts.chats.read(id);
      if (chat === null) return null;
      const isOwnZone = chat.settings.memberZones && own.isZoneChosen;
      const today = localDateOf(nowMs, isOwnZone ? own.zone : chat.zone);
      const joinedOn = (await parts.roster.one(id, seat))?.joinedOn ?? today;
      return { chat, joinedOn, ...(await ownProgress(id, seat, today, parts)) };
    }),
  );
  return read
    .filter((each) => each !== null)
    .filter((each) => !isEmpty(each))
    .sort((a, b) => b.streak.current - a.streak.current || b.streak.total - a.streak.total);
}

function chatLine({ chat, streak, points }: OwnChat, here: string): Text {
  const named = chat.title === '' ? text('me-untitled') : shownName(chat.title);
  const title = chat.id === here ? text('me-own-chat') : named;
  return points === 0 ? text('me-chat', { title, ...streak }) : text('me-chat-points', { title, ...streak, points });
}

function calendarLines(own: readonly OwnChat[], today: LocalDate): readonly Text[] {
  const stateOn = (number: number) => bestState(own.map(({ bits }) => readDayState(bits, number)));
  // Noted by another zone's clock, the day of coming may be tomorrow here.
  const since = own.map(({ joinedOn }) => joinedOn).reduce((a, b) => (a < b ? a : b), today);
  return monthCalendar(today, since, stateOn).map((week) => literal(weekLine(week)));
}
