import chineseDays from 'chinese-days';
import { expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/domain/calendar.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { firstKnownHolidayYear, hasKnownHolidays, isWorkday, lastKnownHolidayYear } from '../../src/domain/workdays.ts';

const day = (text: string) => text as LocalDate;

/** As the State Council announced them for 2026 in November 2025 (https://www.gov.cn/zhengce/). */
const workingWeekends = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
const holidayWeekdays = [
  ...['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
  ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
];

test('in 2026 exactly the published days differ from Monday to Friday', () => {
  const differing: string[] = [];
  for (let on = day('2026-01-01'); on <= '2026-12-31'; on = addDays(on, 1)) {
    if (isWorkday(on) !== weekdayOf(on) <= 5) differing.push(on);
  }
  expect(differing).toEqual([...workingWeekends, ...holidayWeekdays].toSorted());
});

test('after the last known year, Monday to Friday are workdays and that is said', () => {
  expect(hasKnownHolidays(day('2026-12-31'))).toBe(true);
  expect(hasKnownHolidays(day('2027-01-01'))).toBe(false);
  expect(isWorkday(day('2027-01-01'))).toBe(true);
  expect(isWorkday(day('2027-01-02'))).toBe(false);
});

test('the known years are those that the calendar data holds', () => {
  const holdsNationalDay = (year: number) => chineseDays.getDayDetail(`${String(year)}-10-01`).name.includes('国庆');
  expect(holdsNationalDay(firstKnownHolidayYear)).toBe(true);
  expect(holdsNationalDay(firstKnownHolidayYear - 1)).toBe(false);
  expect(holdsNationalDay(lastKnownHolidayYear)).toBe(true);
  expect(holdsNationalDay(lastKnownHolidayYear + 1)).toBe(false);
});
