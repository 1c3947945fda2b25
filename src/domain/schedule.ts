import { parseCron } from './cron.ts';

/** When something comes due; plain JSON. Minutes are of the local day (0–1439), weekdays 1 (Monday) to 7; all lists increase. */
export type Schedule =
  | { readonly kind: 'once'; readonly atMs: number }
  | { readonly kind: 'daily'; readonly minutes: readonly number[] }
  /** 工作日 as the chat's calendar has it: public holidays off, make-up workdays on. */
  | { readonly kind: 'workdays'; readonly minutes: readonly number[] }
  | { readonly kind: 'weekly'; readonly weekdays: readonly number[]; readonly minutes: readonly number[] }
  /** A month without such a day is left out. */
  | { readonly kind: 'monthly'; readonly days: readonly number[]; readonly minutes: readonly number[] }
  | { readonly kind: 'cron'; readonly expression: string };

/** What texts say about a schedule: its form and the parts that the form has. */
export interface ScheduleDescription {
  readonly form: Schedule['kind'];
  /** Local times such as `08:00`; empty with `once` (see `atMs`) and `cron`. */
  readonly times: readonly string[];
  readonly weekdays?: readonly number[];
  readonly days?: readonly number[];
  readonly expression?: string;
  readonly atMs?: number;
}

/** The schedule that a stored or received JSON value holds, its lists sorted and without doubles; null if it is none. */
export function scheduleFromJson(value: unknown): Schedule | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const minutes = integersWithin(fields['minutes'], 0, 1_439);
  switch (fields['kind']) {
    case 'once':
      return isInstant(fields['atMs']) ? { kind: 'once', atMs: fields['atMs'] } : null;
    case 'daily':
      return minutes === null ? null : { kind: 'daily', minutes };
    case 'workdays':
      return minutes === null ? null : { kind: 'workdays', minutes };
    case 'weekly': {
      const weekdays = integersWithin(fields['weekdays'], 1, 7);
      return minutes === null || weekdays === null ? null : { kind: 'weekly', weekdays, minutes };
    }
    case 'monthly': {
      const days = integersWithin(fields['days'], 1, 31);
      return minutes === null || days === null ? null : { kind: 'monthly', days, minutes };
    }
    case 'cron': {
      const expression = typeof fields['expression'] === 'string' ? parseCron(fields['expression']) : null;
      return expression === null ? null : { kind: 'cron', expression };
    }
    default:
      return null;
  }
}

/** The parts of a schedule from which a sentence in any language is made. */
export function describeSchedule(schedule: Schedule): ScheduleDescription {
  switch (schedule.kind) {
    case 'once':
      return { form: 'once', times: [], atMs: schedule.atMs };
    case 'daily':
    case 'workdays':
      return { form: schedule.kind, times: schedule.minutes.map(clockText) };
    case 'weekly':
      return { form: 'weekly', times: schedule.minutes.map(clockText), weekdays: schedule.weekdays };
    case 'monthly':
      return { form: 'monthly', times: schedule.minutes.map(clockText), days: schedule.days };
    case 'cron':
      return { form: 'cron', times: [], expression: schedule.expression };
  }
}

/** A minute of the day as `HH:MM`. */
export function clockText(minuteOfDay: number): string {
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 8.64e15;
}

function integersWithin(value: unknown, least: number, most: number): readonly number[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const numbers = value.filter((entry): entry is number => Number.isInteger(entry) && entry >= least && entry <= most);
  if (numbers.length !== value.length) return null;
  return [...new Set(numbers)].toSorted((first, second) => first - second);
}
