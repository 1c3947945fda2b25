/** How long an account rests after calls of which nobody knows what became. */
export interface Doubts {
  /** Of one more such call: longer each time, until none has been for a while. */
  restMs(account: string, nowMs: number): number;
}

const firstMs = 1_000;
const longestMs = 30_000;
/** Calls that were under way when the first one failed fail with it. */
const sameCauseMs = 500;
/** Calls go well again. */
const forgottenMs = 10_000;

export function createDoubts(): Doubts {
  const rests = new Map<string, { readonly ms: number; readonly sinceMs: number }>();
  return {
    restMs(account, nowMs) {
      const last = rests.get(account);
      if (last !== undefined && nowMs - last.sinceMs < sameCauseMs) return Math.max(0, last.sinceMs + last.ms - nowMs);
      const isOver = last === undefined || nowMs > last.sinceMs + last.ms + forgottenMs;
      const ms = isOver ? firstMs : Math.min(longestMs, last.ms * 2);
      rests.set(account, { ms, sinceMs: nowMs });
      return ms;
    },
  };
}
