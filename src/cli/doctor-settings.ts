import { type Config, readConfig } from '../config.ts';
import { loadDotEnv } from '../config-dot-env.ts';
import { settingNames } from '../config-settings.ts';
import { readWorkdaysFile } from '../config-workdays.ts';
import { ConfigError, type ConfigProblem } from '../errors.ts';
import { type DoctorLine, fine, odd, wrong } from './doctor-line.ts';
import type { Surroundings } from './settings.ts';

export interface ExaminedSettings {
  /** As configured where that can be read; where not, as if it were not set. */
  readonly config: Config;
  readonly lines: readonly DoctorLine[];
  /** False for a setting that was left out because it is wrong. */
  isUsable(name: string): boolean;
}

/** The settings with everything left out that is wrong, and what is wrong with it. */
export function readSettings({ cwd, env }: Pick<Surroundings, 'cwd' | 'env'>): ExaminedSettings {
  const dotEnvProblems = loadDotEnv(cwd, env);
  const { calendar: workdays, problems: wrongDays } = readWorkdaysFile(env, cwd);
  const problems = [...dotEnvProblems, ...wrongDays];
  const left = { ...env };
  const leftOut = new Set<string>(wrongDays.map(({ key }) => key));
  for (;;) {
    try {
      const config = readConfig(left, { cwd, workdays });
      return { config, lines: linesOf(config, problems, env), isUsable: (name) => !leftOut.has(name) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.filter(({ key }) => !problems.some((known) => known.key === key)));
      for (const name of toLeaveOut(error.problems, left)) {
        leftOut.add(name);
        left[name] = undefined;
      }
    }
  }
}

/** What must go so that the rest can be read: the settings named, or the ones that want them. */
function toLeaveOut(
  problems: readonly ConfigProblem[],
  left: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const set = problems.map(({ key }) => key).filter((key) => left[key] !== undefined && left[key] !== '');
  if (set.length > 0) return set;
  const wanting = ['TELEGRAM_WEBHOOK_URL', 'REDIS_CLUSTER', 'WECHATY_PUPPET'].filter(
    (name) => left[name] !== undefined,
  );
  return wanting.length > 0 ? wanting : settingNames;
}

function linesOf(
  config: Config,
  problems: readonly ConfigProblem[],
  env: Readonly<Record<string, string | undefined>>,
): readonly DoctorLine[] {
  const wrongLines = problems.map(({ key, message }) => wrong('settings', `${key} ${message}`, ''));
  const oddLines = config.warnings.map(({ key, message }) => odd('settings', `${key} ${message}`, ''));
  if (wrongLines.length + oddLines.length > 0) return [...wrongLines, ...oddLines];
  const set = settingNames.filter((name) => (env[name] ?? '') !== '');
  return [fine('settings', set.length === 0 ? 'none set, all as usual' : `${set.join(', ')} can be read`)];
}
