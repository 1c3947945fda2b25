/** Timers on a clock that the test moves. */
export interface Alarms {
  readonly timers: {
    set(name: string, atMs: number, work: () => Promise<void>): void;
    clear(name: string): void;
    has(name: string): boolean;
    close(): void;
  };
  now(): number;
  /** Moves the clock without waking anybody. */
  jump(ms: number): void;
  /** Moves the clock, running what falls due on the way in order. Rejects with what the work rejects with. */
  pass(ms: number): Promise<void>;
}

/** `settled` is awaited before anything is looked at and after every piece of work. */
export function createAlarms(startMs: number, settled: () => Promise<void> = () => Promise.resolve()): Alarms {
  let nowMs = startMs;
  const alarms = new Map<string, { readonly atMs: number; readonly work: () => Promise<void> }>();
  return {
    timers: {
      set: (name, atMs, work) => void alarms.set(name, { atMs, work }),
      clear: (name) => void alarms.delete(name),
      has: (name) => alarms.has(name),
      close: () => {
        alarms.clear();
      },
    },
    now: () => nowMs,
    jump(ms) {
      nowMs += ms;
    },
    async pass(ms) {
      const untilMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = [...alarms].filter(([, { atMs }]) => atMs <= untilMs).sort((a, b) => a[1].atMs - b[1].atMs)[0];
        if (next === undefined) break;
        alarms.delete(next[0]);
        nowMs = Math.max(nowMs, next[1].atMs);
        await next[1].work();
        await settled();
      }
      nowMs = untilMs;
    },
  };
}
