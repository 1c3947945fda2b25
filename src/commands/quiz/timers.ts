/** Wakes at an instant of the injected clock; a later `set` of the same name replaces the earlier one. */
export interface Timers {
  set(name: string, atMs: number, work: () => Promise<void>): void;
  clear(name: string): void;
  clearAll(): void;
}

/** Timers of this process; `onError` hears of work that failed (the standing order will do it again). */
export function createTimers(clock: () => number, onError: (error: unknown) => void): Timers {
  const running = new Map<string, NodeJS.Timeout>();
  const clear = (name: string): void => {
    clearTimeout(running.get(name));
    running.delete(name);
  };
  return {
    set(name, atMs, work) {
      clear(name);
      const timer = setTimeout(
        () => {
          if (running.get(name) === timer) running.delete(name);
          work().catch(onError);
        },
        Math.max(0, atMs - clock()),
      );
      running.set(name, timer);
    },
    clear,
    clearAll() {
      for (const name of [...running.keys()]) clear(name);
    },
  };
}
