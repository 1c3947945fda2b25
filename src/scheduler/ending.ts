import type { CoreLog } from '../commands/core/core-log.ts';
import type { Deliveries } from './deliveries.ts';
import { jobsFor, type LeftOver } from './handed-over.ts';
import type { MeasuredOutbox } from './outbox.ts';

/** What came of what waited when the process was to end. */
export interface Ending {
  /** Answers and boards that the next process shows. */
  readonly handedOverCount: number;
  /** Those that could neither be sent nor handed over, and calls of which nobody knows what became. */
  readonly lostCount: number;
}

export interface EndingParts {
  readonly outbox: Pick<MeasuredOutbox, 'letGo' | 'leftOver'>;
  readonly deliveries: Pick<Deliveries, 'handOver'>;
  readonly log: CoreLog;
  /** The chats' time. */
  clock(): number;
  freshId(): string;
}

/** What is short is finished; a service manager waits ten seconds at least. */
const drainMs = 5_000;
/** A call that is on its way then is answered within this, or nobody knows what becomes of it. */
const underWayMs = 2_000;
/** Redis answers within this, or it is away. */
const handOverMs = 2_000;

/**
 * Ends `work`, which resolves when nothing is left to do, within a few seconds: what waits then is handed over to the next
 * process. Never rejects.
 */
export async function endWithin(work: Promise<void>, parts: EndingParts): Promise<Ending> {
  const { outbox, log } = parts;
  await soonOrNever(work, drainMs);
  outbox.letGo();
  await soonOrNever(work, underWayMs);
  const { leftOvers, underWayCount } = outbox.leftOver();
  // What is about a chat that could not be read cannot be told later either.
  const kept = leftOvers.filter(({ chat }) => chat !== '');
  const isHandedOver = kept.length === 0 || (await handOver(kept, parts));
  const handedOverCount = isHandedOver ? kept.length : 0;
  const lostCount = leftOvers.length - handedOverCount + underWayCount;
  if (handedOverCount > 0) log.info({ count: handedOverCount }, 'what waited for its turn is handed over');
  if (lostCount > 0) {
    log.error({ count: lostCount, underWay: underWayCount }, 'messages could be neither sent nor handed over');
  }
  return { handedOverCount, lostCount };
}

async function handOver(leftOvers: readonly LeftOver[], parts: EndingParts): Promise<boolean> {
  const { deliveries, clock, freshId, log } = parts;
  const jobs = jobsFor(leftOvers, { nowMs: clock(), freshId });
  try {
    return await soonOrNever(deliveries.handOver(jobs), handOverMs);
  } catch (error) {
    log.warn({ error }, 'nothing can be handed over');
    return false;
  }
}

/** Whether the work was done in time; what it rejects with in time, this rejects with. */
async function soonOrNever(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(done, ms, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
