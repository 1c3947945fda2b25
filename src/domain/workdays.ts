import chineseDays from 'chinese-days';
import { weekdayOf } from './calendar.ts';
import type { LocalDate } from './local-date.ts';

/**
 * The years whose public holidays and make-up workdays (调休) are published and known to the calendar; the State
 * Council announces a year in the November before (https://www.gov.cn/zhengce/). A test holds this against the data.
 */
export const firstKnownHolidayYear = 2004;
export const lastKnownHolidayYear = 2026;

/** Whether the holidays of the day's year are known. */
export function hasKnownHolidays(on: LocalDate): boolean {
  const year = Number(on.slice(0, 4));
  return year >= firstKnownHolidayYear && year <= lastKnownHolidayYear;
}

/** Whether people in mainland China work that day; Monday to Friday in years whose holidays are not known. */
export function isWorkday(on: LocalDate): boolean {
  const isWeekday = weekdayOf(on) <= 5;
  if (!hasKnownHolidays(on)) return isWeekday;
  // chinese-days 1.5.7 takes the weekday in the zone of the process, so that west of Greenwich its own isWorkday is a
  // day off; only the days with a name of their own (“National Day,国庆节,3”) are taken from it.
  const detail = chineseDays.getDayDetail(on);
  return detail.name.includes(',') ? detail.work : isWeekday;
}
