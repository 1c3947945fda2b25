import { type Config, readConfig } from '../config.ts';
import { loadDotEnv } from '../config-dot-env.ts';
import { readWorkdaysFile } from '../config-workdays.ts';
import { calmed } from '../calm-log.ts';
import { createLog, type Log } from '../log.ts';
import { holidaysRemedy, unknownHolidayYear } from './holiday-warning.ts';

/** What the command line is run with; everything that a process has of its own. */
export interface Surroundings {
  readonly cwd: string;
  /** `.env` is put into it. */
  readonly env: Record<string, string | undefined>;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/** The configuration from `.env`, the environment and the workdays file; throws ConfigError with everything that is wrong in any. */
export function loadConfig({ cwd, env }: Pick<Surroundings, 'cwd' | 'env'>): Config {
  const dotEnvProblems = loadDotEnv(cwd, env);
  const { calendar: workdays, problems } = readWorkdaysFile(env, cwd);
  return readConfig(env, { cwd, problems: [...dotEnvProblems, ...problems], workdays });
}

/** The log of this process, JSON lines on standard error. */
export function openLog(config: Config): Log {
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { info, warn, error } = calmed(log);
  return { ...log, info, warn, error };
}

/** The log of a command that talks to a person: only what is odd, unless a level was asked for. */
export function openQuietLog(config: Config, env: Surroundings['env'], destination?: (line: string) => void): Log {
  const isAsked = (env['LOG_LEVEL'] ?? '') !== '';
  const level = isAsked ? config.logLevel : 'warn';
  return createLog({ level, secrets: config.secrets, ...(destination === undefined ? {} : { destination }) });
}

/** What is odd in the configuration and stands in nobody's way. */
export function logWarnings(config: Config, log: Log): void {
  for (const { key, message } of config.warnings) log.warn({ key }, `${key} ${message}`);
}

/** Once at a start: holidays that are not known soon enough, for those who can do something about it. */
export function logHolidays({ workdays }: Config, log: Log, nowMs: number): void {
  const year = unknownHolidayYear(workdays, nowMs);
  if (year === null) return;
  const said = `public holidays of ${String(year)} in China are not known, 工作日 goes on as Monday to Friday`;
  log.warn({ year }, `${said}: ${holidaysRemedy}`);
}
