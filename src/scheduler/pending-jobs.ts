import { Job, type JobsOptions, Queue } from 'bullmq';
import type { StoredJob } from '../store/backup-entry.ts';
import type { QueuedIds } from '../store/backup-queue.ts';
import type { RedisClient } from '../store/client.ts';

export interface QueueAccess {
  readonly redis: RedisClient;
  /** `keys.queue()`. */
  readonly prefix: string;
}

const jobsAtOnce = 100;
/** What is in somebody's hand is over in a second or two; whose holder died stays there. */
const inHandMaxMs = 5_000;
const lookAgainMs = 50;

/**
 * Deliveries that have not been made, some at a time. Those in hand are waited for a while: made ones are left out, so
 * that they are not made again. Rejects with the client's own errors.
 */
export async function* pendingJobs(queued: QueuedIds, access: QueueAccess): AsyncGenerator<readonly StoredJob[]> {
  const queue = openQueue(queued.queue, access);
  try {
    await untilOutOfHand(queue, queued.active);
    const all = [...queued.active.map((id) => ({ id, atMs: null })), ...queued.waiting];
    for (let from = 0; from < all.length; from += jobsAtOnce) {
      const some = all.slice(from, from + jobsAtOnce);
      const jobs = await Promise.all(some.map(({ id }) => Job.fromId<unknown>(queue, id)));
      yield jobs.flatMap((job, index) => {
        // BullMQ fills it in only when the job is over.
        if (job === undefined || job.finishedOn !== undefined) return [];
        const { name, data, opts } = job;
        const { id = '', atMs = null } = some[index] ?? {};
        return [{ queue: queued.queue, id, name, data, opts, atMs }];
      });
    }
  } finally {
    await queue.close();
  }
}

/** Puts deliveries in, each under its own id and not before its instant. */
export async function putJobs(jobs: readonly StoredJob[], access: QueueAccess, nowMs: number): Promise<void> {
  for (const name of new Set(jobs.map((job) => job.queue))) {
    const queue = openQueue(name, access);
    try {
      const own = jobs.filter((job) => job.queue === name);
      for (let from = 0; from < own.length; from += jobsAtOnce) {
        await queue.addBulk(own.slice(from, from + jobsAtOnce).map((job) => asNew(job, nowMs)));
      }
    } finally {
      await queue.close();
    }
  }
}

const asNew = ({ id, name, data, opts, atMs }: StoredJob, nowMs: number) => ({
  name,
  data,
  opts: { ...(opts as JobsOptions), jobId: id, delay: atMs === null ? 0 : Math.max(0, atMs - nowMs) },
});

const openQueue = (name: string, { redis, prefix }: QueueAccess): Queue =>
  new Queue(name, { connection: redis, prefix, skipMetasUpdate: true });

async function untilOutOfHand(queue: Queue, ids: readonly string[]): Promise<void> {
  let inHand = ids;
  for (let waitedMs = 0; waitedMs < inHandMaxMs && inHand.length > 0; waitedMs += lookAgainMs) {
    await new Promise((done) => setTimeout(done, lookAgainMs));
    const states = await Promise.all(inHand.map((id) => queue.getJobState(id)));
    inHand = inHand.filter((_, index) => states[index] === 'active');
  }
}
