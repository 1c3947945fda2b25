/** How long an account rests after calls of which nobody knows what became. */
export interface Doubts {
  /** Of one more such call: nothing after a lone one; then longer each time, until none had to rest for a while. */
  restMs(account: string, nowMs: number): number;
  /** A call went well. */
  clear(account: string): void;
}

/** One answer in a thousand is lost on a line that is well; of a dead line it is all of them. */
const inARow = 2;
const firstMs = 1_000;
const longestMs = 30_000;
/** Calls that were under way when the account began to rest fail with those before. */
const sameCauseMs = 500;
/** Calls go well again, or nobody calls. */
const forgottenMs = 10_000;

interface Rest {
  readonly ms: number;
  readonly sinceMs: number;
}

export function createDoubts(): Doubts {
  const rests = new Map<string, Rest>();
  const rows = new Map<string, { readonly count: number; readonly atMs: number }>();
  const endMs = (rest: Rest | undefined): number => (rest === undefined ? -Infinity : rest.sinceMs + rest.ms);
  return {
    restMs(account, nowMs) {
      const last = rests.get(account);
      const row = rows.get(account);
      const isInRow = row !== undefined && nowMs <= Math.max(row.atMs, endMs(last)) + forgottenMs;
      const count = isInRow ? row.count + 1 : 1;
      rows.set(account, { count, atMs: nowMs });
      if (count < inARow) return 0;
      if (last !== undefined && nowMs - last.sinceMs < sameCauseMs) return Math.max(0, endMs(last) - nowMs);
      const isOver = last === undefined || nowMs > endMs(last) + forgottenMs;
      const ms = isOver ? firstMs : Math.min(longestMs, last.ms * 2);
      rests.set(account, { ms, sinceMs: nowMs });
      return ms;
    },
    clear(account) {
      rows.delete(account);
    },
  };
}
