import { workdaysKindOf } from '../../domain/chat-workdays.ts';
import { plainWeekdays, type WorkCalendar, workdaysWithout } from '../../domain/workdays.ts';
import type { Chat } from '../../store/chat.ts';
import type { DaysOffStore } from '../../store/days-off.ts';

export interface ChatCalendarParts {
  readonly daysOff: Pick<DaysOffStore, 'set'>;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
}

/** The days that a chat works: those of its calendar without its days off. One round trip. */
export async function chatCalendar(chat: Chat, { daysOff, workdays }: ChatCalendarParts): Promise<WorkCalendar> {
  const base = workdaysKindOf(chat) === 'china' ? workdays : plainWeekdays;
  return workdaysWithout(await daysOff.set(chat.id), base);
}
