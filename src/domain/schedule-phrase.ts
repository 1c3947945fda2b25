import { localDateOf } from './calendar.ts';
import { nextThreeAtMs } from './next-due.ts';
import type { Schedule } from './schedule.ts';
import { foldPhrase, restAfter } from './schedule/fold-phrase.ts';
import { skip } from './schedule/scan.ts';
import { type PhraseContext, whenAt } from './schedule/when-phrase.ts';
import { publishedWorkdays } from './workdays.ts';

/** What the beginning of a text says about when. */
export type ScheduleParse =
  | {
      readonly kind: 'understood';
      readonly schedule: Schedule;
      /** What follows the phrase, as typed and trimmed; empty if nothing does. */
      readonly rest: string;
      /** One of the next three times lies in a year whose public holidays are not known yet. */
      readonly warning: 'holidays-unknown' | null;
    }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'past'; readonly atMs: number }
  | { readonly kind: 'too-often'; readonly everyMinutes: number };

const lead = /[\s,:]*/y;

/**
 * The schedule that the longest possible beginning of a text says, and the text after it. English, simplified and
 * traditional Chinese in any mixture; a time of day alone means every day; a day without its year is the coming one,
 * unless it passed within two months (then `past`).
 */
export function parseSchedulePhrase(text: string, context: PhraseContext): ScheduleParse {
  const phrase = foldPhrase(text);
  const match = whenAt(phrase, skip(lead, phrase, 0), context);
  if (match === null) return { kind: 'not-understood' };
  if (match.value.kind !== 'schedule') return match.value;
  const { schedule } = match.value;
  return { kind: 'understood', schedule, rest: restAfter(text, match.end), warning: warningFor(schedule, context) };
}

function warningFor(
  schedule: Schedule,
  { nowMs, zone, workdays = publishedWorkdays }: PhraseContext,
): 'holidays-unknown' | null {
  if (schedule.kind !== 'workdays') return null;
  const times = nextThreeAtMs(schedule, nowMs, zone, workdays);
  const isKnown = times.every((atMs) => workdays.isKnown(localDateOf(atMs, zone)));
  return isKnown ? null : 'holidays-unknown';
}
