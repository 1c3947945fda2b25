import type { WorkCalendar } from '../domain/workdays.ts';
import { type DoctorLine, fine, odd } from './doctor-line.ts';
import { holidaysRemedy, unknownHolidayYear } from './holiday-warning.ts';

/** Whether the public holidays of this year and soon of the next are known. */
export function examineHolidays(workdays: WorkCalendar, nowMs: number): DoctorLine {
  const year = unknownHolidayYear(workdays, nowMs);
  return year === null
    ? fine('holidays', 'public holidays and make-up workdays of the coming weeks are known')
    : odd('holidays', `those of ${String(year)} are not known: 工作日 goes on as Monday to Friday`, holidaysRemedy);
}
