import { localDateOf, minuteOfDay } from '../../domain/calendar.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { clockText } from '../../domain/schedule.ts';
import type { Moment } from '../../i18n/text.ts';
import type { Silence } from '../core/desk.ts';

/** The two ends of a stretch of time as a text shows them. */
export interface Stretch {
  readonly from: string | Moment;
  readonly to: string | Moment;
}

const minuteMs = 60_000;
/** In a stretch shorter than this a minute more or less is much. */
const secondsBelowMs = 2 * minuteMs;

/** Times of day on the zone's clocks, with seconds in a short stretch; else whole minutes, rounded outwards; days if need be. */
export function stretchOf({ fromMs, toMs }: Silence, zone: TimeZone): Stretch {
  const isShort = toMs - fromMs < secondsBelowMs;
  const unitMs = isShort ? 1_000 : minuteMs;
  const start = Math.floor(fromMs / unitMs) * unitMs;
  const end = Math.ceil(toMs / unitMs) * unitMs;
  if (localDateOf(start, zone) !== localDateOf(end, zone)) {
    return { from: { atMs: start, zone }, to: { atMs: Math.ceil(toMs / minuteMs) * minuteMs, zone } };
  }
  const show = (atMs: number): string => clockText(minuteOfDay(atMs, zone)) + (isShort ? secondsOf(atMs) : '');
  return { from: show(start), to: show(end) };
}

const secondsOf = (atMs: number): string => `:${String(Math.floor(atMs / 1_000) % 60).padStart(2, '0')}`;
