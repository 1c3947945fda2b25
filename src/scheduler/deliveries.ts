import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import type { CoreLog } from '../commands/core/core-log.ts';
import type { RedisClient } from '../store/client.ts';
import { type BoundAccount, createBoundDeliveries } from './bound-deliveries.ts';
import { deliveryId } from './delivery-id.ts';
import { type DeliveryJob, type DeliverParts, createDeliver, skipDelivery } from './deliver.ts';
import { createHandingOn, createTakingUp, type Step } from './hand-on.ts';
import { inPieces } from './in-pieces.ts';

/** `waiting` for a worker, `active` in hand, `delayed` to a later time. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** Deliveries under way: kept in Redis by BullMQ until their outcome is in the ledger. */
export interface Deliveries {
  /**
   * Takes jobs over, some at a time; one that is known already is left as it is. Rejects when one could not be put in,
   * after which some of those before it are.
   */
  enqueue(jobs: readonly DeliveryJob[]): Promise<void>;
  skip(jobs: readonly DeliveryJob[]): Promise<void>;
  /** Takes over what a process that ends could not say; it stands behind no other delivery. Two rounds. */
  handOver(jobs: readonly DeliveryJob[]): Promise<void>;
  start(): void;
  /** From now on makes the deliveries of these accounts that only this process can speak for; also without `start`. */
  serve(accounts: readonly BoundAccount[]): void;
  /** How many there are in the queue of all processes. One round trip. */
  counts(): Promise<QueueCounts>;
  /** Looks again at what was put off, after the chats' time was moved. */
  hurry(): Promise<void>;
  /** Resolves when nothing waits to be done now. */
  idle(): Promise<void>;
  /** Takes no further jobs; resolves when those in hand are finished. */
  rest(): Promise<void>;
  /** Lets go of the queue, after `rest`. */
  stop(): Promise<void>;
}

export interface DeliveriesParts extends DeliverParts {
  /** For putting jobs in: fails soon when Redis is away. */
  readonly redis: RedisClient;
  /** For taking jobs out, made by `openQueueRedis`: waits for ever. */
  readonly queueRedis: RedisClient;
  /** `keys.queue()`; its hash tag keeps all of BullMQ's keys on one node. */
  readonly prefix: string;
  readonly log: CoreLog;
  /** How long a process may be silent before its deliveries are taken up by another; 10 s when absent. */
  readonly silenceMs?: number;
}

const queueName = 'deliveries';
/** Deliveries that wait for their slots side by side: a second's worth of Telegram's 30. */
const usualConcurrency = 32;
/** Of their own, because BullMQ puts what comes again behind everything else. */
const handedOverName = 'handed-over';
/** Chats whose answers wait side by side; each waits in place for its own slots. */
const handedOverConcurrency = 100;
/** For what an announcer failed at; refusals by the platform and by Redis are counted by the delivery itself. */
const attempts = 5;
const backOffMs = 2_000;
/** So many processes may die with a job in hand before the ledger says so: it might be what they die of. */
const maxStalledCount = 5;
const usualSilenceMs = 10_000;
const keepDone = { age: 24 * 3_600, count: 5_000 };
/** What is one of thousands lets through what a chat asked for; BullMQ takes jobs without a priority first. */
const behindOthers = 10;
const idleLookMs = 5;
/** A Redis that is away may take for ever. */
const stopMaxMs = 1_000;

export function createDeliveries(parts: DeliveriesParts): Deliveries {
  const deliver = createDeliver(parts);
  const queue = openQueue(queueName, parts);
  const handedOver = openQueue(handedOverName, parts);
  const queues = [queue, handedOver];
  const bound = createBoundDeliveries({
    connection: parts.redis,
    prefix: parts.prefix,
    openWorker: (name) => openWorker(name, createTakingUp(deliver), parts, usualConcurrency),
    optionsOf: (job) => bulkJobOf(job).opts,
    onError: (error) => {
      noteLoss(error, parts.log);
    },
  });
  let workers: readonly Worker<DeliveryJob>[] = [];
  const traceEnqueued = (job: DeliveryJob): void =>
    parts.log.debug?.({ delivery: deliveryId(job), chat: job.chat }, 'delivery enqueued');
  const skip = async (jobs: readonly DeliveryJob[]): Promise<void> => {
    await inPieces(jobs, (piece) =>
      Promise.all(piece.map((job) => skipDelivery(job, { outcome: 'skipped-late' }, parts))),
    );
  };
  return {
    async enqueue(jobs) {
      const aheadCount = jobs.every(isPlanned) ? 0 : await queue.getWaitingCount();
      await inPieces(jobs, async (piece, fromAt) => {
        await queue.addBulk(piece.map((job, index) => bulkJobOf(inLine(job, aheadCount + fromAt + index))));
        piece.forEach(traceEnqueued);
      });
    },
    skip,
    async handOver(jobs) {
      await handedOver.addBulk(jobs.map(bulkJobOf));
      jobs.forEach(traceEnqueued);
    },
    start() {
      const step = createHandingOn({ ...parts, deliver, bound });
      workers = [
        openWorker(queueName, step, parts, usualConcurrency),
        openWorker(handedOverName, step, parts, handedOverConcurrency),
      ];
    },
    serve: bound.serve,
    async counts() {
      const all = await Promise.all(
        queues.map((one) => one.getJobCounts('waiting', 'prioritized', 'active', 'delayed')),
      );
      const count = (state: string): number => all.reduce((sum, counts) => sum + (counts[state] ?? 0), 0);
      return { waiting: count('waiting') + count('prioritized'), active: count('active'), delayed: count('delayed') };
    },
    async hurry() {
      await Promise.all(queues.map((one) => one.promoteJobs()));
    },
    async idle() {
      while (workers.length > 0 && (await underWayCount(queues)) > 0) {
        await new Promise((done) => setTimeout(done, idleLookMs));
      }
    },
    async rest() {
      bound.serve([]);
      // A job in hand may be handed on to a bound account.
      await Promise.all(workers.map((worker) => worker.close()));
      await bound.stop();
    },
    async stop() {
      // While Redis is away BullMQ waits for it; what was in hand comes again as stalled when it is back.
      await Promise.race([Promise.all(queues.map((one) => one.close())), patience(stopMaxMs)]);
    },
  };
}

