import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarEvent, escapeText, foldLine, writeCalendar } from '../../../src/domain/ics/write-calendar.ts';
import { unescapeText } from '../../../src/domain/ics/content-line.ts';
import type { LocalDate, TimeZone } from '../../../src/domain/local-date.ts';
import { readCalendar } from '../../support/read-calendar.ts';

const zone = 'Europe/Berlin' as TimeZone;
const stampMs = Date.UTC(2026, 10, 16);
const event: CalendarEvent = {
  uid: 'plan-2026-12-01.c@banzhang',
  start: { kind: 'day', on: '2026-12-01' as LocalDate },
  rule: null,
  exceptOn: [],
  summary: '第一章；“光、声、热”, part 1\\2',
  description: 'one\ntwo',
};
const write = (...events: readonly CalendarEvent[]) =>
  writeCalendar({ name: '学习群', zone, stampMs, untilMs: stampMs + 400 * 86_400_000, events });

test('lines are folded at 75 octets and never within a character, and come back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
      const line = `SUMMARY:${words.replace(/[\r\n]/g, '')}`;
      const pieces = foldLine(line).split('\r\n');
      expect(pieces.every((piece) => Buffer.byteLength(piece) <= 75)).toBe(true);
      expect(pieces.map((piece, index) => (index === 0 ? piece : piece.slice(1))).join('')).toBe(line);
    }),
  );
});

test('texts come back as they were', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~一-龥\n]*$/), (words) => {
      expect(unescapeText(escapeText(words))).toBe(words);
    }),
  );
  expect(escapeText('a\u0007b\r\nc')).toBe('ab\\nc');
});

test('a whole day is read by another program with all its words', () => {
  const [read] = readCalendar(write({ ...event, summary: event.summary.repeat(5) }), stampMs);
  expect(read).toMatchObject({ day: '2026-12-01', summary: event.summary.repeat(5), description: 'one\ntwo' });
});

test('the zone stands in the calendar where a rule needs it, with every change of its clocks', () => {
  expect(write(event)).not.toContain('VTIMEZONE');
  const daily = {
    ...event,
    start: { kind: 'wall', on: '2026-11-16' as LocalDate, minute: 480 },
    rule: 'FREQ=DAILY',
  } as const;
  const file = write(daily);
  expect(file).toContain('TZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000');
  // https://www.timeanddate.com/time/change/germany/berlin?year=2027
  expect(file).toContain(
    'BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT',
  );
  expect(file).toContain(
    'BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD',
  );
});

test('the same events give the same bytes', () => {
  expect(write(event)).toBe(write({ ...event }));
});
