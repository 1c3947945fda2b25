import { dayNumber } from '../domain/calendar.ts';
import type { Amount } from '../domain/day-total.ts';
import type { LocalDate } from '../domain/local-date.ts';

/** One record of a member's day. */
export interface CheckInEntry {
  readonly outcome: 'done' | 'made-up';
  /** Null where nothing was counted. */
  readonly amount: Amount | null;
  readonly note: string;
  readonly hasPhoto: boolean;
  /** The seat of the organiser who recorded it for the member; null when it was the member. */
  readonly bySeat: number | null;
  /** True where it was a line of a relay (接龙) that somebody posted; else absent. */
  readonly isFromRelay?: true;
  /** Whole seconds. */
  readonly atMs: number;
}

type AmountUnit = NonNullable<Amount['unit']>;

const noteMaxCharacters = 300;
const daySeconds = 86_400;
/** Days from 1970-01-01 to day number 0. */
const firstDay = 18_262;

const letters = { minutes: 'm', pages: 'p', items: 'i', percent: '%', fraction: '/' } as const satisfies Readonly<
  Record<AmountUnit, string>
>;
const units = Object.fromEntries(Object.entries(letters).map(([unit, letter]) => [letter, unit])) as Readonly<
  Record<string, AmountUnit | undefined>
>;

/** Seconds since the day began in UTC, in base 36: short, and negative where the zone is ahead. */
const sinceDay = (atMs: number, on: LocalDate): string =>
  (Math.floor(atMs / 1000) - (dayNumber(on) + firstDay) * daySeconds).toString(36);

/** The words of a note as they are kept: one line, bounded. */
export function cleanNote(note: string): string {
  const oneLine = note.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return Array.from(oneLine).slice(0, noteMaxCharacters).join('');
}

/**
 * The entry as one line of the day's hash: `d30m 14z0`, then marks (`p` photo, `b7` by seat 7, `r` from a relay, `-` none) and the note
 * where there are any. A member-day without a note takes some ten bytes.
 */
export function packEntry(entry: CheckInEntry, on: LocalDate): string {
  const { amount, bySeat } = entry;
  const kind = entry.outcome === 'done' ? 'd' : 'm';
  const unit = amount?.unit == null ? '' : letters[amount.unit];
  const head = `${kind}${amount === null ? '' : `${amount.amount}${unit}${amount.of ?? ''}`} ${sinceDay(entry.atMs, on)}`;
  const by = bySeat === null ? '' : `b${bySeat}`;
  const marks = `${entry.hasPhoto ? 'p' : ''}${by}${entry.isFromRelay === true ? 'r' : ''}`;
  const note = cleanNote(entry.note);
  if (marks === '' && note === '') return head;
  return `${head} ${marks === '' ? '-' : marks}${note === '' ? '' : ` ${note}`}`;
}

const line = /^([dm])(?:([\d.]+)([mpi%/]?)([\d.]*))? (-?[0-9a-z]+)(?: (\S+))?(?: (.*))?$/su;

/** The entries of one member's day, oldest first. */
export function unpackEntries(packed: string, on: LocalDate): readonly CheckInEntry[] {
  return packed.split('\n').flatMap((text) => {
    const match = line.exec(text);
    return match === null ? [] : [entryOf(match, on)];
  });
}

function entryOf(match: RegExpExecArray, on: LocalDate): CheckInEntry {
  const [, kind, amount, unit, of, since, marks = '', note = ''] = match;
  const by = /b(\d+)/.exec(marks)?.[1];
  return {
    outcome: kind === 'd' ? 'done' : 'made-up',
    amount:
      amount === undefined
        ? null
        : {
            amount: Number(amount),
            unit: units[unit ?? ''] ?? null,
            of: of === undefined || of === '' ? null : Number(of),
          },
    note,
    hasPhoto: marks.includes('p'),
    bySeat: by === undefined ? null : Number(by),
    ...(marks.includes('r') ? { isFromRelay: true as const } : {}),
    atMs: (Number.parseInt(since ?? '0', 36) + (dayNumber(on) + firstDay) * daySeconds) * 1000,
  };
}
