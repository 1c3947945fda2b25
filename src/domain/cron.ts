import { Cron } from 'croner';
import type { TimeZone } from './local-date.ts';

const minuteMs = 60_000;
/** Enough to see a whole day of the densest schedule that is allowed, twice. */
const runsLookedAt = 200;
/** Croner would also read its own `?` (the time of parsing) and `+` (both days must fit), which cron does not have. */
const fieldPattern = /^[\da-z*,/#-]+$/i;

/** The expression with single spaces and names in capitals, or null if it is no five-field cron expression. */
export function parseCron(text: string): string | null {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5 || !fields.every((field) => fieldPattern.test(field))) return null;
  const expression = fields.join(' ').toUpperCase();
  return cronOf(expression, 'UTC') === null ? null : expression;
}

/**
 * The first instant after `afterMs` that fits the expression on the clocks of the zone, or null if none ever does.
 * A fixed time in a spring gap runs at the first instant after it, a repeated one runs once.
 */
export function nextCronAtMs(expression: string, afterMs: number, zone: TimeZone): number | null {
  const next = cronOf(expression, zone)?.nextRun(new Date(afterMs)) ?? null;
  return next === null ? null : next.getTime();
}

/** The shortest time between two of the coming runs in minutes, or null with fewer than two. It looks no further than the first pair closer than `enough`. */
export function cronIntervalMinutes(expression: string, afterMs: number, enough: number): number | null {
  const cron = cronOf(expression, 'UTC');
  let shortest: number | null = null;
  let previous = cron?.nextRun(new Date(afterMs)) ?? null;
  for (let count = 1; count < runsLookedAt && previous !== null; count++) {
    const next = cron?.nextRun(previous) ?? null;
    if (next === null) break;
    const minutes = (next.getTime() - previous.getTime()) / minuteMs;
    shortest = Math.min(shortest ?? minutes, minutes);
    if (shortest < enough) break;
    previous = next;
  }
  return shortest;
}

function cronOf(expression: string, timezone: string): Cron | null {
  try {
    return new Cron(expression, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
  } catch {
    return null;
  }
}
