import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startOfDayAtMs } from '../../../src/domain/calendar.ts';
import { fixedCron } from '../../../src/domain/fixed-cron.ts';
import { scheduleEvents, type ScheduleFrame } from '../../../src/domain/ics/schedule-events.ts';
import { writeCalendar } from '../../../src/domain/ics/write-calendar.ts';
import type { LocalDate, TimeZone } from '../../../src/domain/local-date.ts';
import { nextDueAtMs } from '../../../src/domain/next-due.ts';
import type { Schedule } from '../../../src/domain/schedule.ts';
import { plainWeekdays, publishedWorkdays, workdaysWithout } from '../../../src/domain/workdays.ts';
import { readCalendar } from '../../support/read-calendar.ts';

const dayMs = 86_400_000;
const daysOff = new Set(['2026-12-24', '2026-12-25', '2027-01-01'] as LocalDate[]);

const frameOf = (zone: string, fromOn: string, isPlain = false): ScheduleFrame => ({
  zone: zone as TimeZone,
  fromOn: fromOn as LocalDate,
  workdays: workdaysWithout(daysOff, isPlain ? plainWeekdays : publishedWorkdays),
  isPlain,
  daysOff,
});

/** What another program makes of the file that we write. */
function readBack(schedule: Schedule, frame: ScheduleFrame, days: number): readonly number[] {
  const fromMs = startOfDayAtMs(frame.fromOn, frame.zone);
  const untilMs = fromMs + days * dayMs;
  const events = scheduleEvents(schedule, frame).map(({ part, ...event }) => ({
    ...event,
    uid: part,
    summary: 'x',
    description: '',
  }));
  const file = writeCalendar({
    name: 'x',
    zone: frame.zone,
    stampMs: fromMs,
    untilMs: untilMs + 400 * dayMs,
    events,
  });
  const read = readCalendar(file, untilMs).flatMap(({ startsMs }) => startsMs);
  return read.filter((at) => at <= untilMs).toSorted((a, b) => a - b);
}

function dueTimes(schedule: Schedule, { fromOn, zone, workdays }: ScheduleFrame, days: number): readonly number[] {
  const fromMs = startOfDayAtMs(fromOn, zone);
  const times: number[] = [];
  for (let at = nextDueAtMs(schedule, fromMs - 1, zone, workdays); at !== null && at <= fromMs + days * dayMs;) {
    times.push(at);
    at = nextDueAtMs(schedule, at, zone, workdays);
  }
  return times;
}

const minutes = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_439 }), { minLength: 1, maxLength: 3 })
  .map((list) => list.toSorted((a, b) => a - b));
const listOf = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1, maxLength: 4 })
    .map((list) => list.toSorted((a, b) => a - b));
const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), minutes }),
  fc.record({ kind: fc.constant('weekly' as const), weekdays: listOf(7), minutes }),
  fc.record({ kind: fc.constant('monthly' as const), days: listOf(31), minutes }),
  fc.record({
    kind: fc.constant('cron' as const),
    expression: fc.constantFrom('30 2 * * *', '0 8,20 * * 1-5', '15 9 1,15 * *', '0 7 * * SUN', '0 9 1 1 *'),
  }),
);
const anyZone = fc.constantFrom(
  ...['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Shanghai', 'America/St_Johns'],
);
const anyDay = fc
  .integer({ min: Date.UTC(2025, 0, 1) / dayMs, max: Date.UTC(2028, 0, 1) / dayMs })
  .map((day) => new Date(day * dayMs).toISOString().slice(0, 10));

describe('a schedule in a calendar', () => {
  test('comes, to another program, exactly when we come', () => {
    fc.assert(
      fc.property(anySchedule, anyZone, anyDay, (schedule, zone, fromOn) => {
        const frame = frameOf(zone, fromOn);
        expect(readBack(schedule, frame, 300)).toEqual(dueTimes(schedule, frame, 300));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['America/New_York', '2027-03-10', 150],
    ['Europe/Berlin', '2027-03-24', 150],
    ['Australia/Lord_Howe', '2026-10-01', 135],
  ])('in %s comes one by one where its minute is skipped within the year', (zone, fromOn, minute) => {
    const schedule: Schedule = { kind: 'daily', minutes: [minute] };
    const frame = frameOf(zone, fromOn);
    expect(scheduleEvents(schedule, frame).length).toBe(366);
    expect(readBack(schedule, frame, 300)).toEqual(dueTimes(schedule, frame, 300));
    expect(scheduleEvents({ kind: 'daily', minutes: [480] }, frame)).toMatchObject([{ rule: 'FREQ=DAILY' }]);
  });

  test('of workdays is written day by day, by a chat’s own calendar as a rule with exceptions', () => {
    const schedule: Schedule = { kind: 'workdays', minutes: [510] };
    const china = frameOf('Asia/Shanghai', '2026-09-14');
    expect(scheduleEvents(schedule, china).every(({ rule }) => rule === null)).toBe(true);
    expect(readBack(schedule, china, 365)).toEqual(dueTimes(schedule, china, 365));
    const own = frameOf('Europe/Berlin', '2026-12-21', true);
    expect(scheduleEvents(schedule, own)).toMatchObject([
      { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', exceptOn: ['2026-12-24', '2026-12-25', '2027-01-01'] },
    ]);
    expect(readBack(schedule, own, 365)).toEqual(dueTimes(schedule, own, 365));
  });

  test('has few events where cron says something plain, and at most 500', () => {
    const frame = frameOf('Asia/Shanghai', '2026-11-16');
    const countOf = (expression: string) => scheduleEvents({ kind: 'cron', expression }, frame).length;
    expect(['0 8 * * 1-5', '0 8,20 * * *', '*/15 * * * *', '0 0 1 1 *'].map(countOf)).toEqual([1, 2, 500, 1]);
  });

  test('for once is there, also when it is over', () => {
    const atMs = Date.UTC(2026, 10, 1);
    expect(readBack({ kind: 'once', atMs }, frameOf('Asia/Shanghai', '2026-11-16'), 30)).toEqual([atMs]);
  });
});

test.each([
  ['0 8 * * *', { kind: 'daily', minutes: [480] }],
  ['0,30 8-9 * * *', { kind: 'daily', minutes: [480, 510, 540, 570] }],
  ['0 8 * * MON-FRI', { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], minutes: [480] }],
  ['0 8 * * 0,6', { kind: 'weekly', weekdays: [6, 7], minutes: [480] }],
  ['0 8 1,15 * *', { kind: 'monthly', days: [1, 15], minutes: [480] }],
  ['0 8 1 * 1', null],
  ['0 8 1 1 *', null],
  ['0 */2 * * *', null],
  ['0 8 L * *', null],
  ['0 8 * * 1#2', null],
])('cron %s is %j', (expression, schedule) => {
  expect(fixedCron(expression)).toEqual(schedule);
});
