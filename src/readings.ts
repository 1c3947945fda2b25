import type { AccountState } from './accounts.ts';
import type { Core } from './wire.ts';
import type { QueueCounts } from './scheduler/deliveries.ts';

/** What is looked at when somebody asks, as opposed to what is counted while it happens. */
export interface Readings {
  readonly accounts: readonly AccountState[];
  /** Messages of this process that wait for their turn or are on their way. */
  readonly outboxCount: number;
  /** What all processes share; null while Redis does not answer. */
  readonly shared: SharedReadings | null;
}

export interface SharedReadings {
  readonly queue: QueueCounts;
  /** How long the oldest occurrence that nobody has handed on has been due; 0 when none is. */
  readonly overdueMs: number;
  readonly openQuizCount: number;
}

type Readable = Pick<Core, 'accounts' | 'outbox' | 'deliveries' | 'occurrences' | 'runs' | 'clock'>;

/** What the core holds now; three looks at Redis side by side, given up when they take too long. */
export async function readCore(core: Readable): Promise<Readings> {
  const shared = await Promise.race([readShared(core), patience()]).catch(() => null);
  return { accounts: core.accounts.states(), outboxCount: core.outbox.depth(), shared };
}

async function readShared({ deliveries, occurrences, runs, clock }: Readable): Promise<SharedReadings> {
  const [queue, oldestAtMs, openQuizCount] = await Promise.all([
    deliveries.counts(),
    occurrences.oldestAtMs(),
    runs.openCount(),
  ]);
  return { queue, overdueMs: oldestAtMs === null ? 0 : Math.max(0, clock() - oldestAtMs), openQuizCount };
}

/** Prometheus waits ten seconds for all; https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
const readMaxMs = 2_000;

const patience = (): Promise<null> =>
  new Promise((done) => {
    setTimeout(done, readMaxMs, null).unref();
  });
