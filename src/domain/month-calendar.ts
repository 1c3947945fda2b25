import { addDays, addMonths, dayNumber, monthStart, weekdayOf } from './calendar.ts';
import type { LocalDate } from './local-date.ts';
import { type DayState, dayStates } from './streak.ts';

/** One week of a month: its days within the month and up to today, Monday first. */
export interface CalendarWeek {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Seven places; null where nothing is shown: of another month, to come, or too early. */
  readonly days: readonly (DayState | null)[];
}

/**
 * The weeks of the month of `today`, up to the week of today. Days before `since` show only what was recorded on them,
 * and weeks without anything to show are left out: nobody missed a day on which they were not there yet.
 */
export function monthCalendar(
  today: LocalDate,
  since: LocalDate,
  stateOn: (dayNumber: number) => DayState,
): readonly CalendarWeek[] {
  const first = monthStart(today);
  const next = addMonths(first, 1);
  const weeks: CalendarWeek[] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday <= today; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const own = days.filter((on) => on >= first && on < next);
    const states = days.map((on) => {
      const state = own.includes(on) && on <= today ? stateOn(dayNumber(on)) : null;
      return state === 'none' && on < since ? null : state;
    });
    if (states.every((state) => state === null)) continue;
    weeks.push({ from: own[0] ?? monday, to: own.at(-1) ?? monday, days: states });
  }
  return weeks;
}

/** Done beats made up beats excused beats none: what a day is for someone who studies in several groups. */
export function bestState(states: readonly DayState[]): DayState {
  return ranking.find((state) => states.includes(state)) ?? 'none';
}

const ranking: readonly DayState[] = dayStates.filter((state) => state !== 'none');
