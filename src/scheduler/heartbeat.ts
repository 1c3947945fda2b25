import { schedule } from 'node-cron';
import type { Waker } from '../commands/core/announcement.ts';
import type { CoreLog } from '../commands/core/core-log.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import type { WorkCalendar } from '../domain/workdays.ts';
import type { Claimed, OccurrenceStore, Settlement } from '../store/occurrences.ts';
import type { StoredOrder } from '../store/order.ts';
import { breath } from './breath.ts';
import type { DeliveryJob } from './deliver.ts';
import { dueTimes } from './missed.ts';

/** The one thing that wakes up by itself: looks every second what is due and hands it on. */
export interface Heartbeat {
  start(): void;
  /** Hands on everything that is due now; rejects with StoreError, after which it comes due again. */
  tick(): Promise<void>;
  /** Resolves when no tick and no waker is under way. */
  idle(): Promise<void>;
  /** No further ticks, and what is under way claims nothing more; resolves like `idle`. */
  stop(): Promise<void>;
}

export interface HeartbeatParts {
  readonly occurrences: Pick<OccurrenceStore, 'claim' | 'settle'>;
  readonly deliveries: {
    enqueue(jobs: readonly DeliveryJob[]): Promise<void>;
    /** Notes deliveries that are too late to be made. */
    skip(jobs: readonly DeliveryJob[]): Promise<void>;
  };
  readonly wakers: readonly Waker[];
  /** Done before anything that is due, such as giving time back that an outage took. */
  beforeTick?(): Promise<void>;
  readonly log: CoreLog;
  readonly meter?: Meter;
  /** Which days are worked; mainland China's as published when absent. */
  readonly workdays?: WorkCalendar;
  /** The chats' time: real, or simulated. */
  clock(): number;
}

const everySecond = '* * * * * *';
/** Longer than handing on a batch takes; after it, what a killed process had claimed comes due again. */
const leaseMs = 30_000;
/** Of each shard at once: some 500 in all, so that what is read and settled keeps nobody else waiting. */
const claimMax = 32;
/** Looked at in one go: for so long nobody else is served. */
const atOnceMs = 2;
/** What failed to wake, or cannot be read, is looked at again after this. */
const wakeAgainMs = 5_000;
const unreadableAgainMs = 24 * 3_600_000;

export function createHeartbeat(parts: HeartbeatParts): Heartbeat {
  const waking = new Set<Promise<void>>();
  let ticking: Promise<void> | null = null;
  let isStopping = false;
  const wake = (claimed: Claimed, order: StoredOrder, waker: Waker): void => {
    const work: Promise<void> = wakeAndSettle(claimed, order, waker, parts).finally(() => waking.delete(work));
    waking.add(work);
  };
  const tick = async (): Promise<void> => {
    // A tick that comes while one is under way looks again after it: time may have moved on.
    while (ticking !== null) await ticking.catch(() => undefined);
    ticking = handOnAll(wake, () => !isStopping, parts).finally(() => {
      ticking = null;
    });
    await ticking;
  };
  let stopTask = (): Promise<void> => Promise.resolve();
  const report = (error: unknown): void => {
    parts.log.error({ error }, 'the heartbeat failed and will try again');
  };
  const idle = async (): Promise<void> => {
    if (ticking !== null) await ticking.catch(() => undefined);
    while (waking.size > 0) await Promise.all(waking);
  };
  return {
    tick,
    idle,
    start() {
      isStopping = false;
      const cron = schedule(everySecond, () => tick().catch(report), {
        noOverlap: true,
        // A second that is left out is made up for by the next one; node-cron would say so on standard output.
        logger: { info: nothing, debug: nothing, warn: nothing, error: report },
        suppressMissedWarning: true,
      });
      stopTask = async () => {
        await cron.destroy();
      };
    },
    async stop() {
      isStopping = true;
      await stopTask();
      await idle();
    },
  };
}

const nothing = (): void => undefined;

