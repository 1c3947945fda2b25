import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { createLog } from '../log.ts';
import { checkServer } from '../store/check-server.ts';
import { openRedis } from '../store/client.ts';
import { findRedisServer } from '../store/embedded-find.ts';
import { createKeys } from '../store/keys.ts';
import { type DoctorLine, fine, wrong } from './doctor-line.ts';
import { keyPrefix, openServer } from './open-store.ts';

/** The server that a start would use; the embedded one is started for the look if it does not run, and ended again. */
export async function examineRedis(config: Config, isUsable: boolean): Promise<readonly DoctorLine[]> {
  if (!isUsable) return [wrong('Redis', 'not looked at: the setting is wrong (see above)', '')];
  const log = createLog({ level: 'silent' });
  try {
    const server = await openServer(config, log);
    const redis = openRedis(server.target, () => undefined);
    try {
      const findings = await checkServer(redis, createKeys(keyPrefix), Date.now());
      return [...introduction(config), ...findings.map((finding) => ({ ...finding, area: 'Redis' }))];
    } finally {
      redis.disconnect();
      await server.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ key, message }) => wrong('Redis', `${key} ${message}`, ''));
  }
}

function introduction({ redis, redisServerPath }: Config): readonly DoctorLine[] {
  if (redis !== null) return [];
  const path = findRedisServer({ ...process.env, BANZHANG_REDIS_SERVER: redisServerPath ?? '' });
  return [
    fine('Redis', `the embedded one (REDIS_URL is not set), run by ${path ?? 'a server that is running already'}`),
  ];
}
