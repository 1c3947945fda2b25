import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { LocalDate, TimeZone } from '../../src/domain/local-date.ts';
import { nextDueAtMs } from '../../src/domain/next-due.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { parseSchedulePhrase } from '../../src/domain/schedule-phrase.ts';
import { plainWeekdays, workdaysWithout } from '../../src/domain/workdays.ts';
import { dueTimes } from '../../src/scheduler/missed.ts';

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'];
/** Every hour in which some of the three zones change their clocks, its edges, and the ordinary times of a day. */
const minutes = [0, 59, 60, 90, 105, 119, 120, 125, 135, 149, 150, 179, 180, 480, 1_230, 1_439];
const firstOn = Temporal.PlainDate.from('2026-01-01');
const lastOn = Temporal.PlainDate.from('2028-12-31');
const workdays = workdaysWithout(new Set(['2027-03-29', '2027-11-01'] as LocalDate[]), plainWeekdays);

/** The instant at which a minute of a day comes: of two the first, where there is none the end of the gap; by Temporal alone. */
function comesAtMs(on: Temporal.PlainDate, minute: number, zone: string): number {
  const local = on.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  const gap = on.toZonedDateTime(zone).getTimeZoneTransition('next');
  if (gap === null) throw new Error('a gap without a transition');
  return gap.epochMilliseconds;
}

type Rule = (on: Temporal.PlainDate) => boolean;

const kinds: readonly (readonly [string, (at: readonly number[]) => Schedule, Rule])[] = [
  ['daily', (at) => ({ kind: 'daily', minutes: at }), () => true],
  ['on workdays', (at) => ({ kind: 'workdays', minutes: at }), (on) => workdays.isWorkday(on.toString() as LocalDate)],
  [
    'on Sundays, when clocks change',
    (at) => ({ kind: 'weekly', weekdays: [7], minutes: at }),
    (on) => on.dayOfWeek === 7,
  ],
  [
    'on the days of the month on which they do',
    (at) => ({ kind: 'monthly', days: [1, 4, 14, 25, 28, 31], minutes: at }),
    (on) => [1, 4, 14, 25, 28, 31].includes(on.day),
  ],
];

function series(schedule: Schedule, zone: string): readonly number[] {
  const endMs = lastOn.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const times: number[] = [];
  for (let at: number | null = firstOn.toZonedDateTime(zone).epochMilliseconds - 1; ;) {
    at = nextDueAtMs(schedule, at, zone as TimeZone, workdays);
    if (at === null || at >= endMs) return times;
    times.push(at);
  }
}

function expected(isDue: Rule, at: readonly number[], zone: string): readonly number[] {
  const times = new Set<number>();
  for (let on = firstOn; Temporal.PlainDate.compare(on, lastOn) <= 0; on = on.add({ days: 1 })) {
    if (isDue(on)) for (const minute of at) times.add(comesAtMs(on, minute, zone));
  }
  return [...times].toSorted((a, b) => a - b);
}

describe.each(zones)('three years in %s', (zone) => {
  test.each(kinds)('%s every time comes when Temporal says', (_kind, make, isDue) => {
    expect(series(make(minutes), zone)).toEqual(expected(isDue, minutes, zone));
  });

  test.each(minutes)('cron at minute %d comes when a daily schedule does', (minute) => {
    const expression = `${String(minute % 60)} ${String(Math.floor(minute / 60))} * * *`;
    expect(series({ kind: 'cron', expression }, zone)).toEqual(series({ kind: 'daily', minutes: [minute] }, zone));
  });

  test.each(minutes)('a single day and minute %d comes then', (minute) => {
    const nowMs = firstOn.toZonedDateTime(zone).epochMilliseconds;
    for (const day of ['2027-03-14', '2027-03-28', '2026-10-04', '2026-10-25', '2026-11-01', '2027-04-04']) {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const parsed = parseSchedulePhrase(`${day} ${clock} x`, { nowMs, zone: zone as TimeZone });
      const atMs = comesAtMs(Temporal.PlainDate.from(day), minute, zone);
      expect(parsed).toMatchObject({ kind: 'understood', schedule: { kind: 'once', atMs } });
    }
  });
});

/** Instants worked out from https://www.timeanddate.com/time/change/ and not by any library. */
describe('after an outage over a change of clocks', () => {
  test.each<[string, string, Schedule, string, string, string[], string]>([
    [
      'the youngest of three is sent and the next one keeps its time of day',
      'America/New_York',
      { kind: 'daily', minutes: [480] },
      '2026-10-31T12:00Z',
      '2026-11-02T13:30Z',
      ['2026-10-31T12:00Z', '2026-11-01T13:00Z', '2026-11-02T13:00Z'],
      '2026-11-03T13:00Z',
    ],
    [
      'a time that came twice is missed once',
      'Europe/Berlin',
      { kind: 'daily', minutes: [150] },
      '2026-10-24T00:30Z',
      '2026-10-26T01:00Z',
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z'],
      '2026-10-26T01:30Z',
    ],
    [
      'a time that was skipped is missed at the end of its gap',
      'Australia/Lord_Howe',
      { kind: 'daily', minutes: [135] },
      '2026-10-02T15:45Z',
      '2026-10-04T15:00Z',
      ['2026-10-02T15:45Z', '2026-10-03T15:30Z'],
      '2026-10-04T15:15Z',
    ],
    [
      'two times in one gap are one',
      'America/New_York',
      { kind: 'daily', minutes: [130, 170] },
      '2027-03-13T07:10Z',
      '2027-03-14T08:00Z',
      ['2027-03-13T07:10Z', '2027-03-13T07:50Z', '2027-03-14T07:00Z'],
      '2027-03-15T06:10Z',
    ],
    [
      'days off of the chat are not missed',
      'Europe/Berlin',
      { kind: 'workdays', minutes: [480] },
      '2027-03-26T07:00Z',
      '2027-03-30T07:00Z',
      ['2027-03-26T07:00Z', '2027-03-30T06:00Z'],
      '2027-03-31T06:00Z',
    ],
  ])('%s', (_title, zone, schedule, first, now, due, next) => {
    const found = dueTimes({ schedule, zone: zone as TimeZone, workdays }, Date.parse(first), Date.parse(now));
    expect([...found.missedAtMs, found.dueAtMs]).toEqual(due.map((at) => Date.parse(at)));
    expect(found.nextAtMs).toBe(Date.parse(next));
  });
});
