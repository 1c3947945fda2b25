/** Wakes at an instant of the injected clock; a later `set` of the same name replaces the earlier one. */
export interface Timers {
  /** Work that fails is done again a little later unless it was replaced or cleared. */
  set(name: string, atMs: number, work: () => Promise<void>): void;
  clear(name: string): void;
  has(name: string): boolean;
  /** From now on nothing wakes any more. */
  close(): void;
}

/** Long enough for a lost connection to come back, short enough that nobody thinks the quiz stands still. */
const againMs = 2_000;

/** Timers of this process; `onError` hears of work that failed. */
export function createTimers(clock: () => number, onError: (error: unknown) => void): Timers {
  const running = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  const clear = (name: string): void => {
    clearTimeout(running.get(name));
    running.delete(name);
  };
  const timers: Timers = {
    set(name, atMs, work) {
      clear(name);
      if (isClosed) return;
      const timer = setTimeout(
        () => {
          running.delete(name);
          work().catch((error: unknown) => {
            onError(error);
            if (!running.has(name)) timers.set(name, clock() + againMs, work);
          });
        },
        Math.max(0, atMs - clock()),
      );
      running.set(name, timer);
    },
    clear,
    has: (name) => running.has(name),
    close() {
      isClosed = true;
      for (const name of [...running.keys()]) clear(name);
    },
  };
  return timers;
}
