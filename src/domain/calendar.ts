import type { LocalDate, TimeZone } from './local-date.ts';
import { offsetMsAt, offsetWindowAt } from './zone-offset.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Days from 1970-01-01 to 2020-01-01, where our day numbers begin. */
const firstDay = 18_262;
const maxNamesKept = 4_096;

/** Spelling a day costs more than all the rest of `localDateOf`; the same few days are asked for again and again. */
const namesByDay = new Map<number, LocalDate>();

/** Days since 2020-01-01; negative before. */
export function dayNumber(on: LocalDate): number {
  return Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10))) / dayMs - firstDay;
}

/** The day with that day number; the years 1000–9999 only. */
export function localDateOfDayNumber(number: number): LocalDate {
  const kept = namesByDay.get(number);
  if (kept !== undefined) return kept;
  if (namesByDay.size >= maxNamesKept) namesByDay.clear();
  const on = new Date((number + firstDay) * dayMs).toISOString().slice(0, 10) as LocalDate;
  namesByDay.set(number, on);
  return on;
}

/** The day that the clocks of a zone show at an instant. About 0.1 µs once the zone is known. */
export function localDateOf(atMs: number, zone: TimeZone): LocalDate {
  return localDateOfDayNumber(Math.floor((atMs + offsetMsAt(atMs, zone)) / dayMs) - firstDay);
}

/** Whole minutes since midnight on the clocks of a zone, 0–1439. */
export function minuteOfDay(atMs: number, zone: TimeZone): number {
  const localMs = atMs + offsetMsAt(atMs, zone);
  return Math.floor((localMs - Math.floor(localMs / dayMs) * dayMs) / minuteMs);
}

/** The first instant of a day in a zone, in epoch milliseconds. */
export function startOfDayAtMs(on: LocalDate, zone: TimeZone): number {
  return instantOf(on, 0, zone);
}

/**
 * The instant at which the clocks of a zone show that minute of that day, in epoch milliseconds.
 * A minute that clocks skip gives the first instant after the gap, a minute that comes twice its first time.
 * Minutes from 1440 on belong to the next day.
 */
export function instantOf(on: LocalDate, minute: number, zone: TimeZone): number {
  const localMs = (dayNumber(on) + firstDay) * dayMs + minute * minuteMs;
  const early = localMs - offsetMsAt(localMs - dayMs, zone);
  if (early + offsetMsAt(early, zone) === localMs) return early;
  const late = localMs - offsetMsAt(localMs + dayMs, zone);
  const window = offsetWindowAt(late, zone);
  return late + window.offsetMs === localMs ? late : window.untilMs;
}

/** The day `count` days later, earlier if negative. */
export function addDays(on: LocalDate, count: number): LocalDate {
  return localDateOfDayNumber(dayNumber(on) + count);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The ISO weekday, 1 for Monday to 7 for Sunday. */
export function weekdayOf(on: LocalDate): number {
  return weekdayOfDayNumber(dayNumber(on));
}

/** The ISO weekday of a day number, 1 for Monday to 7 for Sunday. */
export function weekdayOfDayNumber(number: number): number {
  // Day 0, 2020-01-01, was a Wednesday.
  return ((((number + 2) % 7) + 7) % 7) + 1;
}

/** The Monday of the day's week. */
export function weekStart(on: LocalDate): LocalDate {
  return addDays(on, 1 - weekdayOf(on));
}

/** The first day of the day's month. */
export function monthStart(on: LocalDate): LocalDate {
  return `${on.slice(0, 8)}01` as LocalDate;
}

/** The day of the month, 1–31. */
export function dayOfMonth(on: LocalDate): number {
  return Number(on.slice(8, 10));
}

/** The day so many months later (earlier if negative), or the last day of that month where it is shorter. */
export function addMonths(on: LocalDate, count: number): LocalDate {
  const months = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return localDateOfDayNumber(Date.UTC(year, month - 1, Math.min(dayOfMonth(on), lastDay)) / dayMs - firstDay);
}

/** The day of that year, month 1–12 and day, or null where the calendar has none (31 February) or the year is not 1000–9999. */
export function localDateFrom(year: number, month: number, day: number): LocalDate | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? (at.toISOString().slice(0, 10) as LocalDate)
    : null;
}

/** The day written as `YYYY-MM-DD`, or null for any other text and for days that do not exist. */
export function parseLocalDate(text: string): LocalDate | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts === null ? null : localDateFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}
