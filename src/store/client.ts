import { Cluster, Redis } from 'ioredis';

export type RedisClient = Redis | Cluster;

export interface RedisTarget {
  /** `redis://`, `rediss://` URLs or a UNIX socket path; several make the start nodes of a cluster. */
  readonly urls: readonly string[];
  readonly isCluster: boolean;
}

/** After this a command is given up; its outcome is unknown and the event is told again. */
const commandTimeoutMs = 10_000;
const reconnectMaxDelayMs = 1_000;

const retryStrategy = (attempt: number): number => Math.min(25 * 2 ** attempt, reconnectMaxDelayMs);

/** Fail soon and let the event be told again: a command that waits for ever would hold its lane. */
const forEvents = { commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 1, retryStrategy };

/** BullMQ's blocking reads wait for ever; it refuses any other setting. */
const forQueue = { maxRetriesPerRequest: null, retryStrategy };

/** A client that connects and reconnects by itself; `onError` hears of lost connections, which are never fatal. */
export function openRedis(target: RedisTarget, onError: (error: Error) => void): RedisClient {
  return open(target, forEvents, onError);
}

/** The client that BullMQ wants beside ours. */
export function openQueueRedis(target: RedisTarget, onError: (error: Error) => void): RedisClient {
  return open(target, forQueue, onError);
}

function open(
  { urls, isCluster }: RedisTarget,
  options: typeof forEvents | typeof forQueue,
  onError: (error: Error) => void,
): RedisClient {
  const client = isCluster
    ? new Cluster([...urls], { redisOptions: options, clusterRetryStrategy: retryStrategy })
    : new Redis(urls[0] ?? '', options);
  client.on('error', onError);
  return client;
}
