/** The end of a process, for those who wait: once it has begun, nothing waits any more. */
export interface Leaving {
  isBegun(): boolean;
  begin(): void;
  /** Sleeps, or until it begins. */
  pause(ms: number): Promise<void>;
  /** What the work resolves to, or null when it begins before. */
  unless<T>(work: Promise<T>): Promise<T | null>;
}

export function createLeaving(sleep: (ms: number) => Promise<void>): Leaving {
  // Not a promise to race with: it would remember everybody who ever waited.
  const waiting = new Set<() => void>();
  let isBegun = false;
  const unless = async <T>(work: Promise<T>): Promise<T | null> => {
    if (isBegun) return null;
    let wake = (): void => undefined;
    const woken = new Promise<null>((done) => {
      wake = () => {
        done(null);
      };
    });
    waiting.add(wake);
    try {
      return await Promise.race([work, woken]);
    } finally {
      waiting.delete(wake);
    }
  };
  return {
    isBegun: () => isBegun,
    begin() {
      isBegun = true;
      for (const wake of waiting) wake();
    },
    async pause(ms) {
      await unless(sleep(ms));
    },
    unless,
  };
}
