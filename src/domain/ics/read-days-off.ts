import { decodeText } from '../bank/decode-text.ts';
import { addDays, daysBetween } from '../calendar.ts';
import { daysOffMax } from '../limits.ts';
import type { LocalDate } from '../local-date.ts';
import { type ContentLine, readContentLines, unescapeText } from './content-line.ts';
import { icsProblem, type IcsProblem } from './ics-problem.ts';
import { dateIn, readYearlyRule, yearlyDays } from './yearly-rule.ts';

/** A day on which nobody works, with the name of the event. */
export interface NamedDay {
  readonly on: LocalDate;
  readonly name: string;
}

export type DaysOffFile =
  | {
      readonly kind: 'days-off';
      /** In order, each day once. */
      readonly days: readonly NamedDay[];
      /** Events with a time of day, which are no days off. */
      readonly timedCount: number;
    }
  | { readonly kind: 'refused'; readonly problems: readonly IcsProblem[]; readonly problemCount: number }
  | { readonly kind: 'not-ics' };

/** The largest calendar file; a country's holidays of ten years are a tenth of it. */
const icsMaxBytes = 1024 * 1024;
const longestEventDays = 100;
/** What comes back every year is taken for so long. */
const yearsAhead = 5;
const daysBack = 366;
const nameMaxCharacters = 60;
const problemsMax = 100;

interface Reading {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly names: Map<LocalDate, string>;
  readonly problems: IcsProblem[];
  timedCount: number;
}

/** The all-day events of a calendar file from a year before `today` on, those of every year for five years; all of it or everything that is wrong. */
export function readDaysOffFile(bytes: Uint8Array, today: LocalDate): DaysOffFile {
  if (bytes.byteLength > icsMaxBytes) return refused([icsProblem(0, 'too-large', '1 MB')]);
  const text = decodeText(bytes);
  if (text === null) return refused([icsProblem(0, 'bad-encoding')]);
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text)) return { kind: 'not-ics' };
  const [from, to] = [addDays(today, -daysBack), addDays(today, yearsAhead * 366)];
  const reading: Reading = { from, to, names: new Map(), problems: [], timedCount: 0 };
  readEvents(readContentLines(text), reading);
  const { names, problems, timedCount } = reading;
  if (problems.length === 0 && names.size === 0) problems.push(icsProblem(0, 'no-days-off'));
  if (names.size > daysOffMax) problems.push(icsProblem(0, 'too-many-days-off', daysOffMax));
  if (problems.length > 0) return refused(problems);
  const days = [...names].map(([on, name]) => ({ on, name })).sort((a, b) => (a.on < b.on ? -1 : 1));
  return { kind: 'days-off', days, timedCount };
}

const refused = (problems: readonly IcsProblem[]): DaysOffFile => ({
  kind: 'refused',
  problems: problems.slice(0, problemsMax),
  problemCount: problems.length,
});

/** Events alone; alarms inside them and everything beside them are passed over. */
function readEvents(lines: readonly ContentLine[], reading: Reading): void {
  let event: ContentLine[] | null = null;
  let begunAt = 0;
  let depth = 0;
  for (const line of lines) {
    const component = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN' && event === null && component === 'VEVENT') [event, begunAt, depth] = [[], line.line, 0];
    else if (component === 'VCALENDAR' || (line.name === 'BEGIN' && component === 'VEVENT')) {
      if (event !== null) break;
    } else if (line.name === 'BEGIN' && event !== null) depth += 1;
    else if (line.name === 'END' && event !== null && depth > 0) depth -= 1;
    else if (line.name === 'END' && event !== null) {
      readEvent(event, begunAt, reading);
      event = null;
    } else if (event !== null && depth === 0) event.push(line);
  }
  if (event !== null) reading.problems.push(icsProblem(begunAt, 'unclosed-event'));
}

