import { addDays, addMonths, dayOfMonth, daysBetween, localDateFrom, monthStart, weekdayOf } from '../calendar.ts';
import type { LocalDate } from '../local-date.ts';
import type { NamedDay } from './day-phrase.ts';

/** A day without its year that passed so recently was a slip rather than meant for next year. */
const recentDays = 60;
/** 29 February comes back after eight years at most (1896–1904, 2096–2104). */
const yearsToLeapDay = 8;
const monthsAhead = 3;

/** The days a name may mean for something yet to come, first choice first; never empty. */
export function comingDays(named: NamedDay, today: LocalDate): readonly LocalDate[] {
  switch (named.kind) {
    case 'day':
      return [named.on];
    case 'weekday': {
      const first = addDays(today, (named.weekday - weekdayOf(today) + 7) % 7);
      return [first, addDays(first, 7)];
    }
    case 'day-of-month':
      return daysOfMonths(today, named.day, 0, monthsAhead).filter((on) => on >= today);
    case 'month-and-day': {
      const days = daysOfYears(named, today, 0, yearsToLeapDay);
      const [first] = days;
      if (first === undefined || first > today) return days;
      return daysBetween(first, today) <= recentDays ? [first] : days.slice(1);
    }
  }
}

/** Where somebody looks who names a day: back on what was done, ahead to where they will be, or at nothing that is past. */
export type Lean = 'past' | 'future' | 'coming';

/** The day meant by someone who leans that way; today is in every direction. */
export function nearestDay(named: NamedDay, today: LocalDate, lean: Lean): LocalDate | null {
  switch (named.kind) {
    case 'day':
      return named.on;
    case 'weekday': {
      const ahead = (named.weekday - weekdayOf(today) + 7) % 7;
      return addDays(today, lean !== 'past' || ahead === 0 ? ahead : ahead - 7);
    }
    case 'day-of-month': {
      const days = daysOfMonths(today, named.day, -monthsAhead, monthsAhead);
      return (lean === 'past' ? days.findLast((on) => on <= today) : days.find((on) => on >= today)) ?? null;
    }
    case 'month-and-day': {
      const days = daysOfYears(named, today, -yearsToLeapDay, yearsToLeapDay);
      return lean === 'coming' ? (days.find((on) => on >= today) ?? null) : closest(days, today);
    }
  }
}

function daysOfMonths(today: LocalDate, day: number, from: number, to: number): LocalDate[] {
  const days: LocalDate[] = [];
  for (let step = from; step <= to; step++) {
    const on = addDays(addMonths(monthStart(today), step), day - 1);
    if (dayOfMonth(on) === day) days.push(on);
  }
  return days;
}

function daysOfYears(named: { month: number; day: number }, today: LocalDate, from: number, to: number): LocalDate[] {
  const days: LocalDate[] = [];
  for (let step = from; step <= to; step++) {
    const on = localDateFrom(Number(today.slice(0, 4)) + step, named.month, named.day);
    if (on !== null) days.push(on);
  }
  return days;
}

function closest(days: readonly LocalDate[], today: LocalDate): LocalDate | null {
  let best: LocalDate | null = null;
  for (const on of days) {
    if (best === null || Math.abs(daysBetween(today, on)) < Math.abs(daysBetween(today, best))) best = on;
  }
  return best;
}
