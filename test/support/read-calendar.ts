import { Temporal } from 'temporal-polyfill';

/** A calendar as a program that knows nothing of ours reads it: RFC 5545 by the letter, clocks by temporal-polyfill. */
export interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  /** `YYYY-MM-DD`; null for events with a time of day. */
  readonly day: string | null;
  /** Instants from the first up to `untilMs`, in order. */
  readonly startsMs: readonly number[];
}

interface Property {
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

const encoder = new TextEncoder();
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The events of a file; throws where it breaks a rule of the format. */
export function readCalendar(file: string, untilMs: number): readonly ReadEvent[] {
  const properties = propertiesIn(file);
  const zoneOffsets = zoneOffsetsIn(properties);
  const events: ReadEvent[] = [];
  for (let at = 0; at < properties.length; at += 1) {
    if (!is(properties[at], 'BEGIN', 'VEVENT')) continue;
    const end = properties.findIndex((property, index) => index > at && is(property, 'END', 'VEVENT'));
    events.push(readEvent(properties.slice(at + 1, end), zoneOffsets, untilMs));
  }
  if (new Set(events.map(({ uid }) => uid)).size !== events.length) throw new Error('two events of one UID');
  return events;
}

const is = (property: Property | undefined, name: string, value: string): boolean =>
  property?.name === name && property.value === value;

function propertiesIn(file: string): readonly Property[] {
  if (!file.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(file)) throw new Error('lines must end in CRLF');
  const lines = file.slice(0, -2).split('\r\n');
  const long = lines.find((line) => encoder.encode(line).length > 75);
  if (long !== undefined) throw new Error(`more than 75 octets: ${long}`);
  const unfolded = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  return unfolded.map((line) => {
    const [, name, params = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)$/s.exec(line) ?? [];
    if (name === undefined) throw new Error(`no property: ${line}`);
    const pairs = params.split(';').slice(1);
    return { name, params: new Map(pairs.map((pair) => pair.split('=', 2) as [string, string])), value };
  });
}

type ZoneOffset = (local: Temporal.PlainDateTime) => string;

/** By the observances of the VTIMEZONE alone: the latest whose onset is not after the local time. */
function zoneOffsetsIn(properties: readonly Property[]): ZoneOffset {
  const observances: { onset: Temporal.PlainDateTime; offset: string }[] = [];
  let onset: Temporal.PlainDateTime | null = null;
  const from = properties.findIndex((property) => is(property, 'BEGIN', 'VTIMEZONE'));
  const to = properties.findIndex((property) => is(property, 'END', 'VTIMEZONE'));
  for (const { name, value } of properties.slice(from + 1, Math.max(to, from + 1))) {
    if (name === 'DTSTART') onset = Temporal.PlainDateTime.from(value);
    if (name === 'TZOFFSETTO' && onset !== null) {
      observances.push({ onset, offset: `${value.slice(0, 3)}:${value.slice(3)}` });
    }
  }
  return (local) => {
    const latest = observances.findLast((one) => Temporal.PlainDateTime.compare(one.onset, local) <= 0);
    if (latest === undefined) throw new Error('no observance of the zone');
    return latest.offset;
  };
}

function readEvent(properties: readonly Property[], zoneOffset: ZoneOffset, untilMs: number): ReadEvent {
  const one = (name: string): Property | undefined => properties.find((property) => property.name === name);
  const must = (name: string): Property => {
    const found = one(name);
    if (found === undefined) throw new Error(`an event without ${name}`);
    return found;
  };
  if (!/^\d{8}T\d{6}Z$/.test(must('DTSTAMP').value)) throw new Error('DTSTAMP must be in UTC');
  const start = must('DTSTART');
  const words = (name: string): string =>
    (one(name)?.value ?? '').replace(/\\(.)/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
  const isDay = start.params.get('VALUE') === 'DATE';
  const rule = one('RRULE')?.value ?? null;
  const except = new Set(properties.filter(({ name }) => name === 'EXDATE').map(({ value }) => value));
  return {
    uid: must('UID').value,
    summary: words('SUMMARY'),
    description: words('DESCRIPTION'),
    day: isDay ? Temporal.PlainDate.from(start.value).toString() : null,
    startsMs: isDay ? [] : startsOf(start, rule, { except, zoneOffset, untilMs }),
  };
}

function startsOf(
  { params, value }: Property,
  rule: string | null,
  { except, zoneOffset, untilMs }: { except: ReadonlySet<string>; zoneOffset: ZoneOffset; untilMs: number },
): readonly number[] {
  if (value.endsWith('Z')) return [Temporal.Instant.from(value).epochMilliseconds];
  const zone = params.get('TZID');
  if (zone === undefined) throw new Error('a floating time');
  const first = Temporal.PlainDateTime.from(value);
  const starts: number[] = [];
  for (let local = first; ; local = local.add({ days: 1 })) {
    const at = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (at.epochMilliseconds > untilMs) return starts;
    if (rule === null && starts.length > 0) return starts;
    const isDue = rule === null || fits(local, rule);
    if (!isDue && local.equals(first)) throw new Error('DTSTART does not fit the rule');
    if (!isDue || except.has(local.toString().replace(/[-:]/g, ''))) continue;
    if (!at.toPlainDateTime().equals(local)) throw new Error(`clocks of ${zone} never show ${local.toString()}`);
    // Of a time that comes twice the first is meant, before the onset of the next observance.
    const isTwice = !local.toZonedDateTime(zone, { disambiguation: 'later' }).equals(at);
    if (!isTwice && zoneOffset(local) !== at.offset) throw new Error(`wrong offset at ${local.toString()}`);
    starts.push(at.epochMilliseconds);
  }
}

function fits(local: Temporal.PlainDateTime, rule: string): boolean {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const list = (name: string): readonly string[] => parts.get(name)?.split(',') ?? [];
  const known = ['FREQ', 'BYDAY', 'BYMONTHDAY'];
  if ([...parts.keys()].some((name) => !known.includes(name))) throw new Error(`unknown rule ${rule}`);
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return true;
    case 'WEEKLY':
      return list('BYDAY').includes(weekdayNames[local.dayOfWeek - 1] ?? '');
    case 'MONTHLY':
      return list('BYMONTHDAY').includes(String(local.day));
    default:
      throw new Error(`unknown rule ${rule}`);
  }
}