function readEvent(event: readonly ContentLine[], begunAt: number, reading: Reading): void {
  const { problems } = reading;
  const one = (name: string): ContentLine | undefined => event.find((line) => line.name === name);
  const start = one('DTSTART');
  if (one('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return;
  if (start === undefined) {
    problems.push(icsProblem(begunAt, 'no-event-start'));
    return;
  }
  if (!isAllDay(start, one('DTEND'))) {
    reading.timedCount += 1;
    return;
  }
  const first = dateIn(start.value);
  const length = lengthOf(first, one('DTEND'), one('DURATION'));
  if (first === null) problems.push(icsProblem(start.line, 'bad-date', start.value));
  if (length.problem !== null) problems.push(length.problem);
  const starts = first === null ? null : startsOf(first, event, reading);
  if (starts === null || length.problem !== null) return;
  const name = unescapeText(one('SUMMARY')?.value ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, nameMaxCharacters);
  for (const on of starts) addStretch(on, length.days, name, reading);
}

/** A date alone, or what some programs write for it: midnight to midnight. */
function isAllDay({ params, value }: ContentLine, end: ContentLine | undefined): boolean {
  if (params.get('VALUE')?.toUpperCase() === 'DATE' || !value.includes('T')) return true;
  return /T000000$/.test(value.trim()) && /T000000$/.test(end?.value.trim() ?? '');
}

interface Length {
  readonly days: number;
  readonly problem: IcsProblem | null;
}

/** The end is the day after the last one. https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1 */
function lengthOf(first: LocalDate | null, end: ContentLine | undefined, duration: ContentLine | undefined): Length {
  const line = end ?? duration;
  if (line === undefined || first === null) return { days: 1, problem: null };
  const endOn = end === undefined ? null : dateIn(end.value);
  const [, weeks, days] = /^P(?:(\d{1,3})W|(\d{1,4})D)/.exec(duration?.value.trim() ?? '') ?? [];
  const counted = end === undefined ? Number(weeks ?? 0) * 7 + Number(days ?? 0) : null;
  if (counted === null && endOn === null) return { days: 0, problem: icsProblem(line.line, 'bad-date', line.value) };
  // An end on the first day itself is how some programs write a single day.
  const between = counted ?? Math.max(daysBetween(first, endOn ?? first), endOn === first ? 1 : 0);
  if (between < 1) return { days: 0, problem: icsProblem(line.line, 'event-backwards', line.value) };
  const problem = between > longestEventDays ? icsProblem(line.line, 'event-too-long', longestEventDays) : null;
  return { days: between, problem };
}

/** The first days of all its occurrences; null where one of them cannot be told, which is noted. */
function startsOf(
  first: LocalDate,
  event: readonly ContentLine[],
  { to, problems }: Reading,
): readonly LocalDate[] | null {
  const rule = event.find(({ name }) => name === 'RRULE');
  const yearly = rule === undefined ? null : readYearlyRule(rule.value);
  if (rule !== undefined && yearly === null) {
    problems.push(icsProblem(rule.line, 'unsupported-rule', rule.value));
    return null;
  }
  const dates = (wanted: string): readonly LocalDate[] =>
    event
      .filter(({ name }) => name === wanted)
      .flatMap((line) => line.value.split(',').map((value) => ({ line, value, on: dateIn(value) })))
      .flatMap(({ line, value, on }) => {
        if (on === null) problems.push(icsProblem(line.line, 'bad-date', value));
        return on ?? [];
      });
  const left = new Set(dates('EXDATE'));
  const all = [...(yearly === null ? [first] : yearlyDays(first, yearly, to)), ...dates('RDATE')];
  return all.filter((on) => !left.has(on));
}

function addStretch(first: LocalDate, days: number, name: string, { from, to, names }: Reading): void {
  for (let index = 0; index < days; index += 1) {
    const on = addDays(first, index);
    if (on >= from && on <= to && (names.get(on) ?? '') === '') names.set(on, name);
  }
}
