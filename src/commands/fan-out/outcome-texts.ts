import { type Text, text } from '../../i18n/text.ts';
import type { Outcome } from '../../store/outcome.ts';

/** How many chats had an outcome, in words. */
export const outcomeTexts: Readonly<Record<Outcome, (count: number) => Text>> = {
  sent: (count) => text('send-outcome-sent', { count }),
  late: (count) => text('send-outcome-late', { count }),
  moved: (count) => text('send-outcome-moved', { count }),
  removed: (count) => text('send-outcome-removed', { count }),
  muted: (count) => text('send-outcome-muted', { count }),
  unknown: (count) => text('send-outcome-unknown', { count }),
  failed: (count) => text('send-outcome-failed', { count }),
  'skipped-late': (count) => text('send-outcome-skipped-late', { count }),
  'skipped-quiet': (count) => text('send-outcome-skipped-quiet', { count }),
  'skipped-nothing': (count) => text('send-outcome-skipped-nothing', { count }),
  'skipped-cancelled': (count) => text('send-outcome-skipped-cancelled', { count }),
};

/** In the order in which they are told. */
export const shownOutcomes = Object.keys(outcomeTexts) as readonly Outcome[];
