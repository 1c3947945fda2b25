/** Runs up to `limit` pieces of work at a time, the others in the order they came. */
export interface Pool {
  /** `work` must not reject. */
  run(work: () => Promise<void>): void;
  /** Pieces that have not begun. */
  waitingCount(): number;
  /** Pieces that wait or are under way. */
  depth(): number;
  isIdle(): boolean;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
}

export function createPool(limit: number): Pool {
  const waiting: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  const start = (work: () => Promise<void>): void => {
    const turn: Promise<void> = work().finally(() => {
      running.delete(turn);
      const next = waiting.shift();
      if (next !== undefined) start(next);
    });
    running.add(turn);
  };
  return {
    run(work) {
      if (running.size < limit) start(work);
      else waiting.push(work);
    },
    waitingCount: () => waiting.length,
    depth: () => waiting.length + running.size,
    isIdle: () => running.size === 0,
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
