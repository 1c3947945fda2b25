import { expect, test } from 'vitest';
import { dayNumber } from '../../src/domain/calendar.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { bestState, monthCalendar } from '../../src/domain/month-calendar.ts';

const on = (day: string) => day as LocalDate;

test.each([
  ['2026-11-21', ['2026-11-01', '2026-11-02', '2026-11-09', '2026-11-16']],
  ['2026-11-30', ['2026-11-01', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']],
  ['2026-02-01', ['2026-02-01']],
  ['2024-02-29', ['2024-02-01', '2024-02-05', '2024-02-12', '2024-02-19', '2024-02-26']],
])('the month up to %s has weeks from %j', (today, firsts) => {
  expect(monthCalendar(on(today), on('2020-01-01'), () => 'none').map(({ from }) => from)).toEqual(firsts);
});

test('days of other months and days to come are left blank', () => {
  const done = dayNumber(on('2026-12-02'));
  const weeks = monthCalendar(on('2026-12-03'), on('2020-01-01'), (day) => (day === done ? 'done' : 'none'));
  expect(weeks).toEqual([
    { from: '2026-12-01', to: '2026-12-06', days: [null, 'none', 'done', 'none', null, null, null] },
  ]);
});

test('days before somebody came show nothing but what was made up for', () => {
  const madeUp = dayNumber(on('2026-12-08'));
  const stateOn = (day: number) => (day === madeUp ? 'made-up' : 'none');
  expect(monthCalendar(on('2026-12-11'), on('2026-12-10'), stateOn)).toEqual([
    { from: '2026-12-07', to: '2026-12-13', days: [null, 'made-up', null, 'none', 'none', null, null] },
  ]);
});

test('of several chats the best state of a day shows', () => {
  expect(bestState(['none', 'excused', 'made-up'])).toBe('made-up');
  expect(bestState(['made-up', 'done'])).toBe('done');
  expect(bestState(['none', 'excused'])).toBe('excused');
  expect(bestState([])).toBe('none');
});
