import { localDateOf, weekStart } from './calendar.ts';
import type { LocalDate, TimeZone } from './local-date.ts';

/** Names of the week and month that a moment falls into: `week:2026-11-16` (its Monday), `month:2026-11`. */
export function periodsOf(atMs: number, zone: TimeZone): { readonly week: string; readonly month: string } {
  return periodsOfDay(localDateOf(atMs, zone));
}

export function periodsOfDay(on: LocalDate): { readonly week: string; readonly month: string } {
  return { week: `week:${weekStart(on)}`, month: `month:${on.slice(0, 7)}` };
}
