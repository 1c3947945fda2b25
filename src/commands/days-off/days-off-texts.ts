import { daysBetween } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { DayOff } from '../../store/days-off.ts';
import { daysText } from '../check-in/days-text.ts';

/** Stretches shown at once. */
const shownMax = 20;

interface Stretch {
  readonly from: LocalDate;
  to: LocalDate;
  readonly name: string;
}

/** The days from `today` on, those of one name that follow each other as one stretch; null when there are none. */
export function daysOffText(days: readonly DayOff[], today: LocalDate): Text | null {
  const stretches: Stretch[] = [];
  for (const { on, name } of days) {
    const last = stretches.at(-1);
    if (on < today) continue;
    if (last?.name === name && daysBetween(last.to, on) === 1) last.to = on;
    else stretches.push({ from: on, to: on, name });
  }
  if (stretches.length === 0) return null;
  const shown = stretches.slice(0, shownMax).map(({ from, to, name }) => {
    const said = { days: daysText(from, to) };
    return name === '' ? text('days-off-row', said) : text('days-off-row-named', { ...said, name });
  });
  const left = stretches.length - shown.length;
  return lines(...shown, left === 0 ? null : text('days-off-more', { count: left }));
}