type Wake = (claimed: Claimed, order: StoredOrder, waker: Waker) => void;

async function handOnAll(wake: Wake, goesOn: () => boolean, parts: HeartbeatParts): Promise<void> {
  await parts.beforeTick?.();
  while (goesOn()) {
    const nowMs = parts.clock();
    const claims = await parts.occurrences.claim(nowMs, nowMs + leaseMs, claimMax);
    if (claims.length === 0) return;
    const found: HandedOn = { due: [], late: [], settlements: [] };
    let sinceMs = performance.now();
    for (const claimed of claims) {
      sortOrLeave(claimed, found, { nowMs, wake, parts });
      if (performance.now() - sinceMs < atOnceMs) continue;
      await breath();
      sinceMs = performance.now();
    }
    await breath();
    if (found.due.length > 0) await parts.deliveries.enqueue(found.due);
    if (found.late.length > 0) await parts.deliveries.skip(found.late);
    await parts.occurrences.settle(found.settlements);
    // Fewer than one shard gives at once: no shard has more.
    if (claims.length < claimMax) return;
  }
}

/** What is to be done with claimed orders; those that wakers take are settled by them. */
interface HandedOn {
  readonly due: DeliveryJob[];
  readonly late: DeliveryJob[];
  readonly settlements: Settlement[];
}

interface Sorting {
  readonly nowMs: number;
  readonly wake: Wake;
  readonly parts: HeartbeatParts;
}

/** One that cannot be handed on is left claimed: it comes again with its due time, maybe to a process that knows its zone. */
function sortOrLeave(claimed: Claimed, found: HandedOn, sorting: Sorting): void {
  try {
    sort(claimed, found, sorting);
  } catch (error) {
    sorting.parts.log.error({ error, order: claimed.id }, 'a standing order cannot be handed on; it comes due again');
  }
}

function sort(claimed: Claimed, { due, late, settlements }: HandedOn, { nowMs, wake, parts }: Sorting): void {
  const { meter = silentMeter, log, wakers, workdays } = parts;
  const order = claimed.order();
  if (order === null) {
    log.error({ order: claimed.id }, 'a standing order cannot be read');
    settlements.push({ claimed, nextAtMs: nowMs + unreadableAgainMs });
    return;
  }
  meter.claimed(order.kind, nowMs - claimed.dueAtMs);
  const waker = wakers.find(({ kind }) => kind === order.kind);
  if (waker !== undefined) {
    wake(claimed, order, waker);
    return;
  }
  const { dueAtMs, missedAtMs, nextAtMs } = dueTimes({ ...order, workdays }, claimed.dueAtMs, nowMs);
  (nowMs - dueAtMs > order.graceMs ? late : due).push(jobOf(order, dueAtMs));
  for (const atMs of missedAtMs) late.push(jobOf(order, atMs));
  settlements.push({ claimed, nextAtMs });
}

const jobOf = ({ chat, kind, ref, graceMs }: StoredOrder, dueAtMs: number): DeliveryJob => ({
  chat,
  kind,
  ref,
  dueAtMs,
  graceMs,
});

/** Not waited for by the tick: a waker may have to wait for messages that are still on their way. */
async function wakeAndSettle(
  claimed: Claimed,
  { chat, ref }: StoredOrder,
  waker: Waker,
  parts: HeartbeatParts,
): Promise<void> {
  let nextAtMs: number | null = null;
  try {
    await waker.wake({ chat, ref, dueAtMs: claimed.dueAtMs });
  } catch (error) {
    parts.log.error({ error, chat, ref }, 'a step that was due failed and will be tried again');
    nextAtMs = parts.clock() + wakeAgainMs;
  }
  await parts.occurrences.settle([{ claimed, nextAtMs }]).catch((error: unknown) => {
    // Its lease runs out, and it comes due again.
    parts.log.warn({ error, chat, ref }, 'a step that was taken could not be settled');
  });
}
