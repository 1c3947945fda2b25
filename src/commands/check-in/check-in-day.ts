import { localDateOf } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Context } from '../core/command.ts';

/** The sender's day that an event counts for: that on which it was sent, even when it is handled after midnight. */
export function checkInDay({ event, nowMs, zone, ownZone = zone }: Context): LocalDate {
  return localDateOf(toldAtMs({ event, nowMs }), ownZone);
}

/** The chat's day on which an event was sent, for what is not about the sender alone. */
export function chatDay({ event, nowMs, zone }: Context): LocalDate {
  return localDateOf(toldAtMs({ event, nowMs }), zone);
}

/** When an event was sent; a platform's clock that runs ahead of ours is not believed. */
export const toldAtMs = ({ event, nowMs }: Pick<Context, 'event' | 'nowMs'>): number => Math.min(event.atMs, nowMs);
