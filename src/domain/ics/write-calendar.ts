import { addDays } from '../calendar.ts';
import { clockText } from '../schedule.ts';
import type { LocalDate, TimeZone } from '../local-date.ts';
import { timeZoneLines } from './write-time-zone.ts';

/** When an event begins: a whole day, an instant, or a time of day on the clocks of the calendar's zone. */
export type EventStart =
  | { readonly kind: 'day'; readonly on: LocalDate }
  | { readonly kind: 'instant'; readonly atMs: number }
  | { readonly kind: 'wall'; readonly on: LocalDate; readonly minute: number };

export interface CalendarEvent {
  /** The same for the same event whenever the calendar is written. */
  readonly uid: string;
  readonly start: EventStart;
  /** How a `wall` event comes back, such as `FREQ=WEEKLY;BYDAY=MO`; null: it does not. */
  readonly rule: string | null;
  /** Days on which it does not come back after all. */
  readonly exceptOn: readonly LocalDate[];
  readonly summary: string;
  readonly description: string;
}

export interface Calendar {
  readonly name: string;
  readonly zone: TimeZone;
  /** Stands for the time of writing; the same stamp and events give the same bytes. */
  readonly stampMs: number;
  /** Up to when the zone's clock changes are written. */
  readonly untilMs: number;
  readonly events: readonly CalendarEvent[];
}

const timedMinutes = 15;

/** The calendar as a file: CRLF, folded at 75 octets. https://www.rfc-editor.org/rfc/rfc5545 */
export function writeCalendar({ name, zone, stampMs, untilMs, events }: Calendar): string {
  const stamp = utcStamp(stampMs);
  const hasWall = events.some(({ start }) => start.kind === 'wall');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Banzhang//Banzhang//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...(hasWall ? timeZoneLines(zone, stampMs, untilMs) : []),
    ...events.flatMap((event) => eventLines(event, zone, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent, zone: TimeZone, stamp: string): readonly string[] {
  const { uid, rule, exceptOn, summary, description } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    ...whenLines(event, zone),
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    ...exceptOn.map((on) => `EXDATE;TZID=${zone}:${wallStamp(on, event.start)}`),
    `SUMMARY:${escapeText(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function whenLines({ start }: CalendarEvent, zone: TimeZone): readonly string[] {
  switch (start.kind) {
    case 'day':
      return [`DTSTART;VALUE=DATE:${basicDate(start.on)}`, `DTEND;VALUE=DATE:${basicDate(addDays(start.on, 1))}`];
    case 'instant':
      return [`DTSTART:${utcStamp(start.atMs)}`, `DURATION:PT${String(timedMinutes)}M`];
    case 'wall':
      return [`DTSTART;TZID=${zone}:${wallStamp(start.on, start)}`, `DURATION:PT${String(timedMinutes)}M`];
  }
}

const basicDate = (on: LocalDate): string => on.replaceAll('-', '');

const wallStamp = (on: LocalDate, start: EventStart): string =>
  `${basicDate(on)}T${clockText(start.kind === 'wall' ? start.minute : 0).replace(':', '')}00`;

/** `20261224T123000Z`. */
const utcStamp = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11; control characters have no place in a text. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

const foldOctets = 75;

/** The line in pieces of at most 75 octets, never cut within a character. https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export function foldLine(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > foldOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
