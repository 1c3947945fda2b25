import { setTimeout as sleep } from 'node:timers/promises';
import type { Leases } from '../commands/core/desk.ts';
import type { CoreLog } from '../commands/core/core-log.ts';

/** How long a lease outlives its holder, how often it is extended, how often others ask for it. */
export interface LeaseTimes {
  readonly ttlMs: number;
  readonly extendMs: number;
  readonly askMs: number;
}

/** Somebody who stands by serves fifteen seconds after the holder was killed, asking included. */
export const leaseTimes: LeaseTimes = { ttlMs: 12_000, extendMs: 4_000, askMs: 1_000 };

export interface LeaseParts {
  readonly leases: Leases;
  /** Held all or not at all. */
  readonly names: readonly string[];
  /** Of this process. */
  readonly token: string;
  readonly log: CoreLog;
  readonly times: LeaseTimes;
  /** Milliseconds that never jump. */
  clock(): number;
}

/** The right to serve an account, for as long as it can be extended. */
export interface HeldLease {
  /** False from the moment on at which somebody else may hold it. */
  isHeld(): boolean;
  /** Resolves when it is held no more, for whatever reason. */
  readonly ended: Promise<void>;
  /** Lets others begin at once; only after the line was let go. Never rejects. */
  release(): Promise<void>;
}

/** The lease, or null when somebody else holds it. Rejects with StoreError. */
export async function takeLease(parts: LeaseParts): Promise<HeldLease | null> {
  const { leases, names, token, times } = parts;
  // Counted from before the question: the server counts from later on.
  const askedAtMs = parts.clock();
  const taken: string[] = [];
  for (const name of names) {
    if (!(await leases.take(name, token, times.ttlMs).catch(giveBackAndThrow(parts, taken)))) {
      await giveBack(parts, taken);
      return null;
    }
    taken.push(name);
  }
  return hold(parts, askedAtMs + times.ttlMs);
}

function giveBackAndThrow(parts: LeaseParts, taken: readonly string[]) {
  return async (error: unknown): Promise<never> => {
    await giveBack(parts, taken);
    throw error;
  };
}

async function giveBack({ leases, token }: LeaseParts, names: readonly string[]): Promise<void> {
  await Promise.allSettled(names.map((name) => leases.release(name, token)));
}

function hold(parts: LeaseParts, firstDeadlineMs: number): HeldLease {
  const { clock, times } = parts;
  const over = new AbortController();
  let deadlineMs = firstDeadlineMs;
  const ended = new Promise<void>((done) => {
    over.signal.addEventListener('abort', () => {
      done();
    });
  });
  // A question to a server that is away may be answered late or never: the deadline does not wait for it.
  const watch = setInterval(() => {
    if (clock() >= deadlineMs) over.abort();
  }, watchMs);
  over.signal.addEventListener('abort', () => {
    clearInterval(watch);
  });
  void extendUntil(parts, over, (untilMs) => {
    deadlineMs = untilMs;
  });
  return {
    isHeld: () => !over.signal.aborted && clock() < deadlineMs,
    ended,
    async release() {
      over.abort();
      await Promise.race([giveBack(parts, parts.names), sleep(times.askMs)]);
    },
  };
}

const watchMs = 100;

async function extendUntil(
  { leases, names, token, times, clock, log }: LeaseParts,
  over: AbortController,
  onExtended: (untilMs: number) => void,
): Promise<void> {
  let waitMs = times.extendMs;
  const isOver = (): boolean => over.signal.aborted;
  while (!isOver()) {
    await sleep(waitMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    if (isOver()) return;
    const askedAtMs = clock();
    try {
      const held = await Promise.all(names.map((name) => leases.extend(name, token, times.ttlMs)));
      if (!held.every((one) => one)) over.abort();
      onExtended(askedAtMs + times.ttlMs);
      waitMs = times.extendMs;
    } catch (error) {
      log.warn({ error, leases: names }, 'the lease of an account could not be extended');
      waitMs = times.askMs;
    }
  }
}
