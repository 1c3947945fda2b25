import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import { checkServer } from '../store/check-server.ts';
import { openRedis } from '../store/client.ts';
import { createKeys } from '../store/keys.ts';
import { keyPrefix, openServer, type OpenStore } from './open-store.ts';

/** The store without a look at its data, which stay as they are; rejects with ConfigError when it cannot be worked with. */
export async function openRawStore(config: Config, log: Log): Promise<OpenStore> {
  const server = await openServer(config, log);
  const redis = openRedis(server.target, (error) => {
    log.debug({ error }, 'redis: connection lost');
  });
  const close = async (): Promise<void> => {
    redis.disconnect();
    await server.close();
  };
  const findings = await checkServer(redis, null, Date.now());
  const fatal = findings.filter(({ severity }) => severity === 'fatal');
  const isEmbedded = config.redis === null;
  if (fatal.length === 0) {
    return { target: server.target, isEmbedded, redis, keys: createKeys(keyPrefix), keyPrefix, close };
  }
  await close();
  throw new ConfigError(fatal.map(({ key, message, remedy }) => ({ key, message: `${message}; ${remedy}` })));
}
