import { localDateOf, weekStart } from '../../domain/calendar.ts';
import { workdaysKindOf } from '../../domain/chat-workdays.ts';
import { scheduleEvents } from '../../domain/ics/schedule-events.ts';
import type { CalendarEvent } from '../../domain/ics/write-calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { PlanItem } from '../../domain/plan/plan.ts';
import { plainWeekdays, type WorkCalendar, workdaysWithout } from '../../domain/workdays.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { NumberedReminder } from '../../store/reminders.ts';
import { shorten } from '../core/cut-text.ts';
import { titleText } from '../plan/plan-texts.ts';

/** What a chat has at times, and how it is put into words. */
export interface ChatTimes {
  readonly chat: Chat;
  readonly today: LocalDate;
  readonly items: readonly PlanItem[];
  readonly reminders: readonly NumberedReminder[];
  readonly daysOff: ReadonlySet<LocalDate>;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
  say(words: Text): string;
}

const summaryMaxCharacters = 120;

/** The day from which reminders are written; the same for a week, so that the calendar changes only when the chat does. */
export const writtenFrom = (today: LocalDate): LocalDate => weekStart(today);

/** Every item of the plan as a whole day, every reminder that is not paused at its times. */
export function chatEvents(times: ChatTimes): readonly CalendarEvent[] {
  const running = times.reminders.filter(({ isPaused }) => !isPaused);
  return [
    ...times.items.map((planItem) => planEvent(planItem, times)),
    ...running.flatMap((reminder) => reminderEvents(reminder, times)),
  ];
}

const planEvent = (planItem: PlanItem, { chat, say }: ChatTimes): CalendarEvent => ({
  uid: `plan-${planItem.on}.${chat.id}@banzhang`,
  start: { kind: 'day', on: planItem.on },
  rule: null,
  exceptOn: [],
  summary: say(titleText(planItem)),
  description: planItem.detail,
});

function reminderEvents(
  { number, schedule, words, madeAtMs }: NumberedReminder,
  { chat, today, daysOff, workdays, say }: ChatTimes,
): readonly CalendarEvent[] {
  const isPlain = workdaysKindOf(chat) === 'own';
  const frame = {
    zone: chat.zone,
    fromOn: writtenFrom(today),
    afterMs: madeAtMs,
    workdays: workdaysWithout(daysOff, isPlain ? plainWeekdays : workdays),
    isPlain,
    daysOff,
  };
  const [head = ''] = words.split('\n');
  const summary = shorten(head, { characters: summaryMaxCharacters });
  return scheduleEvents(schedule, frame).map(({ part, ...event }) => {
    const { start } = event;
    const on = start.kind === 'instant' ? localDateOf(start.atMs, chat.zone) : start.on;
    const isGuessed = schedule.kind === 'workdays' && !frame.workdays.isKnown(on);
    const note = isGuessed ? [say(text('reminder-holidays-unknown', { year: on.slice(0, 4) }))] : [];
    const description = [...(summary === words ? [] : [words]), ...note].join('\n');
    return { ...event, uid: `reminder-${String(number)}-${part}.${chat.id}@banzhang`, summary, description };
  });
}
