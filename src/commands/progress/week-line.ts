import { dayOfMonth } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { CalendarWeek } from '../../domain/month-calendar.ts';
import type { DayState } from '../../domain/streak.ts';

/** Told apart by shape; the legend under the calendar says what each means. */
const signs: Readonly<Record<DayState, string>> = { done: '●', 'made-up': '◎', excused: '△', none: '○' };
/** As wide as a sign, so that columns stand under each other. */
const blank = '\u3000';

/** The week as one line: `16–22 ●●○△◎●`. Numbers are padded to one width. */
export function weekLine({ from, to, days }: CalendarWeek): string {
  const pad = (on: LocalDate): string => String(dayOfMonth(on)).padStart(2, '0');
  return `${pad(from)}–${pad(to)} ${days.map((state) => (state === null ? blank : signs[state])).join('')}`.trimEnd();
}
