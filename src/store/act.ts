import { localDateOfDayNumber, dayNumber } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/local-date.ts';

/** Something a member did that they can take back. */
export type Act =
  | { readonly kind: 'check-in'; readonly on: LocalDate; readonly atMs: number }
  | { readonly kind: 'leave'; readonly from: LocalDate; readonly to: LocalDate; readonly atMs: number };

const seconds = (atMs: number): string => Math.floor(atMs / 1000).toString(36);

/** The act as one line: `c 2516 t6k3wo`, `l 2516 2518 t6k3wo` (day numbers, seconds in base 36). */
export function packAct(act: Act): string {
  return act.kind === 'check-in'
    ? `c ${dayNumber(act.on)} ${seconds(act.atMs)}`
    : `l ${stretchOf(act.from, act.to, act.atMs).trimEnd()}`;
}

/** How the line of a stretch of leave begins; no other stretch of the seat begins alike. */
export const stretchOf = (from: LocalDate, to: LocalDate, atMs: number): string =>
  `${dayNumber(from)} ${dayNumber(to)} ${seconds(atMs)} `;

const line = /^(?:c (\d+)|l (\d+) (\d+)) ([0-9a-z]+)$/;

/** The act that a line stands for; null when there is none. */
export function unpackAct(packed: string): Act | null {
  const match = line.exec(packed);
  if (match === null) return null;
  const [, on, from, to, told = '0'] = match;
  const atMs = Number.parseInt(told, 36) * 1000;
  if (on !== undefined) return { kind: 'check-in', on: localDateOfDayNumber(Number(on)), atMs };
  return { kind: 'leave', from: localDateOfDayNumber(Number(from)), to: localDateOfDayNumber(Number(to)), atMs };
}
