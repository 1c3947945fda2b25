import type { RelayChange } from '../../domain/relay/relay-changes.ts';
import { readRelayProgress } from '../../domain/relay/relay-progress.ts';
import type { CheckInEntry } from '../../store/check-in-entry.ts';
import type { RelayEffect, RelayLine } from '../../store/relays.ts';

/** What a changed line does to its seat's day. */
export interface SeatEffect extends RelayEffect {
  readonly kind: 'recorded' | 'added' | 'corrected' | 'takenBack' | 'nothing';
}

export interface EffectCircumstances {
  /** When the relay was posted. */
  readonly atMs: number;
  readonly poster: number;
}

/**
 * The day of a seat after its line on a relay changed: the entry that the line made before is replaced or taken back,
 * and a line that says what the day says already adds nothing. Null where
 * somebody else would change what its person has said by their own hand that day.
 */
export function relayEffect(
  { seat, rest, prints }: RelayChange,
  before: readonly CheckInEntry[],
  lineBefore: RelayLine | undefined,
  { atMs, poster }: EffectCircumstances,
): SeatEffect | null {
  const isOwn = seat === poster;
  if (!isOwn && (lineBefore?.isOwn === true || before.some(isByOwnHand))) return null;
  const earlier = before.find((entry) => entry.isFromRelay === true && entry.atMs === lineBefore?.entryAtMs);
  const others = before.filter((entry) => entry !== earlier);
  const entry = rest === null ? null : entryOf(rest, earlier?.atMs ?? Math.floor(atMs / 1000) * 1000);
  const effect = { seat, before, lineBefore };
  if (entry === null || others.some((other) => saysSame(entry, other))) {
    const kind = earlier === undefined ? 'nothing' : 'takenBack';
    return { ...effect, kind, after: others, lineAfter: { entryAtMs: null, prints, isOwn } };
  }
  const lineAfter = { entryAtMs: entry.atMs, prints, isOwn };
  if (earlier === undefined) {
    return { ...effect, kind: before.length === 0 ? 'recorded' : 'added', after: [...before, entry], lineAfter };
  }
  const after = before.map((each) => (each === earlier ? entry : each));
  return { ...effect, kind: isSame(entry, earlier) ? 'nothing' : 'corrected', after, lineAfter };
}

/** A line that others put on the list and its own person posts unchanged is their word from then on; null where it is. */
export function confirmation(
  seat: number,
  before: readonly CheckInEntry[],
  line: RelayLine | undefined,
): SeatEffect | null {
  if (line === undefined || line.isOwn) return null;
  return { seat, kind: 'nothing', before, after: before, lineBefore: line, lineAfter: { ...line, isOwn: true } };
}

const isByOwnHand = ({ isFromRelay, bySeat }: CheckInEntry): boolean => isFromRelay !== true && bySeat === null;

function entryOf(rest: string, atMs: number): CheckInEntry | null {
  const progress = readRelayProgress(rest);
  if (progress === null) return null;
  const { amount, unit, of, note } = progress;
  return {
    outcome: 'done',
    amount: amount === null ? null : { amount, unit, of },
    note,
    hasPhoto: false,
    bySeat: null,
    isFromRelay: true,
    atMs,
  };
}

const amountKey = ({ amount }: CheckInEntry): string => JSON.stringify([amount?.amount, amount?.unit, amount?.of]);

const isSame = (a: CheckInEntry, b: CheckInEntry): boolean => amountKey(a) === amountKey(b) && a.note === b.note;

/** Told by other means before: the same amount, or no more than that it was done. */
const saysSame = (entry: CheckInEntry, other: CheckInEntry): boolean =>
  entry.amount === null ? entry.note === '' || entry.note === other.note : amountKey(entry) === amountKey(other);
