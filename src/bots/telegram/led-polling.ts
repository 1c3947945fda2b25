import type { CoreLog } from '../../commands/core/core-log.ts';
import type { AdapterState } from '../adapter.ts';
import { type HeldLease, type LeaseParts, type LeaseTimes, takeLease } from '../held-lease.ts';
import type { Intake, Polling } from './intake.ts';
import { waitMs } from './wait.ts';

/** The name of the lease under which the updates of a bot are fetched. */
export const leaseNameOf = (botId: number): string => `telegram:${String(botId)}`;

export interface LedPollingParts {
  readonly lease: LeaseParts;
  readonly log: CoreLog;
  /** Begins to fetch; rejects with DeliveryError. */
  open(): Promise<Polling>;
}

/**
 * Shorter than WeChat's: two that fetch for a moment do no harm, and a tap whose answer comes after some 15 s keeps its
 * button spinning, also where the one process there is was killed and starts again.
 */
export const pollLeaseTimes: LeaseTimes = { ttlMs: 6_000, extendMs: 1_500, askMs: 500 };

/** A server that cannot be spoken to when it is our turn is asked again after this. */
const openAgainMs = 2_000;

interface Leading extends LedPollingParts {
  readonly over: AbortSignal;
  /** The fetching of this process; null while another one fetches. */
  readonly own: { polling: Polling | null; whyNot: string };
}

/**
 * Fetching by one of several processes, for as long as it holds the lease; the others ask for it every second and send
 * meanwhile. Rejects with DeliveryError when it is our turn at once and Telegram refuses or cannot be reached.
 */
export async function openLedPolling(parts: LedPollingParts): Promise<Intake> {
  const over = new AbortController();
  const own: Leading['own'] = { polling: null, whyNot: servedElsewhere };
  const leading: Leading = { ...parts, over: over.signal, own };
  const first = await ask(leading);
  if (first !== null) own.polling = await openOrRelease(first, parts);
  const led = lead(first, leading);
  return {
    inbox: null,
    state: () => own.polling?.state() ?? standingBy(own.whyNot),
    catchUp: () => own.polling?.catchUp() ?? Promise.resolve(),
    async close() {
      over.abort();
      const lease = await led;
      await own.polling?.close();
      // Only now: what was handled is confirmed, so that the next one does not get it again.
      await lease?.release();
    },
  };
}

const servedElsewhere = 'stands by: another process fetches the updates of this bot';
const askedInVain = 'stands by: Redis does not say who fetches the updates of this bot';

/** It can send as well as the one that fetches. */
const standingBy = (detail: string): AdapterState => ({
  isConnected: true,
  trouble: 'served-elsewhere',
  detail,
  caughtUpAtMs: 0,
});

async function openOrRelease(lease: HeldLease, { open }: LedPollingParts): Promise<Polling> {
  try {
    return await open();
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Null when another process has the lease, and when nobody can tell. */
async function ask({ lease, own, log, over }: Leading): Promise<HeldLease | null> {
  try {
    const held = await takeLease(lease);
    own.whyNot = servedElsewhere;
    if (!over.aborted || held === null) return held;
    await held.release();
    return null;
  } catch (error) {
    if (own.whyNot !== askedInVain) log.warn({ error }, 'telegram: who fetches the updates cannot be asked');
    own.whyNot = askedInVain;
    return null;
  }
}

/** Resolves when it is over, to the lease that is held then. Never rejects. */
async function lead(first: HeldLease | null, leading: Leading): Promise<HeldLease | null> {
  const { own, over, log } = leading;
  let lease = first;
  while (!over.aborted) {
    lease ??= await waitForLease(leading);
    if (lease === null) continue;
    own.polling ??= await openOrRelease(lease, leading).catch((error: unknown) => {
      log.warn({ error }, 'telegram: the updates cannot be fetched yet');
      return null;
    });
    if (own.polling === null) {
      lease = null;
      await waitMs(openAgainMs, over);
      continue;
    }
    lease = await keep(lease, own.polling, leading);
    if (lease !== null) continue;
    log.warn({}, 'telegram: another process fetches the updates now; standing by');
    own.polling.abandon();
    own.polling = null;
  }
  return lease;
}

async function waitForLease(leading: Leading): Promise<HeldLease | null> {
  const { lease, over, log, own } = leading;
  let isSaid = false;
  while (!over.aborted) {
    const held = await ask(leading);
    if (held !== null) {
      if (isSaid) log.info({}, 'telegram: taking over the updates');
      return held;
    }
    if (!isSaid) log.info({}, `telegram: ${own.whyNot}`);
    isSaid = true;
    await waitMs(lease.times.askMs, over);
  }
  return null;
}

/**
 * The lease as it is held when all is over, null as soon as another process has it. While Redis is away nobody can take
 * it, and people are to hear that: fetching goes on unless Telegram says that somebody else fetches.
 */
async function keep(first: HeldLease, polling: Polling, leading: Leading): Promise<HeldLease | null> {
  const { over, own, lease } = leading;
  const isOver = (): boolean => over.aborted;
  for (let held = first; ;) {
    await Promise.race([held.ended, untilAborted(over)]);
    if (isOver()) return held;
    let again = await ask(leading);
    while (again === null && own.whyNot === askedInVain && !isOver() && !polling.isContested()) {
      await waitMs(lease.times.askMs, over);
      again = await ask(leading);
    }
    if (again === null) return isOver() ? held : null;
    held = again;
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    signal.addEventListener(
      'abort',
      () => {
        done();
      },
      { once: true },
    );
  });
}
