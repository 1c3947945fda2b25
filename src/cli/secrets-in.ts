import { secret, type Secret } from '../config-secret.ts';
import { urlPasswords } from '../config-url-passwords.ts';
import { isSentinelUrl } from '../store/sentinel-url.ts';

/** Settings whose value, or part of it, may not be printed. */
const secretSettings = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'WECHATY_PUPPET_SERVICE_TOKEN'] as const;

/** What of an environment may not be printed, even where it could not be read as a configuration. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): readonly Secret[] {
  const whole = secretSettings.map((name) => (env[name] ?? '').trim());
  const redisUrl = (env['REDIS_URL'] ?? '').trim();
  const urls = isSentinelUrl(redisUrl) ? [redisUrl] : redisUrl.split(/[\s,]+/);
  return [...whole, ...urls.flatMap(urlPasswords)].filter((text) => text !== '').map(secret);
}
