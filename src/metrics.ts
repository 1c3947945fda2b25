import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from './commands/core/meter.ts';
import type { Readings } from './readings.ts';

/** What a process measures, and the page on which Prometheus reads it. */
export interface Metrics {
  readonly meter: Meter;
  readonly contentType: string;
  /** The metrics now, in Prometheus' text format; `readings` is null while there is nothing to read. */
  page(readings: Readings | null): Promise<string>;
  /** Every metric by name, for those who check documents and dashboards. */
  describe(): Promise<readonly MetricDescription[]>;
}

export interface MetricDescription {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Of spans that people wait for: half a millisecond to ten seconds. */
const shortSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Of what is late by a moment or by hours. */
const longSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200];

/** Metrics of one process or one core in it; nothing is shared between two. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const counted = createCounted(registry);
  const read = createRead(registry);
  collectDefaultMetrics({ register: registry });
  return {
    meter: createMeter(counted),
    contentType: registry.contentType,
    async page(readings) {
      show(read, readings);
      return registry.metrics();
    },
    describe: () => describe(registry),
  };
}

type Counted = ReturnType<typeof createCounted>;

function createCounted(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name, help, labelNames, registers });
  const short = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram<L>({ name, help, labelNames, buckets: shortSeconds, registers });
  const long = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram<L>({ name, help, labelNames, buckets: longSeconds, registers });
  return {
    events: counter('banzhang_events_total', 'Events of platforms by what came of them.', [
      'platform',
      'kind',
      'result',
    ]),
    eventLag: long('banzhang_event_lag_seconds', 'From when an event happened until it was handled.', ['platform']),
    handler: short('banzhang_handler_seconds', 'How long a command or listener ran.', ['handler']),
    occurrenceLag: long('banzhang_occurrence_lag_seconds', 'From when an occurrence was due until it was claimed.', [
      'kind',
    ]),
    deliveries: counter('banzhang_deliveries_total', 'Deliveries that are over, by outcome as in the ledger.', [
      'kind',
      'outcome',
    ]),
    deliveryLag: long('banzhang_delivery_lag_seconds', 'From when a delivery was due until it was sent.', ['kind']),
    slotWait: long('banzhang_slot_wait_seconds', 'How long a call waited for its turn within the pace.', ['urgency']),
    slowDowns: counter('banzhang_rate_limited_total', 'Refusals because of too many calls (429).', [
      'platform',
      'scope',
    ]),
    calls: short('banzhang_platform_call_seconds', 'How long calls to a platform took, by what it said.', [
      'platform',
      'result',
    ]),
    redis: short('banzhang_redis_command_seconds', 'How long commands and scripts of Redis took, waiting included.', [
      'command',
    ]),
    redisErrors: counter('banzhang_redis_errors_total', 'Commands that Redis did not carry out, by store error.', [
      'code',
    ]),
  };
}

/** Outcomes of a message that has gone out. */
const sentOutcomes: ReadonlySet<string> = new Set(['sent', 'late', 'moved']);

function createMeter(counted: Counted): Meter {
  const secondsSince = (sinceMs: number): number => (performance.now() - sinceMs) / 1000;
  return {
    nowMs: () => performance.now(),
    handledEvent({ kind, from: { platform } }, result, lagMs) {
      counted.events.inc({ platform, kind, result });
      // Platforms tell whole seconds, and clocks differ.
      counted.eventLag.observe({ platform }, Math.max(0, lagMs) / 1000);
    },
    ranHandler(handler, sinceMs) {
      counted.handler.observe({ handler }, secondsSince(sinceMs));
    },
    claimed(kind, lagMs) {
      counted.occurrenceLag.observe({ kind }, Math.max(0, lagMs) / 1000);
    },
    delivered(kind, outcome, lagMs) {
      counted.deliveries.inc({ kind, outcome });
      if (sentOutcomes.has(outcome)) counted.deliveryLag.observe({ kind }, Math.max(0, lagMs) / 1000);
    },
    waitedForSlot(urgency, sinceMs) {
      counted.slotWait.observe({ urgency }, secondsSince(sinceMs));
    },
    toldToSlowDown(platform, scope) {
      counted.slowDowns.inc({ platform, scope });
    },
    called(platform, result, sinceMs) {
      counted.calls.observe({ platform, result }, secondsSince(sinceMs));
    },
    askedRedis(command, code, sinceMs) {
      counted.redis.observe({ command }, secondsSince(sinceMs));
      if (code !== null) counted.redisErrors.inc({ code });
    },
  };
}

type Read = ReturnType<typeof createRead>;

/** What is not counted but looked at when somebody asks. */
function createRead(registry: Registry) {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name, help, labelNames, registers });
  return {
    redisUp: gauge('banzhang_redis_up', '1 while Redis answers, 0 while it does not.', []),
    accounts: gauge(
      'banzhang_account_connected',
      '1 while this process serves the account, 0 while it does not or only stands by.',
      ['platform', 'account'],
    ),
    outbox: gauge(
      'banzhang_outbox_messages',
      'Messages of this process that wait for their turn or are on their way.',
      [],
    ),
    queue: gauge('banzhang_delivery_queue_jobs', 'Deliveries in the queue of all processes.', ['state']),
    overdue: gauge(
      'banzhang_occurrence_overdue_seconds',
      'How long the oldest occurrence not handed on has been due.',
      [],
    ),
    openQuizzes: gauge('banzhang_open_quizzes', 'Quizzes under way, of all processes.', []),
  };
}

function show(read: Read, readings: Readings | null): void {
  for (const gauge of Object.values(read)) forget(gauge);
  const shared = readings?.shared ?? null;
  read.redisUp.set(shared === null ? 0 : 1);
  if (readings === null) return;
  read.outbox.set(readings.outboxCount);
  for (const { platform, account, isConnected, trouble } of readings.accounts) {
    read.accounts.set({ platform, account }, isConnected && trouble !== 'served-elsewhere' ? 1 : 0);
  }
  if (shared === null) return;
  for (const state of ['waiting', 'active', 'delayed'] as const) read.queue.set({ state }, shared.queue[state]);
  read.overdue.set(shared.overdueMs / 1000);
  read.openQuizzes.set(shared.openQuizCount);
}

/** What is not known now is left out: an account that went, or 0 where nobody could count. */
function forget(gauge: Gauge): void {
  gauge.reset();
  if (labelsOf(gauge).length === 0) gauge.remove({});
}

async function describe(registry: Registry): Promise<readonly MetricDescription[]> {
  const known = await registry.getMetricsAsJSON();
  return known.map(({ name, help, type }) => ({
    name,
    help,
    type: String(type),
    labels: labelsOf(registry.getSingleMetric(name)),
  }));
}

function labelsOf(metric: unknown): readonly string[] {
  const named = metric as { readonly labelNames?: readonly string[] } | undefined;
  return named?.labelNames ?? [];
}
