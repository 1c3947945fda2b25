import chineseDays from 'chinese-days';
import { weekdayOf } from './calendar.ts';
import type { LocalDate } from './local-date.ts';

/** On which days people work. */
export interface WorkCalendar {
  /** Whether holidays and make-up workdays of the day's year are known; where not, Monday to Friday stand in for them. */
  isKnown(on: LocalDate): boolean;
  isWorkday(on: LocalDate): boolean;
}

/** A day that an operator says is worked or is not, whatever the calendar says. */
export interface WorkdayRow {
  readonly on: LocalDate;
  readonly isWorkday: boolean;
  readonly name: string;
}

/**
 * The years whose public holidays and make-up workdays (调休) are published and known to the calendar; the State
 * Council announces a year in the November before (https://www.gov.cn/zhengce/). A test holds this against the data.
 */
export const firstKnownHolidayYear = 2004;
export const lastKnownHolidayYear = 2026;

const isWeekday = (on: LocalDate): boolean => weekdayOf(on) <= 5;

const yearOf = (on: LocalDate): number => Number(on.slice(0, 4));

/** Mainland China as published: public holidays off, make-up workdays on. */
export const publishedWorkdays: WorkCalendar = {
  isKnown: (on) => yearOf(on) >= firstKnownHolidayYear && yearOf(on) <= lastKnownHolidayYear,
  isWorkday(on) {
    if (!publishedWorkdays.isKnown(on)) return isWeekday(on);
    // chinese-days 1.5.7 takes the weekday in the zone of the process, so that west of Greenwich its own isWorkday is a
    // day off; only the days with a name of their own (“National Day,国庆节,3”) are taken from it.
    const detail = chineseDays.getDayDetail(on);
    return detail.name.includes(',') ? detail.work : isWeekday(on);
  },
};

/** The published calendar with days changed or added; a later year is known only when `completeYears` says so. */
export function workdaysWith(rows: readonly WorkdayRow[], completeYears: readonly number[] = []): WorkCalendar {
  const given = new Map(rows.map(({ on, isWorkday }) => [on, isWorkday]));
  return {
    isKnown: (on) => completeYears.includes(yearOf(on)) || publishedWorkdays.isKnown(on),
    isWorkday: (on) => given.get(on) ?? publishedWorkdays.isWorkday(on),
  };
}

/** A calendar without the days that a chat takes off. */
export function workdaysWithout(daysOff: { has(on: LocalDate): boolean }, calendar: WorkCalendar): WorkCalendar {
  return { isKnown: calendar.isKnown, isWorkday: (on) => !daysOff.has(on) && calendar.isWorkday(on) };
}

/** Monday to Friday, for chats that have no public calendar but their own. */
export const plainWeekdays: WorkCalendar = { isKnown: () => true, isWorkday: isWeekday };
