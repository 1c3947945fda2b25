import { addDays, addMonths, dayNumber, monthStart, weekdayOf } from './calendar.ts';
import type { LocalDate } from './local-date.ts';
import { type DayState, dayStates } from './streak.ts';

/** One week of a month: its days within the month and up to today, Monday first. */
export interface CalendarWeek {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Seven places; null where the day is of another month or still to come. */
  readonly days: readonly (DayState | null)[];
}

/** The weeks of the month of `today`, up to the week of today. */
export function monthCalendar(today: LocalDate, stateOn: (dayNumber: number) => DayState): readonly CalendarWeek[] {
  const first = monthStart(today);
  const next = addMonths(first, 1);
  const weeks: CalendarWeek[] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday <= today; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const own = days.filter((on) => on >= first && on < next);
    const states = days.map((on) => (own.includes(on) && on <= today ? stateOn(dayNumber(on)) : null));
    weeks.push({ from: own[0] ?? monday, to: own.at(-1) ?? monday, days: states });
  }
  return weeks;
}

/** Done beats made up beats excused beats none: what a day is for someone who studies in several groups. */
export function bestState(states: readonly DayState[]): DayState {
  return ranking.find((state) => states.includes(state)) ?? 'none';
}

const ranking: readonly DayState[] = dayStates.filter((state) => state !== 'none');
