import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDateOf, minuteOfDay } from '../../src/domain/calendar.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { nextDueAtMs, nextThreeAtMs } from '../../src/domain/next-due.ts';
import type { Schedule } from '../../src/domain/schedule.ts';

const zoneNames = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Chatham'];
const anyZone = fc.constantFrom(...zoneNames, 'America/Havana', 'Asia/Beirut', 'UTC') as fc.Arbitrary<TimeZone>;
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });
const minute = fc.integer({ min: 0, max: 1_439 });
const listOf = (value: fc.Arbitrary<number>) =>
  fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((list) => list.toSorted((first, second) => first - second));
const minutes = listOf(minute);
const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), minutes }),
  fc.record({ kind: fc.constant('workdays' as const), minutes }),
  fc.record({ kind: fc.constant('weekly' as const), weekdays: listOf(fc.integer({ min: 1, max: 7 })), minutes }),
  fc.record({ kind: fc.constant('monthly' as const), days: listOf(fc.integer({ min: 1, max: 31 })), minutes }),
  fc.record({
    kind: fc.constant('cron' as const),
    expression: fc.constantFrom('30 2 * * *', '*/20 1-3 * * *', '0 9 31 * 1'),
  }),
);

function series(schedule: Schedule, after: string, zone: string, count: number): string[] {
  const times: string[] = [];
  for (let at: number | null = Date.parse(after); times.length < count;) {
    at = nextDueAtMs(schedule, at, zone as TimeZone);
    if (at === null) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

const daily = (...at: number[]): Schedule => ({ kind: 'daily', minutes: at });
const workdays = (...at: number[]): Schedule => ({ kind: 'workdays', minutes: at });

/** Clock changes from the published rules of each zone: https://www.timeanddate.com/time/change/ */
describe('golden series over clock changes', () => {
  test.each<[string, Schedule, string, string, string[]]>([
    [
      'a skipped minute rings when the gap ends',
      daily(150),
      'America/New_York',
      '2027-03-13T00:00Z',
      ['2027-03-13T07:30', '2027-03-14T07:00', '2027-03-15T06:30'],
    ],
    [
      'two skipped minutes ring once',
      daily(130, 170),
      'America/New_York',
      '2027-03-14T00:00Z',
      ['2027-03-14T07:00', '2027-03-15T06:10', '2027-03-15T06:50'],
    ],
    [
      'a repeated minute rings the first time only',
      daily(90),
      'America/New_York',
      '2026-10-31T00:00Z',
      ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    [
      'eight in the morning stays eight',
      daily(480),
      'America/New_York',
      '2026-10-31T00:00Z',
      ['2026-10-31T12:00', '2026-11-01T13:00', '2026-11-02T13:00'],
    ],
    [
      'a skipped minute in Berlin',
      daily(150),
      'Europe/Berlin',
      '2027-03-27T00:00Z',
      ['2027-03-27T01:30', '2027-03-28T01:00', '2027-03-29T00:30'],
    ],
    [
      'a repeated minute in Berlin',
      daily(150),
      'Europe/Berlin',
      '2026-10-24T00:00Z',
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'half an hour skipped on Lord Howe',
      daily(135),
      'Australia/Lord_Howe',
      '2026-10-02T00:00Z',
      ['2026-10-02T15:45', '2026-10-03T15:30', '2026-10-04T15:15'],
    ],
    [
      'half an hour repeated on Lord Howe',
      daily(105),
      'Australia/Lord_Howe',
      '2027-04-02T00:00Z',
      ['2027-04-02T14:45', '2027-04-03T14:45', '2027-04-04T15:15'],
    ],
    [
      'a skipped minute on the Chathams',
      daily(180),
      'Pacific/Chatham',
      '2026-09-25T00:00Z',
      ['2026-09-25T14:15', '2026-09-26T14:00', '2026-09-27T13:15'],
    ],
    [
      'a repeated minute on the Chathams',
      daily(180),
      'Pacific/Chatham',
      '2027-04-02T00:00Z',
      ['2027-04-02T13:15', '2027-04-03T13:15', '2027-04-04T14:15'],
    ],
    [
      'no change in Shanghai',
      daily(480, 1_230),
      'Asia/Shanghai',
      '2026-11-01T00:00Z',
      ['2026-11-01T12:30', '2026-11-02T00:00', '2026-11-02T12:30'],
    ],
    [
      'cron on a skipped minute',
      { kind: 'cron', expression: '30 2 * * *' },
      'America/New_York',
      '2027-03-13T00:00Z',
      ['2027-03-13T07:30', '2027-03-14T07:00', '2027-03-15T06:30'],
    ],
    [
      'cron with two hours, one of them skipped',
      { kind: 'cron', expression: '30 2,14 * * *' },
      'America/New_York',
      '2027-03-14T00:00Z',
      ['2027-03-14T07:00', '2027-03-14T18:30', '2027-03-15T06:30'],
    ],
    [
      'cron with two hours, one of them repeated',
      { kind: 'cron', expression: '30 1,13 * * *' },
      'America/New_York',
      '2026-11-01T00:00Z',
      ['2026-11-01T05:30', '2026-11-01T18:30', '2026-11-02T06:30'],
    ],
    [
      'a midnight that comes twice',
      daily(0, 1_410),
      'America/Havana',
      '2026-10-31T12:00Z',
      ['2026-11-01T03:30', '2026-11-01T04:00', '2026-11-02T04:30', '2026-11-02T05:00'],
    ],
    [
      'a midnight that is skipped',
      daily(0),
      'America/Havana',
      '2026-03-07T00:00Z',
      ['2026-03-07T05:00', '2026-03-08T05:00', '2026-03-09T04:00'],
    ],
  ])('%s', (_title, schedule, zone, after, expected) => {
    expect(series(schedule, after, zone, expected.length)).toEqual(expected);
  });

  test('asked between the two passes of a repeated minute, the next is tomorrow', () => {
    expect(series(daily(90), '2026-11-01T06:15Z', 'America/New_York', 1)).toEqual(['2026-11-02T06:30']);
  });
});

describe('Chinese workdays', () => {
  const at8 = (after: string, count: number) =>
    series(workdays(480), `${after}T08:00+08:00`, 'Asia/Shanghai', count).map((at) => at.slice(0, 10));

  test('leave out New Year and take in the Sunday after it', () => {
    expect(at8('2025-12-30', 4)).toEqual(['2025-12-31', '2026-01-04', '2026-01-05', '2026-01-06']);
  });

  test('jump over the Spring Festival with its two working Saturdays', () => {
    expect(at8('2026-02-13', 5)).toEqual(['2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27']);
    expect(at8('2026-02-27', 2)).toEqual(['2026-02-28', '2026-03-02']);
  });

  test.each([
    ['2026-04-30', ['2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09', '2026-05-11']],
    ['2026-09-18', ['2026-09-20', '2026-09-21']],
    ['2026-09-24', ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12']],
  ])('after %s are %j', (after, expected) => {
    expect(at8(after, expected.length)).toEqual(expected);
  });

  test('are taken in the zone’s days, not in those of UTC', () => {
    expect(series(workdays(60), '2026-10-09T18:00Z', 'Asia/Shanghai', 1)).toEqual(['2026-10-11T17:00']);
  });
});

describe('weeks and months', () => {
  test('a 31st is due in the months that have one', () => {
    const schedule: Schedule = { kind: 'monthly', days: [31], minutes: [540] };
    expect(series(schedule, '2026-12-31T02:00Z', 'Asia/Shanghai', 4).map((at) => at.slice(0, 10))).toEqual([
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
      '2027-07-31',
    ]);
  });

  test('Monday, Wednesday and Friday follow each other over the year’s end', () => {
    const schedule: Schedule = { kind: 'weekly', weekdays: [1, 3, 5], minutes: [1_140] };
    expect(series(schedule, '2026-12-28T12:00Z', 'Asia/Shanghai', 3)).toEqual([
      '2026-12-30T11:00',
      '2027-01-01T11:00',
      '2027-01-04T11:00',
    ]);
  });

  test('cron means the day of the month or the weekday where both are given', () => {
    const schedule: Schedule = { kind: 'cron', expression: '0 9 1 * 1' };
    expect(series(schedule, '2026-11-28T00:00Z', 'UTC', 3)).toEqual([
      '2026-11-30T09:00',
      '2026-12-01T09:00',
      '2026-12-07T09:00',
    ]);
  });
});

describe('any schedule', () => {
  test('a one-off is due once', () => {
    expect(nextThreeAtMs({ kind: 'once', atMs: 1_000 }, 999, 'UTC' as TimeZone)).toEqual([1_000]);
    expect(nextDueAtMs({ kind: 'once', atMs: 1_000 }, 1_000, 'UTC' as TimeZone)).toBeNull();
  });

  test('is due strictly later each time, three times over', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, anyZone, (schedule, nowMs, zone) => {
        const times = nextThreeAtMs(schedule, nowMs, zone);
        expect(times).toHaveLength(3);
        expect([nowMs, ...times].every((at, index, all) => index === 0 || at > (all[index - 1] ?? at))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('skips nothing: asked at any moment before the next time, it gives that time', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyInstant,
        anyZone,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, nowMs, zone, part) => {
          const next = nextDueAtMs(schedule, nowMs, zone) ?? 0;
          const between = Math.min(next - 1, nowMs + Math.floor((next - nowMs) * part));
          expect(nextDueAtMs(schedule, between, zone)).toBe(next);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('rings at one of its minutes, but for gaps', () => {
    fc.assert(
      fc.property(minutes, anyInstant, (list, nowMs) => {
        const next = nextDueAtMs({ kind: 'daily', minutes: list }, nowMs, 'Asia/Shanghai' as TimeZone) ?? 0;
        expect(list).toContain(minuteOfDay(next, 'Asia/Shanghai' as TimeZone));
      }),
    );
  });

  test('a daily time agrees with croner, which finds it another way', () => {
    fc.assert(
      fc.property(minute, anyInstant, fc.constantFrom(...zoneNames) as fc.Arbitrary<TimeZone>, (at, nowMs, zone) => {
        const cron = new Cron(`${String(at % 60)} ${String(Math.floor(at / 60))} * * *`, { timezone: zone });
        const expected = cron.nextRun(new Date(nowMs));
        expect(nextDueAtMs(daily(at), nowMs, zone)).toBe(expected?.getTime());
      }),
      { numRuns: 500 },
    );
  });

  test('weekly times fall on their weekdays in the zone', () => {
    const zone = 'Pacific/Chatham' as TimeZone;
    const next = nextThreeAtMs({ kind: 'weekly', weekdays: [7], minutes: [5] }, Date.UTC(2026, 10, 21), zone);
    expect(next.map((at) => localDateOf(at, zone))).toEqual(['2026-11-22', '2026-11-29', '2026-12-06']);
  });
});
