/** Time that passes only when everybody sleeps; no timer of the process is touched. */
export interface FakeClock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Moves on to `atMs` at the latest, waking sleepers in order. */
  runUntil(atMs: number): Promise<void>;
  /** Lets time pass until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/** In real time; only a broken test gets there. */
const patienceMs = 10_000;

/** A clock at `startMs`; `settle` resolves when no input or output is under way, for example after a few PINGs. */
export function createFakeClock(startMs: number, settle: () => Promise<void>): FakeClock {
  let nowMs = startMs;
  const sleepers: Sleeper[] = [];
  const wakeNext = (latestAtMs: number): boolean => {
    const next = sleepers.reduce<Sleeper | null>((a, b) => (a === null || b.atMs < a.atMs ? b : a), null);
    if (next === null || next.atMs > latestAtMs) return false;
    sleepers.splice(sleepers.indexOf(next), 1);
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    return true;
  };
  return {
    now: () => nowMs,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ atMs: nowMs + ms, wake });
      }),
    async runUntil(atMs) {
      await settle();
      while (wakeNext(atMs)) await settle();
      nowMs = Math.max(nowMs, atMs);
      await settle();
    },
    async run(work) {
      const progress = { isDone: false };
      const done = (): void => {
        progress.isDone = true;
      };
      work.then(done, done);
      const until = Date.now() + patienceMs;
      await settle();
      while (!progress.isDone) {
        wakeNext(Number.POSITIVE_INFINITY);
        await settle();
        if (Date.now() > until) throw new Error('the work did not end');
      }
      return work;
    },
  };
}

/** Resolves when commands sent to Redis before, and what they set off in a few steps, have been answered. */
export async function settleRedis(client: { ping(): Promise<unknown> }, steps = 8): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await client.ping();
    await new Promise((done) => setImmediate(done));
  }
}
