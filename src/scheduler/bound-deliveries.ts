import { type ConnectionOptions, type JobsOptions, Queue, type Worker } from 'bullmq';
import type { Address } from '../commands/core/event.ts';
import type { DeliveryJob } from './deliver.ts';

export type BoundAccount = Pick<Address, 'platform' | 'account'>;

/**
 * Deliveries of accounts that only one process can speak for, kept apart from those that any can make: whoever takes one
 * up in vain puts it here, and the process that has the account looks nowhere else for it.
 */
export interface BoundDeliveries {
  handOn(job: DeliveryJob, id: string, account: BoundAccount): Promise<void>;
  /** The job as it stands where it was handed on to; null when it is over there. */
  look(id: string, account: BoundAccount): Promise<DeliveryJob | null>;
  /** Takes it back; false while it is in hand there. */
  takeBack(id: string, account: BoundAccount): Promise<boolean>;
  /** From now on makes the deliveries of these accounts, and of no others. */
  serve(accounts: readonly BoundAccount[]): void;
  /** Takes no further jobs; resolves when those in hand are finished. */
  stop(): Promise<void>;
}

export interface BoundDeliveriesParts {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  openWorker(queueName: string): Worker<DeliveryJob>;
  optionsOf(job: DeliveryJob): JobsOptions;
  onError(error: Error): void;
}

export function createBoundDeliveries(parts: BoundDeliveriesParts): BoundDeliveries {
  const { connection, prefix, onError } = parts;
  const queues = new Map<string, Queue<DeliveryJob>>();
  const workers = new Map<string, Worker<DeliveryJob>>();
  const closing = new Set<Promise<void>>();
  const queueOf = (account: BoundAccount): Queue<DeliveryJob> => {
    const name = queueNameOf(account);
    const known = queues.get(name);
    if (known !== undefined) return known;
    const queue = new Queue<DeliveryJob>(name, { connection, prefix, skipMetasUpdate: true });
    queue.on('error', onError);
    queues.set(name, queue);
    return queue;
  };
  const close = (name: string, worker: Worker<DeliveryJob>): void => {
    workers.delete(name);
    const closed = worker
      .close()
      .catch(onError)
      .finally(() => closing.delete(closed));
    closing.add(closed);
  };
  return {
    async handOn(job, id, account) {
      // What is over is known by its absence, and by the ledger.
      const options = { ...parts.optionsOf(job), jobId: id, removeOnComplete: true, removeOnFail: true };
      await queueOf(account).add(job.kind, job, options);
    },
    look: async (id, account) => (await queueOf(account).getJob(id))?.data ?? null,
    async takeBack(id, account) {
      const job = await queueOf(account).getJob(id);
      return (
        (await job?.remove().then(
          () => true,
          () => false,
        )) ?? false
      );
    },
    serve(accounts) {
      const wanted = new Set(accounts.map(queueNameOf));
      for (const [name, worker] of workers) if (!wanted.has(name)) close(name, worker);
      for (const name of wanted) if (!workers.has(name)) workers.set(name, parts.openWorker(name));
    },
    async stop() {
      for (const [name, worker] of workers) close(name, worker);
      await Promise.all(closing);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** BullMQ allows no colon. */
const queueNameOf = ({ platform, account }: BoundAccount): string =>
  `deliveries-${platform}-${encodeURIComponent(account)}`;
