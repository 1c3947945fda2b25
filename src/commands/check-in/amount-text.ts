import { type Amount, dayTotal } from '../../domain/day-total.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { CheckInEntry } from '../../store/check-in-entry.ts';

/** One amount in words: `30 分钟`, `3/5`. */
export function amountText({ amount, unit, of }: Amount): Text {
  switch (unit) {
    case 'minutes':
      return text('amount-minutes', { count: amount });
    case 'pages':
      return text('amount-pages', { count: amount });
    case 'items':
      return text('amount-items', { count: amount });
    case 'percent':
      return text('amount-percent', { count: amount });
    case 'fraction':
      return text('amount-fraction', { count: amount, of: of ?? 0 });
    case null:
      return text('amount-bare', { count: amount });
  }
}

/** What a day's entries come to, as an enumeration for a text variable; null when nothing was counted. */
export function totalText(entries: readonly CheckInEntry[]): { readonly list: readonly Text[] } | null {
  const amounts = dayTotal(entries.map(({ amount }) => amount));
  return amounts.length === 0 ? null : { list: amounts.map(amountText) };
}
