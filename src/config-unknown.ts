import { distance } from 'fastest-levenshtein';
import { redisServerVariable, settingNames } from './config-settings.ts';
import type { ConfigProblem } from './errors.ts';

export interface UnknownSettings {
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly ConfigProblem[];
}

const ours = /^BANZHANG_/;
const shared = /^(?:TELEGRAM|REDIS)_/;
/** Kubernetes and Docker put these beside a service called "redis" or "banzhang"; they are nobody's setting. */
const injected = /_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)$/;
const injectedAddress = /^(?:tcp|udp):\/\//;
/** `TELEGRAM_TOKEN` is four letters from `TELEGRAM_BOT_TOKEN`, and `REDIS_HOST` from `REDIS_URL`. */
const nearDistance = 4;

/**
 * Names in the environment that look like settings and are none. Ours and near misses are problems; a name that
 * only shares `TELEGRAM_` or `REDIS_` may belong to another program and is a warning.
 */
export function unknownSettings(env: Readonly<Record<string, string | undefined>>): UnknownSettings {
  const known = new Set<string>([...settingNames, redisServerVariable]);
  const unknown = Object.entries(env)
    .filter(([name, value]) => value !== undefined && (ours.test(name) || shared.test(name)) && !known.has(name))
    .filter(([name, value]) => !injected.test(name) && !injectedAddress.test(value ?? ''))
    .map(([name]) => ({ name, near: nearest(name) }));
  return {
    problems: unknown
      .filter(({ name, near }) => ours.test(name) || near.isNear)
      .map(({ name, near }) => ({ key: name, message: `is not a setting; did you mean ${near.name}?` })),
    warnings: unknown
      .filter(({ name, near }) => !ours.test(name) && !near.isNear)
      .map(({ name }) => ({ key: name, message: 'is not a setting of this program and is ignored' })),
  };
}

function nearest(name: string): { readonly name: string; readonly isNear: boolean } {
  const ranked = settingNames
    .map((setting) => ({ name: setting, distance: distance(name.toUpperCase(), setting) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return { name: best?.name ?? '', isNear: best !== undefined && best.distance <= nearDistance };
}
