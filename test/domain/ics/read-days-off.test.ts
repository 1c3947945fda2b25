import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDaysOffFile } from '../../../src/domain/ics/read-days-off.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';

const today = '2026-11-21' as LocalDate;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const calendar = (...lines: readonly string[]) =>
  readDaysOffFile(bytesOf(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')), today);
const event = (...lines: readonly string[]) => calendar('BEGIN:VEVENT', ...lines, 'END:VEVENT');

const daysOf = (file: ReturnType<typeof readDaysOffFile>) =>
  file.kind === 'days-off' ? file.days.map(({ on, name }) => `${on} ${name}`.trim()) : file;

describe('a calendar file', () => {
  test('as programs export it gives its all-day events, those of every year for five years', () => {
    const file = readDaysOffFile(
      readFileSync(new URL('../../fixtures/ics/berlin-holidays.ics', import.meta.url)),
      today,
    );
    const christmas = [2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) =>
      [25, 26].map((day) => `${String(year)}-12-${String(day)} Weihnachten, beide Tage`),
    );
    expect(daysOf(file)).toEqual(
      [...christmas.slice(0, 12), '2027-01-01 Neujahr', '2027-03-29 Ostermontag'].toSorted(),
    );
    expect(file).toMatchObject({ timedCount: 1 });
  });

  test.each([
    [
      'the fourth Thursday of November',
      '20201126',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ['2025-11-27', '2026-11-26', '2027-11-25'],
    ],
    ['the last Monday of May', '20200525', 'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', ['2026-05-25', '2027-05-31']],
    [
      'the Tuesday after the first Monday of November',
      '20201103',
      'FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      ['2026-11-03', '2028-11-07'],
    ],
    ['a day that only leap years have', '20240229', 'FREQ=YEARLY', ['2028-02-29']],
    ['until an end', '20251225', 'FREQ=YEARLY;UNTIL=20271225T000000Z', ['2025-12-25', '2026-12-25', '2027-12-25']],
    ['so many times', '20251225', 'FREQ=YEARLY;COUNT=2', ['2025-12-25', '2026-12-25']],
    ['the last day of February', '20250228', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', ['2026-02-28', '2027-02-28']],
  ])('follows %s', (_title, start, rule, expected) => {
    const days = daysOf(event(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`));
    expect(Array.isArray(days) ? days.slice(0, expected.length) : days).toEqual(expected);
  });

  test('leaves out excepted days and takes in added ones', () => {
    const file = event(
      'DTSTART;VALUE=DATE:20251225',
      'RRULE:FREQ=YEARLY;COUNT=3',
      'EXDATE;VALUE=DATE:20261225',
      'RDATE;VALUE=DATE:20270106,20280106',
    );
    expect(daysOf(file)).toEqual(['2025-12-25', '2027-01-06', '2027-12-25', '2028-01-06']);
  });

  test.each([
    [['DTSTART:20270601'], ['2027-06-01']],
    [
      ['DTSTART;VALUE=DATE:20270601', 'DURATION:P3D'],
      ['2027-06-01', '2027-06-02', '2027-06-03'],
    ],
    [['DTSTART;VALUE=DATE:20270601', 'DTEND;VALUE=DATE:20270601'], ['2027-06-01']],
    [
      ['DTSTART;VALUE=DATE:20270630', 'DTEND;VALUE=DATE:20270702'],
      ['2027-06-30', '2027-07-01'],
    ],
  ])('%j lasts %j', (lines, expected) => {
    expect(daysOf(event(...lines))).toEqual(expected);
  });

  test('with anything wrong is refused whole, every mistake by its line', () => {
    const file = calendar(
      ...['BEGIN:VEVENT', 'SUMMARY:no start', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270230', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270601', 'RRULE:FREQ=WEEKLY;BYDAY=FR', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270601', 'DTEND;VALUE=DATE:20270501', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270601', 'DTEND;VALUE=DATE:20280601', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY;BYWEEKNO=20'],
    );
    expect(file).toEqual({
      kind: 'refused',
      problemCount: 6,
      problems: [
        { line: 3, code: 'no-event-start', detail: '' },
        { line: 7, code: 'bad-date', detail: '20270230' },
        { line: 11, code: 'unsupported-rule', detail: 'FREQ=WEEKLY;BYDAY=FR' },
        { line: 15, code: 'event-backwards', detail: '20270501' },
        { line: 19, code: 'event-too-long', detail: '100' },
        { line: 21, code: 'unclosed-event', detail: '' },
      ],
    });
  });

  test('is told from other files, and from one with nothing to take', () => {
    expect(readDaysOffFile(bytesOf('date,title\n'), today)).toEqual({ kind: 'not-ics' });
    expect(calendar()).toMatchObject({ kind: 'refused', problems: [{ line: 0, code: 'no-days-off' }] });
    expect(event('DTSTART;VALUE=DATE:20200101')).toMatchObject({ problems: [{ code: 'no-days-off' }] });
    expect(readDaysOffFile(new Uint8Array(1024 * 1024 + 1), today)).toMatchObject({
      problems: [{ code: 'too-large' }],
    });
  });

  test('with more days than a chat may have is refused', () => {
    const many = Array.from({ length: 11 }, (_, index) => [
      'BEGIN:VEVENT',
      `DTSTART;VALUE=DATE:${String(2027 + (index % 4))}${['01', '04', '08'][index % 3] ?? '01'}01`,
      'DURATION:P100D',
      'END:VEVENT',
    ]).flat();
    expect(calendar(...many)).toMatchObject({ kind: 'refused', problems: [{ code: 'too-many-days-off' }] });
  });
});
