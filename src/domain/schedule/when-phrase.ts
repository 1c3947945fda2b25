import { instantOf, localDateOf, minuteOfDay } from '../calendar.ts';
import { cronIntervalMinutes, nextCronAtMs, parseCron } from '../cron.ts';
import type { TimeZone } from '../local-date.ts';
import type { Schedule } from '../schedule.ts';
import type { WorkCalendar } from '../workdays.ts';
import { clockListAt } from './clock-list.ts';
import { countedDayAt, namedDayAt } from './day-phrase.ts';
import { durationAt } from './duration-phrase.ts';
import { cronOfInterval, intervalAt } from './interval-phrase.ts';
import { type Recurrence, recurrenceAt } from './recurrence-phrase.ts';
import { recurringSchedule, shortestGapMinutes } from './recurring-schedule.ts';
import { comingDays } from './resolve-day.ts';
import { groupsAt, longest, type Match, skip } from './scan.ts';

/** Closer together than this, reminders are noise to a group. */
export const leastIntervalMinutes = 15;

/** A hundred years: a one-off beyond that is a slip of the finger. */
const farthestMs = 36_525 * 86_400_000;

/** From when and where a phrase is understood. */
export interface PhraseContext {
  readonly nowMs: number;
  readonly zone: TimeZone;
  /** Mainland China's as published when absent. */
  readonly workdays?: WorkCalendar;
}

/** What a phrase that reads as a time comes to. */
export type When =
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  | { readonly kind: 'past'; readonly atMs: number }
  | { readonly kind: 'too-often'; readonly everyMinutes: number };

const daySeparator = /\s*[,的]?\s*/y;
/** Chinese names a single day before the time: 8:00 明天考试 is a daily reminder of tomorrow's exam. */
const dayFollows = /\s+(?=[a-z]|每|逢|工作日|周末)/y;
const cronPattern = /cron\s*:?\s*((?:\S+\s+){4}\S+)(\s+\S+)?/y;
const fieldLike = /^\s*[\d*][\d*,/-]*$/;

/** The longest beginning at an index of a folded phrase that says when; null if none does. */
export function whenAt(phrase: string, at: number, context: PhraseContext): Match<When> | null {
  return longest([
    cronPhrase(phrase, at, context),
    recurringPhrase(phrase, at),
    oncePhrase(phrase, at, context),
    laterPhrase(phrase, at, context),
    intervalPhrase(phrase, at),
    barePhrase(phrase, at),
  ]);
}

function cronPhrase(phrase: string, at: number, { nowMs }: PhraseContext): Match<When> | null {
  const groups = groupsAt(cronPattern, phrase, at);
  // With a sixth field the first would be seconds, and every field would be read as its neighbour.
  if (groups === null || fieldLike.test(groups[2] ?? '')) return null;
  const expression = parseCron(groups[1] ?? '');
  if (expression === null || nextCronAtMs(expression, nowMs, 'UTC' as TimeZone) === null) return null;
  const end = at + groups[0].length - (groups[2]?.length ?? 0);
  const everyMinutes = cronIntervalMinutes(expression, nowMs, leastIntervalMinutes) ?? Number.POSITIVE_INFINITY;
  return unlessTooOften({ kind: 'cron', expression }, everyMinutes, end);
}

function recurringPhrase(phrase: string, at: number): Match<When> | null {
  const found = dayAndTimesAt(recurrenceAt, phrase, at);
  return found === null ? null : recurring(found.value.day, found.value.minutes, found.end);
}

/** A time of day alone means every day. */
function barePhrase(phrase: string, at: number): Match<When> | null {
  const times = clockListAt(phrase, at);
  return times === null || times.value.isBareWord ? null : recurring({ kind: 'daily' }, times.value.minutes, times.end);
}

function recurring(recurrence: Recurrence, minutes: readonly number[], end: number): Match<When> | null {
  const schedule = recurringSchedule(recurrence, minutes);
  return schedule === null ? null : unlessTooOften(schedule, shortestGapMinutes(schedule), end);
}

function oncePhrase(phrase: string, at: number, { nowMs, zone }: PhraseContext): Match<When> | null {
  const today = localDateOf(nowMs, zone);
  const found = dayAndTimesAt((text, index) => namedDayAt(text, index, today), phrase, at);
  const [minute, second] = found?.value.minutes ?? [];
  if (found === null || minute === undefined || second !== undefined) return null;
  const times = comingDays(found.value.day, today).map((on) => instantOf(on, minute, zone));
  return once(times.find((atMs) => atMs > nowMs) ?? times[0] ?? nowMs, nowMs, found.end);
}

/** A length of time from now; counted days keep the time of day, whatever the clocks do in between. */
function laterPhrase(phrase: string, at: number, { nowMs, zone }: PhraseContext): Match<When> | null {
  const duration = durationAt(phrase, at);
  if (duration !== null) return once(nowMs + duration.value, nowMs, duration.end);
  const day = countedDayAt(phrase, at, localDateOf(nowMs, zone));
  return day === null ? null : once(instantOf(day.value, minuteOfDay(nowMs, zone), zone), nowMs, day.end);
}

function intervalPhrase(phrase: string, at: number): Match<When> | null {
  const interval = intervalAt(phrase, at);
  if (interval === null) return null;
  const expression = cronOfInterval(interval.value);
  if (expression === null && interval.value >= leastIntervalMinutes) return null;
  return unlessTooOften({ kind: 'cron', expression: expression ?? '' }, interval.value, interval.end);
}

interface DayAndTimes<T> {
  readonly day: T;
  readonly minutes: readonly number[];
}

type DayMatcher<T> = (phrase: string, at: number) => Match<T> | null;

/** A day and its times in that order or in the other (`9am on Monday`, `8:00 每天`). */
function dayAndTimesAt<T>(dayAt: DayMatcher<T>, phrase: string, at: number): Match<DayAndTimes<T>> | null {
  const day = dayAt(phrase, at);
  const after = day === null ? null : clockListAt(phrase, skip(daySeparator, phrase, day.end));
  if (day !== null && after !== null)
    return { value: { day: day.value, minutes: after.value.minutes }, end: after.end };
  const before = clockListAt(phrase, at);
  const gap = before === null ? null : groupsAt(dayFollows, phrase, before.end);
  if (before === null || gap === null) return null;
  const later = dayAt(phrase, before.end + gap[0].length);
  return later === null ? null : { value: { day: later.value, minutes: before.value.minutes }, end: later.end };
}

function once(atMs: number, nowMs: number, end: number): Match<When> | null {
  if (atMs - nowMs > farthestMs) return null;
  return { value: atMs > nowMs ? { kind: 'schedule', schedule: { kind: 'once', atMs } } : { kind: 'past', atMs }, end };
}

function unlessTooOften(schedule: Schedule, everyMinutes: number, end: number): Match<When> {
  const isTooOften = everyMinutes < leastIntervalMinutes;
  return { value: isTooOften ? { kind: 'too-often', everyMinutes } : { kind: 'schedule', schedule }, end };
}
