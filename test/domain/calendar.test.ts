import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayNumber,
  dayOfMonth,
  daysBetween,
  instantOf,
  localDateFrom,
  localDateOf,
  localDateOfDayNumber,
  minuteOfDay,
  monthStart,
  parseLocalDate,
  startOfDayAtMs,
  weekdayOf,
  weekStart,
} from '../../src/domain/calendar.ts';
import type { LocalDate, TimeZone } from '../../src/domain/local-date.ts';

const zones = Intl.supportedValuesOf('timeZone') as TimeZone[];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 31) });
const anyDay = fc.integer({ min: -18_000, max: 29_000 }).map(localDateOfDayNumber);
const newYork = 'America/New_York' as TimeZone;

const zonedAt = (atMs: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
const on = (text: string) => text as LocalDate;
const iso = (atMs: number) => new Date(atMs).toISOString();

describe('local days and minutes', () => {
  test('agree with Temporal at random instants in every zone', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (atMs, zone) => {
        const expected = zonedAt(atMs, zone);
        expect(localDateOf(atMs, zone)).toBe(expected.toPlainDate().toString());
        expect(minuteOfDay(atMs, zone)).toBe(expected.hour * 60 + expected.minute);
      }),
      { numRuns: 800 },
    );
  });

  test('agree with Temporal on both sides of every clock change', () => {
    for (const zone of [newYork, 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia'] as TimeZone[]) {
      let change = zonedAt(Date.UTC(2009, 0, 1), zone).getTimeZoneTransition('next');
      for (let count = 0; change !== null && count < 40; count++) {
        for (const step of [-1, 0, 1]) {
          const atMs = change.epochMilliseconds + step;
          expect(localDateOf(atMs, zone)).toBe(zonedAt(atMs, zone).toPlainDate().toString());
          expect(minuteOfDay(atMs, zone)).toBe(zonedAt(atMs, zone).hour * 60 + zonedAt(atMs, zone).minute);
        }
        change = change.getTimeZoneTransition('next');
      }
    }
  });

  test('zones and years asked for in turn, more than are kept, give the same answers again', () => {
    const ask = () =>
      zones
        .slice(0, 40)
        .map((zone, index) =>
          [1975, 1984, 1993, 2001, 2005, 2010, 2019, 2026, 2033, 2040].map((year) =>
            localDateOf(Date.UTC(year, index % 12, 1), zone),
          ),
        );
    expect(ask()).toEqual(ask());
  });
});

describe('instants of local times', () => {
  test('are the earlier one of two, and the end of the gap where there is none', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1_439 }), anyZone, (day, minute, zone) => {
        const plain = Temporal.PlainDate.from(day).toPlainDateTime({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        });
        const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        const exists = earlier.toPlainDateTime().equals(plain);
        const expected = exists ? earlier : earlier.getTimeZoneTransition('next');
        expect(instantOf(day, minute, zone)).toBe(expected?.epochMilliseconds);
      }),
      { numRuns: 800 },
    );
  });

  test.each([
    ['2027-03-14', 150, newYork, '2027-03-14T07:00:00.000Z'],
    ['2026-11-01', 90, newYork, '2026-11-01T05:30:00.000Z'],
    ['2026-10-04', 135, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2027-04-04', 105, 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z'],
    ['2026-09-27', 180, 'Pacific/Chatham', '2026-09-26T14:00:00.000Z'],
    ['2026-11-21', 1_440, 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
  ])('%s minute %i in %s is %s', (day, minute, zone, expected) => {
    expect(iso(instantOf(on(day), minute, zone as TimeZone))).toBe(expected);
  });

  test('a day begins at one o’clock where midnight is skipped', () => {
    // Cuba sets its clocks forward at midnight: https://www.timeanddate.com/time/change/cuba
    expect(iso(startOfDayAtMs(on('2026-03-08'), 'America/Havana' as TimeZone))).toBe('2026-03-08T05:00:00.000Z');
    expect(minuteOfDay(Date.parse('2026-03-08T05:00:00Z'), 'America/Havana' as TimeZone)).toBe(60);
  });
});

describe('days', () => {
  test('are numbered from 2020-01-01', () => {
    expect(dayNumber(on('2020-01-01'))).toBe(0);
    expect(dayNumber(on('2026-11-21'))).toBe(2_516);
    expect(localDateOfDayNumber(-1)).toBe('2019-12-31');
  });

  test('count, and agree with Temporal', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, count) => {
        const plain = Temporal.PlainDate.from(day);
        const moved = addDays(day, count);
        expect(moved).toBe(plain.add({ days: count }).toString());
        expect(daysBetween(day, moved)).toBe(count);
        expect(weekdayOf(day)).toBe(plain.dayOfWeek);
        expect(dayOfMonth(day)).toBe(plain.day);
        expect(addMonths(day, count % 50)).toBe(plain.add({ months: count % 50 }).toString());
      }),
    );
  });

  test('weeks start on Monday and months on the first', () => {
    expect(weekStart(on('2026-11-22'))).toBe('2026-11-16');
    expect(weekStart(on('2026-11-16'))).toBe('2026-11-16');
    expect(monthStart(on('2026-02-28'))).toBe('2026-02-01');
  });

  test('are read only as YYYY-MM-DD and only if they exist', () => {
    expect(parseLocalDate('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0026-01-01', '2026-01-01T00:00', '']) {
      expect(parseLocalDate(text)).toBeNull();
    }
    expect(localDateFrom(2026, 2, 31)).toBeNull();
    expect(localDateFrom(2026, 12, 0)).toBeNull();
  });
});
