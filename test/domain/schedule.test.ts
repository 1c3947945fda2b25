import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeSchedule, type Schedule, scheduleFromJson } from '../../src/domain/schedule.ts';

const schedules: readonly Schedule[] = [
  { kind: 'once', atMs: 1_795_000_000_000 },
  { kind: 'daily', minutes: [0, 1_439] },
  { kind: 'workdays', minutes: [1_230] },
  { kind: 'weekly', weekdays: [1, 3, 5], minutes: [1_140] },
  { kind: 'monthly', days: [1, 31], minutes: [540] },
  { kind: 'cron', expression: '0 8 * * 1-5' },
];

test.each(schedules)('$kind comes back from JSON as it went', (schedule) => {
  expect(scheduleFromJson(JSON.parse(JSON.stringify(schedule)))).toEqual(schedule);
});

test('lists come back in order and without doubles, cron in one spelling', () => {
  expect(scheduleFromJson({ kind: 'weekly', weekdays: [5, 1, 5], minutes: [600, 60] })).toEqual({
    kind: 'weekly',
    weekdays: [1, 5],
    minutes: [60, 600],
  });
  expect(scheduleFromJson({ kind: 'cron', expression: ' 0  8 * * mon-fri' })).toEqual({
    kind: 'cron',
    expression: '0 8 * * MON-FRI',
  });
});

test.each([
  [null],
  ['daily'],
  [[]],
  [{}],
  [{ kind: 'hourly' }],
  [{ kind: 'once', atMs: '5' }],
  [{ kind: 'once', atMs: 1.5 }],
  [{ kind: 'once', atMs: 1e17 }],
  [{ kind: 'daily', minutes: [] }],
  [{ kind: 'daily', minutes: [1_440] }],
  [{ kind: 'daily', minutes: ['480'] }],
  [{ kind: 'daily' }],
  [{ kind: 'weekly', minutes: [1] }],
  [{ kind: 'weekly', weekdays: [0], minutes: [1] }],
  [{ kind: 'weekly', weekdays: [8], minutes: [1] }],
  [{ kind: 'monthly', days: [32], minutes: [1] }],
  [{ kind: 'cron', expression: '0 8 * *' }],
  [{ kind: 'cron', expression: '0 0 8 * * *' }],
  [{ kind: 'cron', expression: '61 8 * * *' }],
  [{ kind: 'cron', expression: '0 9 ? * *' }],
  [{ kind: 'cron', expression: '@daily' }],
  [{ kind: 'cron', expression: 5 }],
])('%j is no schedule', (value) => {
  expect(scheduleFromJson(value)).toBeNull();
});

test('any JSON at all is a schedule or none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(scheduleFromJson(value)).toBeNull();
      expect(() => scheduleFromJson({ kind: 'monthly', days: value, minutes: value })).not.toThrow();
    }),
  );
});

test('a description holds the parts that its form has', () => {
  expect(schedules.map(describeSchedule)).toEqual([
    { form: 'once', times: [], atMs: 1_795_000_000_000 },
    { form: 'daily', times: ['00:00', '23:59'] },
    { form: 'workdays', times: ['20:30'] },
    { form: 'weekly', times: ['19:00'], weekdays: [1, 3, 5] },
    { form: 'monthly', times: ['09:00'], days: [1, 31] },
    { form: 'cron', times: [], expression: '0 8 * * 1-5' },
  ]);
});
