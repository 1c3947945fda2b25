import { addDays, localDateOf } from '../domain/calendar.ts';
import type { TimeZone } from '../domain/local-date.ts';
import type { WorkCalendar } from '../domain/workdays.ts';

/** The State Council announces a year in the November before; from then on there is something to be had. */
const aheadDays = 61;

export const holidaysRemedy =
  'update Banzhang, or list the days in a file and name it in BANZHANG_WORKDAYS_FILE (lines such as 2027-10-01,off,National Day, and 2027,complete once all of a year are there)';

/** The year, this one or in November and December the next, whose public holidays in China are not known; null: all is known. */
export function unknownHolidayYear(calendar: WorkCalendar, nowMs: number): number | null {
  const today = localDateOf(nowMs, 'Asia/Shanghai' as TimeZone);
  const unknown = [today, addDays(today, aheadDays)].find((on) => !calendar.isKnown(on));
  return unknown === undefined ? null : Number(unknown.slice(0, 4));
}
