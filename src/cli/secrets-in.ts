import { secret, type Secret } from '../config-secret.ts';

/** Settings whose value, or part of it, may not be printed. */
const secretSettings = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'WECHATY_PUPPET_SERVICE_TOKEN'] as const;

/** What of an environment may not be printed, even where it could not be read as a configuration. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): readonly Secret[] {
  const whole = secretSettings.map((name) => (env[name] ?? '').trim());
  const urls = (env['REDIS_URL'] ?? '').split(/[\s,]+/).filter((url) => URL.canParse(url));
  const passwords = urls.map((url) => new URL(url).password);
  return [...whole, ...passwords, ...passwords.map(decoded)].filter((text) => text !== '').map(secret);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
