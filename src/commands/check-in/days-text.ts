import type { LocalDate } from '../../domain/local-date.ts';
import { text, type TextValue } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';

/** One day, or a stretch of days with both ends. */
export const daysText = (from: LocalDate, to: LocalDate): TextValue =>
  from === to ? day(from) : text('days-range', { from: day(from), to: day(to) });
