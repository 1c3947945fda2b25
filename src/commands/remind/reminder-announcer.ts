import { localDateFrom, localDateOf, startOfDayAtMs } from '../../domain/calendar.ts';
import { workdaysKindOf } from '../../domain/chat-workdays.ts';
import { nextDueAtMs } from '../../domain/next-due.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { NumberedReminder, ReminderStore } from '../../store/reminders.ts';
import { checkInChoice } from '../check-in/check-in-choice.ts';
import type { Announced, Announcer } from '../core/announcement.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { chatCalendar, type ChatCalendarParts } from '../days-off/chat-calendar.ts';
import type { ReminderOrders } from './reminder-orders.ts';

export interface ReminderAnnouncerParts extends ChatCalendarParts {
  readonly reminders: Pick<ReminderStore, 'read' | 'drop'>;
  readonly orders: Pick<ReminderOrders, 'remove'>;
}

/** Says what a chat wanted to be reminded of. */
export function createReminderAnnouncer(parts: ReminderAnnouncerParts): Announcer {
  const { reminders, orders } = parts;
  return {
    kind: 'reminder',
    async announce(chat, { ref, dueAtMs }) {
      const reminder = await reminders.read(chat.id, Number(ref));
      if (reminder === null) {
        // Made by an event told twice, after somebody had deleted it.
        await orders.remove(chat.id, Number(ref));
        return null;
      }
      if (reminder.isPaused) return null;
      if (reminder.schedule.kind !== 'workdays') return announcedOf(chat, reminder, null);
      const calendar = await chatCalendar(chat, parts);
      // The index holds instants that were reckoned before days were taken off, or became holidays by a changed file.
      if (!calendar.isWorkday(localDateOf(dueAtMs, chat.zone))) return null;
      return announcedOf(chat, reminder, unknownHolidaysText(chat, reminder, dueAtMs, calendar));
    },
    async settled({ chat, ref, dueAtMs }) {
      const number = Number(ref);
      const reminder = await reminders.read(chat, number);
      if (reminder?.schedule.kind === 'once' && reminder.schedule.atMs <= dueAtMs) await reminders.drop(chat, number);
    },
  };
}

const checkInWords = /打卡|签到|簽到|check[ -]?in/iu;

/** Said with the first reminder of a year whose holidays are not known, for everybody who might be free; null at any other. */
function unknownHolidaysText(
  chat: Chat,
  { schedule }: NumberedReminder,
  dueAtMs: number,
  workdays: WorkCalendar,
): Text | null {
  const on = localDateOf(dueAtMs, chat.zone);
  if (workdaysKindOf(chat) !== 'china' || workdays.isKnown(on)) return null;
  const year = Number(on.slice(0, 4));
  const newYear = localDateFrom(year, 1, 1) ?? on;
  const firstAtMs = nextDueAtMs(schedule, startOfDayAtMs(newYear, chat.zone) - 1, chat.zone, workdays);
  return firstAtMs === dueAtMs ? text('reminder-holidays-unknown', { year: String(year) }) : null;
}

function announcedOf(chat: Chat, { schedule, words, thread }: NumberedReminder, note: Text | null): Announced {
  // What comes again and again is study; what comes once may be a meeting, to which “1” means something else.
  const asksForCheckIn = schedule.kind !== 'once' || checkInWords.test(words);
  const said = lines(text('reminder-says', { words }), note);
  const hasButton = asksForCheckIn && chat.isGroup;
  const announcement: Reply = hasButton
    ? reply({ kind: 'choices', text: said, choices: [{ ...checkInChoice, say: null }], columns: 1 })
    : say(said);
  return { replies: [announcement], asksForCheckIn, ...(thread === null ? {} : { thread }) };
}
