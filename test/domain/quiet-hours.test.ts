import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minuteOfDay } from '../../src/domain/calendar.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { afterQuiet, isQuiet } from '../../src/domain/quiet-hours.ts';

const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };
const noon = { fromMinute: 12 * 60, toMinute: 14 * 60 };
const shanghai = 'Asia/Shanghai' as TimeZone;
const newYork = 'America/New_York' as TimeZone;
const after = (text: string, quiet: typeof night | null, zone: TimeZone) =>
  new Date(afterQuiet(Date.parse(text), quiet, zone)).toISOString();

describe('a minute of the day', () => {
  test.each([
    [night, 22 * 60, true],
    [night, 0, true],
    [night, 7 * 60 - 1, true],
    [night, 7 * 60, false],
    [night, 22 * 60 - 1, false],
    [noon, 12 * 60, true],
    [noon, 14 * 60, false],
    [noon, 0, false],
    [null, 0, false],
    [{ fromMinute: 480, toMinute: 480 }, 480, false],
  ])('within %o at %i is quiet: %s', (quiet, minute, expected) => {
    expect(isQuiet(minute, quiet)).toBe(expected);
  });
});

describe('the first instant after quiet hours', () => {
  test('is now where nothing is quiet', () => {
    expect(after('2026-11-21T10:00:00.123Z', night, shanghai)).toBe('2026-11-21T10:00:00.123Z');
    expect(after('2026-11-21T15:00:00Z', null, shanghai)).toBe('2026-11-21T15:00:00.000Z');
  });

  test('is the morning, before and after midnight', () => {
    expect(after('2026-11-21T15:30:12.345Z', night, shanghai)).toBe('2026-11-21T23:00:00.000Z');
    expect(after('2026-11-21T17:00:00Z', night, shanghai)).toBe('2026-11-21T23:00:00.000Z');
    expect(after('2026-11-21T05:59:59.999Z', noon, shanghai)).toBe('2026-11-21T06:00:00.000Z');
  });

  test('follows the clocks when they change at night', () => {
    expect(after('2027-03-14T04:00:00Z', night, newYork)).toBe('2027-03-14T11:00:00.000Z');
    expect(after('2026-11-01T04:00:00Z', night, newYork)).toBe('2026-11-01T12:00:00.000Z');
  });

  test('is never before now when a minute comes twice', () => {
    const untilHalfPastOne = { fromMinute: 0, toMinute: 90 };
    expect(after('2026-11-01T04:30:00Z', untilHalfPastOne, newYork)).toBe('2026-11-01T05:30:00.000Z');
    expect(after('2026-11-01T06:10:00Z', untilHalfPastOne, newYork)).toBe('2026-11-01T06:30:00.000Z');
  });

  test('is the end of the gap when quiet ends inside it', () => {
    expect(after('2027-03-14T06:00:00Z', { fromMinute: 0, toMinute: 150 }, newYork)).toBe('2027-03-14T07:00:00.000Z');
  });

  test('is found by walking minute by minute, too', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const zone = fc.constantFrom(shanghai, newYork, 'Europe/Berlin' as TimeZone, 'Australia/Lord_Howe' as TimeZone);
    const aroundChanges = fc.integer({ min: Date.UTC(2026, 9, 20) / 6e4, max: Date.UTC(2026, 10, 5) / 6e4 });
    fc.assert(
      fc.property(minute, minute, zone, aroundChanges, (fromMinute, toMinute, where, atMinute) => {
        const quiet = { fromMinute, toMinute };
        let walked = atMinute * 6e4;
        while (isQuiet(minuteOfDay(walked, where), quiet)) walked += 6e4;
        expect(afterQuiet(atMinute * 6e4, quiet, where)).toBe(walked);
      }),
      { numRuns: 300 },
    );
  });
});
