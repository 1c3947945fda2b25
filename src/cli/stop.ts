import { stopEmbeddedRedis } from '../store/embedded-redis.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { loadConfig, type Surroundings } from './settings.ts';

/** Ends the embedded Redis of the data folder. */
export async function stop(surroundings: Surroundings): Promise<number> {
  const config = loadConfig(surroundings);
  if (config.redis !== null) throw new CommandFailure('REDIS_URL is set: that server is not ours to end.');
  const outcome = await stopEmbeddedRedis({ dataDir: config.dataDir });
  const { output } = surroundings;
  switch (outcome) {
    case 'stopped':
      output.write('The embedded Redis has ended; everything is saved.\n');
      return exitCodes.done;
    case 'not-running':
      output.write('The embedded Redis was not running.\n');
      return exitCodes.done;
    case 'in-use':
      throw new CommandFailure('The embedded Redis is in use: end the running banzhang first (Ctrl-C, or SIGTERM).');
    default:
      return outcome satisfies never;
  }
}
