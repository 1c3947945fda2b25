/** How a delivery ended, as it is kept. */
export const outcomes = [
  'sent',
  'late',
  'moved',
  'removed',
  'muted',
  'unknown',
  'failed',
  'skipped-late',
  'skipped-quiet',
  'skipped-nothing',
  'skipped-cancelled',
] as const;

/**
 * How a delivery ended. `unknown`: the platform did not tell whether it took the message; `late`: sent, marked so;
 * `moved`: sent to the new address of a chat that moved.
 */
export type Outcome = (typeof outcomes)[number];

const toldOutcomes: ReadonlySet<Outcome> = new Set(['sent', 'late', 'moved', 'unknown']);

/** True when the message has gone out, or may have: none of the other outcomes takes its place. */
export const isTold = (outcome: Outcome): boolean => toldOutcomes.has(outcome);
