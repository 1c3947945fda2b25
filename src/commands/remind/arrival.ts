import { minuteOfDay } from '../../domain/calendar.ts';
import { clockText } from '../../domain/schedule.ts';
import { isSlow, type SpreadWindow, spreadWindow } from '../../domain/spread.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { DueTogether } from '../../store/due-together.ts';
import type { Context } from '../core/command.ts';

/** Within which time a reminder arrives, where many of one account go out one after the other. */
export interface Arrival extends SpreadWindow {
  readonly count: number;
}

/** Null where it arrives at once, which is not asked of the store; rejects with StoreError. */
export async function arrivalOf(
  dueAtMs: number | undefined,
  { chat, can, nowMs }: Context,
  dueTogether: Pick<DueTogether, 'count'>,
): Promise<Arrival | null> {
  if (dueAtMs === undefined || !isSlow(can.pace)) return null;
  const count = await dueTogether.count(chat.address, dueAtMs, nowMs);
  const window = spreadWindow(dueAtMs, count, can.pace);
  return window === null ? null : { ...window, count };
}

const clockIn = (atMs: number, { zone }: Context): string => clockText(minuteOfDay(atMs, zone));

/** A sentence for the one who makes the reminder; null where there is nothing to say. */
export function arrivalText(arrival: Arrival | null, context: Context): Text | null {
  if (arrival === null) return null;
  const { count, fromMs, untilMs } = arrival;
  return text('remind-spread', { count, from: clockIn(fromMs, context), until: clockIn(untilMs, context) });
}

/** The time given, with the end of its window beside it. */
export const within = (at: Text, arrival: Arrival | null, context: Context): Text =>
  arrival === null ? at : text('remind-within', { at, until: clockIn(arrival.untilMs, context) });
