import { Refusal } from '../../errors.ts';
import { lines, literal, text } from '../../i18n/text.ts';
import type { FeedStore } from '../../store/feeds.ts';
import { type CalendarFileParts, chatCalendarFile } from '../calendar/chat-calendar-file.ts';
import type { Context } from '../core/command.ts';
import { type Reply, reply, say } from '../core/reply.ts';

export interface PlanCalendarParts extends CalendarFileParts {
  readonly feeds: Pick<FeedStore, 'set'>;
  /** How the web side is reached from outside; null where it is not. */
  readonly publicUrl: string | null;
  /** 128 bits that nobody can guess, for an address. */
  freshSecret(): string;
}

/** `plan ics`: the calendar as a file. */
export async function sendCalendar({ chat, can, nowMs }: Context, parts: PlanCalendarParts): Promise<readonly Reply[]> {
  if (can.files === null) throw new Refusal('calendar-no-files');
  const bytes = new TextEncoder().encode(await chatCalendarFile(chat, nowMs, parts));
  return [reply({ kind: 'file', file: { name: 'banzhang.ics', bytes }, caption: text('calendar-file') })];
}

/** `plan link`: the address that calendar programs subscribe to, a new one, or none any more. */
export async function linkCalendar(
  act: 'show' | 'new' | 'off',
  { chat, event }: Context,
  { feeds, publicUrl, freshSecret }: PlanCalendarParts,
): Promise<readonly Reply[]> {
  if (publicUrl === null && act !== 'off') throw new Refusal('calendar-no-web');
  const secret = await feeds.set(chat.id, event.id, act, freshSecret());
  if (secret === null) return [say(text('calendar-link-off'))];
  const address = literal(`${publicUrl ?? ''}/calendar/${secret}.ics`);
  return [say(lines(text(act === 'new' ? 'calendar-link-new' : 'calendar-link'), address, text('calendar-link-how')))];
}
