import { Cluster, Redis } from 'ioredis';
import { isSentinelUrl, parseSentinelUrl } from './sentinel-url.ts';

export type RedisClient = Redis | Cluster;

export interface RedisTarget {
  /**
   * `redis://`, `rediss://` URLs or a UNIX socket path; several make the start nodes of a cluster. One `redis+sentinel://`
   * URL names sentinels, which name the master.
   */
  readonly urls: readonly string[];
  readonly isCluster: boolean;
}

/** After this a command is given up; its outcome is unknown and the event is told again. */
const commandTimeoutMs = 10_000;
/** Longer than BullMQ waits for a job in one command. https://docs.bullmq.io/guide/connections */
const queueSilenceMs = 15_000;
const connectTimeoutMs = 5_000;
const sentinelTimeoutMs = 2_000;
const reconnectMaxDelayMs = 1_000;

const retryStrategy = (attempt: number): number => Math.min(25 * 2 ** attempt, reconnectMaxDelayMs);

/**
 * After a failover a client may still be with the old master, which is a replica now and refuses every write; nothing of
 * what was refused has happened, so it is sent again.
 */
const reconnectOnError = (error: Error): 2 | false => (error.message.startsWith('READONLY') ? 2 : false);

const always = { connectTimeout: connectTimeoutMs, retryStrategy, reconnectOnError };

/**
 * Fail soon and let the event be told again: a command that waits for ever would hold its lane. A server that hangs is
 * left, for its connection would not end by itself; whoever is master by then is found on the next one.
 */
const forEvents = {
  ...always,
  commandTimeout: commandTimeoutMs,
  socketTimeout: commandTimeoutMs,
  maxRetriesPerRequest: 1,
};

/** BullMQ's blocking reads wait for ever; it refuses any other setting. */
const forQueue = { ...always, socketTimeout: queueSilenceMs, maxRetriesPerRequest: null };

type Options = typeof forEvents | typeof forQueue;

/** A client that connects and reconnects by itself; `onError` hears of lost connections, which are never fatal. */
export function openRedis(target: RedisTarget, onError: (error: Error) => void): RedisClient {
  return open(target, forEvents, onError);
}

/** The client that BullMQ wants beside ours. */
export function openQueueRedis(target: RedisTarget, onError: (error: Error) => void): RedisClient {
  return open(target, forQueue, onError);
}

function open({ urls, isCluster }: RedisTarget, options: Options, onError: (error: Error) => void): RedisClient {
  const client = isCluster ? openCluster(urls, options) : openSingle(urls[0] ?? '', options);
  client.on('error', onError);
  return client;
}

const openCluster = (urls: readonly string[], redisOptions: Options): Cluster =>
  new Cluster([...urls], { redisOptions, clusterRetryStrategy: retryStrategy });

function openSingle(url: string, options: Options): Redis {
  const named = isSentinelUrl(url) ? parseSentinelUrl(url) : null;
  if (named === null) return new Redis(url, options);
  const { sentinels, name, db, username, password, sentinelPassword, isTls } = named;
  return new Redis({
    ...options,
    sentinels: [...sentinels],
    name,
    db,
    sentinelRetryStrategy: retryStrategy,
    // Without this a sentinel that hangs holds up the search for ever.
    sentinelCommandTimeout: sentinelTimeoutMs,
    // Not failoverDetector: what it hears while the client looks for the master ends the client for good.
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(sentinelPassword === null ? {} : { sentinelPassword }),
    ...(isTls ? { tls: {}, enableTLSForSentinelMode: true } : {}),
  });
}
