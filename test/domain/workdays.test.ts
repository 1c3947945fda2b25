import chineseDays from 'chinese-days';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/domain/calendar.ts';
import type { LocalDate, TimeZone } from '../../src/domain/local-date.ts';
import { nextDueAtMs } from '../../src/domain/next-due.ts';
import {
  firstKnownHolidayYear,
  lastKnownHolidayYear,
  plainWeekdays,
  publishedWorkdays,
  workdaysWith,
  workdaysWithout,
} from '../../src/domain/workdays.ts';

const day = (text: string) => text as LocalDate;
const shanghai = 'Asia/Shanghai' as TimeZone;

function daysFrom(first: string, last: string): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let on = day(first); on <= last; on = addDays(on, 1)) days.push(on);
  return days;
}

/** The notices of the State Council by day, written down by hand: see the file's head. */
const notices = new Map(
  readFileSync(new URL('../fixtures/workdays/state-council.csv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .flatMap((line) => {
      const [from = '', to = '', kind = ''] = line.split(',');
      return daysFrom(from, to).map((on) => [on, kind === 'work'] as const);
    }),
);

describe.each([2025, 2026])('%d', (year) => {
  const days = daysFrom(`${String(year)}-01-01`, `${String(year)}-12-31`);
  const published = days.filter((on) => notices.get(on) ?? weekdayOf(on) <= 5);

  test('has the workdays of the notice, day by day', () => {
    expect(published.length).toBe(248);
    expect(days.filter(publishedWorkdays.isWorkday)).toEqual(published);
  });

  test('reminds at half past eight on those days and on no other', () => {
    const reminded: string[] = [];
    const schedule = { kind: 'workdays', minutes: [1_230] } as const;
    const endMs = Date.parse(`${String(year)}-12-31T23:59:59+08:00`);
    for (let atMs: number | null = Date.parse(`${String(year)}-01-01T00:00:00+08:00`); ;) {
      atMs = nextDueAtMs(schedule, atMs, shanghai);
      if (atMs === null || atMs > endMs) break;
      reminded.push(new Date(atMs).toISOString());
    }
    expect(reminded).toEqual(published.map((on) => `${on}T12:30:00.000Z`));
  });
});

test('after the last known year, Monday to Friday stand in for workdays and that is said', () => {
  expect(publishedWorkdays.isKnown(day('2026-12-31'))).toBe(true);
  expect(publishedWorkdays.isKnown(day('2027-01-01'))).toBe(false);
  expect(publishedWorkdays.isWorkday(day('2027-01-01'))).toBe(true);
  expect(publishedWorkdays.isWorkday(day('2027-01-02'))).toBe(false);
});

test('the known years are those that the calendar data holds', () => {
  const holdsNationalDay = (year: number) => chineseDays.getDayDetail(`${String(year)}-10-01`).name.includes('国庆');
  expect(holdsNationalDay(firstKnownHolidayYear)).toBe(true);
  expect(holdsNationalDay(firstKnownHolidayYear - 1)).toBe(false);
  expect(holdsNationalDay(lastKnownHolidayYear)).toBe(true);
  expect(holdsNationalDay(lastKnownHolidayYear + 1)).toBe(false);
});

describe('days given by an operator', () => {
  const rows = [
    { on: day('2026-10-10'), isWorkday: false, name: '校庆' },
    { on: day('2027-01-01'), isWorkday: false, name: '元旦' },
    { on: day('2027-01-03'), isWorkday: true, name: '补班' },
  ];
  const calendar = workdaysWith(rows);

  test('win over the published ones and leave the others as they are', () => {
    expect(calendar.isWorkday(day('2026-10-10'))).toBe(false);
    expect(calendar.isWorkday(day('2026-10-09'))).toBe(true);
    expect(calendar.isWorkday(day('2026-10-07'))).toBe(false);
  });

  test('make their year known only when all of it is there', () => {
    expect(calendar.isKnown(day('2026-12-31'))).toBe(true);
    expect(calendar.isKnown(day('2027-01-01'))).toBe(false);
    const complete = workdaysWith(rows, [2027]);
    expect(complete.isKnown(day('2027-12-31'))).toBe(true);
    expect(complete.isKnown(day('2028-01-01'))).toBe(false);
    expect(['2027-01-01', '2027-01-03', '2027-01-04'].map((on) => calendar.isWorkday(day(on)))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

test('a chat’s days off are taken out of whichever calendar it goes by', () => {
  const daysOff = new Set([day('2026-10-10'), day('2026-10-12')]);
  expect(workdaysWithout(daysOff, publishedWorkdays).isWorkday(day('2026-10-10'))).toBe(false);
  const own = workdaysWithout(daysOff, plainWeekdays);
  expect(['2026-10-01', '2026-10-10', '2026-10-12'].map((on) => own.isWorkday(day(on)))).toEqual([true, false, false]);
  expect(own.isKnown(day('2099-01-01'))).toBe(true);
});
