import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import { checkServer, type Finding } from '../store/check-server.ts';
import { openRedis, type RedisClient, type RedisTarget } from '../store/client.ts';
import { findRedisServer } from '../store/embedded-find.ts';
import { startEmbeddedRedis } from '../store/embedded-redis.ts';
import { createKeys, type Keys } from '../store/keys.ts';
import { settleSchema } from '../store/schema.ts';

/** The store of an installation: a server that may be worked with, and how to let go of it. */
export interface OpenStore {
  readonly target: RedisTarget;
  /** True for the private server in the data folder. */
  readonly isEmbedded: boolean;
  /** For what the command itself asks of the store. */
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly keyPrefix: string;
  /** Ends the embedded server unless somebody else uses it. */
  close(): Promise<void>;
}

/** Everything lies under this on the server. */
export const keyPrefix = 'bz';

/**
 * The configured server, or the embedded one, started if it does not run; rejects with ConfigError when it cannot be
 * worked with, after letting go of it.
 */
export async function openStore(config: Config, log: Log, prefix = keyPrefix): Promise<OpenStore> {
  const server = await openServer(config, log);
  const keys = createKeys(prefix);
  const redis = openRedis(server.target, (error) => {
    log.debug({ error }, 'redis: connection lost');
  });
  const close = async (): Promise<void> => {
    redis.disconnect();
    await server.close();
  };
  try {
    refuseFatal(await checkServer(redis, keys, Date.now()));
    await settleSchema(redis, keys);
    return { target: server.target, isEmbedded: config.redis === null, redis, keys, keyPrefix: prefix, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Server {
  readonly target: RedisTarget;
  close(): Promise<void>;
}

/** Where the configured server is, or the embedded one, which runs when this resolves. */
export async function openServer(config: Config, log: Log): Promise<Server> {
  if (config.redis !== null) {
    const { urls, isCluster } = config.redis;
    return { target: { urls: urls.map((url) => url.reveal()), isCluster }, close: () => Promise.resolve() };
  }
  const serverPath = findRedisServer({ ...process.env, BANZHANG_REDIS_SERVER: config.redisServerPath ?? '' });
  const embedded = await startEmbeddedRedis({ dataDir: config.dataDir, serverPath, log });
  return { target: { urls: [embedded.socketPath], isCluster: false }, close: () => embedded.stop() };
}

function refuseFatal(findings: readonly Finding[]): void {
  const fatal = findings.filter(({ severity }) => severity === 'fatal');
  if (fatal.length === 0) return;
  throw new ConfigError(fatal.map(({ key, message, remedy }) => ({ key, message: `${message}; ${remedy}` })));
}
