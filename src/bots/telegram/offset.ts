import type { Update } from 'grammy/types';
import type { Inbox } from './inbox.ts';

/** What getUpdates is asked from; everything before it is confirmed by asking. */
export interface Offset {
  /** The lowest id that is not handled, else the one after the last; null before the first update. */
  next(): number | null;
  /** A fetched batch in the order of its ids, which are noted. */
  sorted(batch: readonly Update[]): readonly Update[];
}

/** Ids this little below the last are late; further below, the numbering has begun anew (after a quiet week). */
const lateWithin = 1000;

export function createOffset(inbox: Pick<Inbox, 'unconfirmed'>): Offset {
  let last: number | null = null;
  return {
    next() {
      const open = inbox.unconfirmed();
      if (open.length > 0) return Math.min(...open);
      return last === null ? null : last + 1;
    },
    sorted(batch) {
      const inOrder = [...batch].sort((a, b) => a.update_id - b.update_id);
      const highest = inOrder.at(-1)?.update_id;
      const isLate = last !== null && highest !== undefined && highest < last && highest > last - lateWithin;
      if (highest !== undefined && !isLate) last = highest;
      return inOrder;
    },
  };
}
