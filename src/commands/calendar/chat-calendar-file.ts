import { addDays, localDateOf, startOfDayAtMs } from '../../domain/calendar.ts';
import { writeCalendar } from '../../domain/ics/write-calendar.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import { isLocale, type Locale } from '../../i18n/locale.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import type { PlanStore } from '../../store/plans.ts';
import type { ReminderStore } from '../../store/reminders.ts';
import { chatEvents, writtenFrom } from './chat-events.ts';

export interface CalendarFileParts {
  readonly plans: Pick<PlanStore, 'items'>;
  readonly reminders: Pick<ReminderStore, 'all'>;
  readonly daysOff: Pick<DaysOffStore, 'set'>;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
  /** A calendar is a file: its words are put together here and not on the way out. */
  say(words: Text, locale: Locale): string;
}

const zoneYears = 3;

/** A chat's plan and reminders as the text of an `.ics` file; the same through a week in which nothing was changed. One round of reads. */
export async function chatCalendarFile(chat: Chat, nowMs: number, parts: CalendarFileParts): Promise<string> {
  const { workdays } = parts;
  const [items, reminders, daysOff] = await Promise.all([
    parts.plans.items(chat.id),
    parts.reminders.all(chat.id),
    parts.daysOff.set(chat.id),
  ]);
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  const say = (words: Text): string => parts.say(words, locale);
  const today = localDateOf(nowMs, chat.zone);
  const fromOn = writtenFrom(today);
  return writeCalendar({
    name: chat.title === '' ? say(text('calendar-untitled')) : say(text('calendar-name', { title: chat.title })),
    zone: chat.zone,
    stampMs: startOfDayAtMs(fromOn, chat.zone),
    untilMs: startOfDayAtMs(addDays(fromOn, zoneYears * 366), chat.zone),
    events: chatEvents({ chat, today, items, reminders, daysOff, workdays, say }),
  });
}
