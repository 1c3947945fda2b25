import { text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { NumberedReminder, ReminderStore } from '../../store/reminders.ts';
import { checkInChoice } from '../check-in/check-in-choice.ts';
import type { Announced, Announcer } from '../core/announcement.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import type { ReminderOrders } from './reminder-orders.ts';

export interface ReminderAnnouncerParts {
  readonly reminders: Pick<ReminderStore, 'read' | 'drop'>;
  readonly orders: Pick<ReminderOrders, 'remove'>;
}

/** Says what a chat wanted to be reminded of. */
export function createReminderAnnouncer({ reminders, orders }: ReminderAnnouncerParts): Announcer {
  return {
    kind: 'reminder',
    async announce(chat, { ref }) {
      const reminder = await reminders.read(chat.id, Number(ref));
      if (reminder === null) {
        // Made by an event told twice, after somebody had deleted it.
        await orders.remove(chat.id, Number(ref));
        return null;
      }
      return reminder.isPaused ? null : announcedOf(chat, reminder);
    },
    async settled({ chat, ref, dueAtMs }) {
      const number = Number(ref);
      const reminder = await reminders.read(chat, number);
      if (reminder?.schedule.kind === 'once' && reminder.schedule.atMs <= dueAtMs) await reminders.drop(chat, number);
    },
  };
}

const checkInWords = /打卡|签到|簽到|check[ -]?in/iu;

function announcedOf(chat: Chat, { schedule, words, thread }: NumberedReminder): Announced {
  // What comes again and again is study; what comes once may be a meeting, to which “1” means something else.
  const asksForCheckIn = schedule.kind !== 'once' || checkInWords.test(words);
  const said = text('reminder-says', { words });
  const hasButton = asksForCheckIn && chat.isGroup;
  const announcement: Reply = hasButton
    ? reply({ kind: 'choices', text: said, choices: [{ ...checkInChoice, say: null }], columns: 1 })
    : say(said);
  return { replies: [announcement], asksForCheckIn, ...(thread === null ? {} : { thread }) };
}