function openQueue(name: string, { redis, prefix, log }: DeliveriesParts): Queue<DeliveryJob> {
  const queue = new Queue<DeliveryJob>(name, { connection: redis, prefix, skipMetasUpdate: true });
  queue.on('error', (error) => {
    noteLoss(error, log);
  });
  return queue;
}

/** Of Telegram's 30 a second, what answers and other accounts leave to deliveries on a busy day. */
const outPerSecond = 22;

const isPlanned = ({ plannedMs }: DeliveryJob): boolean => plannedMs !== undefined;

/** A job waits for those ahead of it as planned: a whole city due at one minute is not late for that. */
const inLine = (job: DeliveryJob, aheadCount: number): DeliveryJob =>
  isPlanned(job) || aheadCount < outPerSecond
    ? job
    : { ...job, plannedMs: Math.round((aheadCount / outPerSecond) * 1_000) };

const bulkJobOf = (job: DeliveryJob) => ({
  name: job.kind,
  data: job,
  opts: {
    jobId: deliveryId(job),
    attempts,
    ...(job.kind === 'fan-out' ? { priority: behindOthers } : {}),
    backoff: { type: 'exponential', delay: backOffMs },
    // People's words are kept no longer than they are needed; the ledger knows what was sent.
    ...(job.handedOver === undefined
      ? { removeOnComplete: keepDone, removeOnFail: keepDone }
      : { removeOnComplete: true, removeOnFail: true }),
  },
});

async function underWayCount(queues: readonly Queue<DeliveryJob>[]): Promise<number> {
  const counts = await Promise.all(queues.map((queue) => queue.getJobCountByTypes('waiting', 'active', 'prioritized')));
  return counts.reduce((sum, count) => sum + count, 0);
}

function openWorker(name: string, step: Step, parts: DeliveriesParts, concurrency: number): Worker<DeliveryJob> {
  const { queueRedis, prefix, log, silenceMs = usualSilenceMs } = parts;
  const worker = new Worker<DeliveryJob>(
    name,
    (job, token) => work(job, token, { step: lastTold(step, job, parts), log }),
    {
      connection: queueRedis,
      prefix,
      concurrency,
      maxStalledCount,
      lockDuration: silenceMs,
      stalledInterval: silenceMs,
    },
  );
  worker.on('error', (error) => {
    noteLoss(error, log);
  });
  worker.on('stalled', (job) => {
    log.warn({ delivery: job }, 'a process died with a delivery in hand; it is taken up again');
  });
  worker.on('failed', (job, error) => {
    log.error({ error, delivery: job?.id }, 'a delivery failed');
    // Too many processes died with it, or its last failure could not be noted.
    if (job === undefined || !isOver(job)) return;
    skipDelivery(job.data, { outcome: 'failed', code: 'incident' }, parts).catch((failure: unknown) => {
      log.error({ error: failure, delivery: job.id }, 'a failed delivery could not be put into the ledger');
    });
  });
  return worker;
}

/** A step whose last failure is in the ledger before the job is over, so that a process may die in between. */
const lastTold =
  (step: Step, { id, attemptsMade }: Job, parts: DeliveriesParts): Step =>
  async (job) => {
    try {
      return await step(job);
    } catch (error) {
      if (attemptsMade + 1 < attempts) throw error;
      parts.log.error({ error, delivery: id }, 'a delivery failed for the last time');
      await skipDelivery(job, { outcome: 'failed', code: 'incident' }, parts);
      return { kind: 'done', outcome: 'failed' };
    }
  };

const isOver = ({ finishedOn }: Job): boolean => finishedOn !== undefined;

async function work(
  job: Job<DeliveryJob>,
  token: string | undefined,
  { step, log }: { readonly step: Step; readonly log: CoreLog },
) {
  const result = await step(job.data);
  if (result.kind === 'done') return result.outcome;
  const { chat, handedOnTo } = result.job;
  const what = handedOnTo === undefined ? 'delivery put off' : 'delivery handed on';
  log.debug?.({ delivery: job.id, chat, waitMs: result.waitMs, ...(handedOnTo ?? {}) }, what);
  await job.updateData(result.job);
  // BullMQ keeps real time, whatever time the chats have.
  await job.moveToDelayed(Date.now() + result.waitMs, token);
  throw new DelayedError();
}

const patience = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });

/** A lost connection is told by the client itself; everything else is news. */
function noteLoss(error: Error, log: CoreLog): void {
  if (
    /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|Connection is closed|max retries|sentinels are unreachable/i.test(
      error.message,
    )
  )
    return;
  log.warn({ error }, 'the delivery queue met an error');
}
