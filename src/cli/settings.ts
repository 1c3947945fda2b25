import { type Config, readConfig } from '../config.ts';
import { loadDotEnv } from '../config-dot-env.ts';
import { createLog, type Log, type LogLevel } from '../log.ts';

/** What the command line is run with; everything that a process has of its own. */
export interface Surroundings {
  readonly cwd: string;
  /** `.env` is put into it. */
  readonly env: Record<string, string | undefined>;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/** The configuration from `.env` and the environment; throws ConfigError with everything that is wrong in either. */
export function loadConfig({ cwd, env }: Pick<Surroundings, 'cwd' | 'env'>): Config {
  const problems = loadDotEnv(cwd, env);
  return readConfig(env, { cwd, problems });
}

/** The log of this process. `quietLevel` holds where nobody asked for a level. */
export function openLog(config: Config, env: Surroundings['env'], quietLevel?: LogLevel): Log {
  const isAsked = (env['LOG_LEVEL'] ?? '') !== '';
  const level = isAsked || quietLevel === undefined ? config.logLevel : quietLevel;
  return createLog({ level, secrets: config.secrets });
}

/** What is odd in the configuration and stands in nobody's way. */
export function logWarnings(config: Config, log: Log): void {
  for (const { key, message } of config.warnings) log.warn({ key }, `${key} ${message}`);
}
