import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { secret } from './config-secret.ts';
import type { TimeZone } from './domain/local-date.ts';
import { locales, negotiateLocale, type Locale } from './i18n/locale.ts';
import { logLevels } from './log.ts';
import { isSentinelUrl, parseSentinelUrl } from './store/sentinel-url.ts';

/** Telegram's own server. https://core.telegram.org/bots/api#making-requests */
export const defaultTelegramApiRoot = 'https://api.telegram.org';

/** Someone who may set up everything: a platform's own id, on WeChat a name. */
export interface Owner {
  readonly platform: 'telegram' | 'wechat' | 'console';
  readonly id: string;
}

/** Every setting that Banzhang reads from the environment: how its text becomes a value, and what to say if it does not. */
export const settings = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'is not a bot token; @BotFather gives one that looks like 123456789:AAF…')
    .transform(secret),
  TELEGRAM_API_ROOT: z
    .string()
    .refine(
      (text) => hasProtocol(text, ['http:', 'https:']),
      'must be an http:// or https:// address without a path to a bot',
    )
    .transform((text) => text.replace(/\/+$/, '')),
  TELEGRAM_WEBHOOK_URL: z
    .string()
    .refine(isWebhookUrl, 'must be an https:// address that Telegram can reach (http:// only on this machine itself)'),
  // https://core.telegram.org/bots/api#setwebhook
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 characters out of A-Z a-z 0-9 _ -')
    .transform(secret),
  // The scoped forks have their own protocol packages, which wechaty itself cannot load.
  WECHATY_PUPPET: z
    .string()
    .regex(
      /^wechaty-puppet-[a-z0-9][a-z0-9-]*$/,
      'must be the name of a puppet package: wechaty-puppet-service (a token or a gateway) or wechaty-puppet-wechat4u (trials only)',
    ),
  // The part before the last `_` is the name that TLS asks for. https://www.npmjs.com/package/wechaty-token
  WECHATY_PUPPET_SERVICE_TOKEN: z
    .string()
    .regex(
      /^[A-Za-z0-9][\w.-]*_[A-Za-z0-9-]{8,}$/,
      'is not a token; vendors give one that looks like puppet_workpro_1a2b…, a gateway of your own insecure_<uuid>',
    )
    .transform(secret),
  WECHATY_PUPPET_SERVICE_ENDPOINT: z
    .string()
    .regex(/^(?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}$/, 'must be HOST:PORT of the gateway, without http://'),
  WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: yesOrNo(),
  // It becomes part of a file name and of keys.
  WECHATY_NAME: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u, 'must be 1 to 64 letters, digits, _ or -; it names the account here'),
  BANZHANG_WECHAT_PER_MINUTE: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 120: messages of the account in any minute')
    .transform(Number)
    .refine(
      (count) => count >= 1 && count <= 120,
      'must be a number from 1 to 120: messages of the account in any minute',
    ),
  REDIS_URL: z
    .string()
    .transform(toRedisAddresses)
    .refine((urls) => urls.length > 0 && urls.every(isRedisAddress), {
      message:
        'must be redis://HOST:PORT, rediss://HOST:PORT, redis+sentinel://HOST:PORT,HOST:PORT/MASTER or the path of a UNIX socket',
    })
    .transform((urls) => urls.map((url) => secret(url.replace(/^unix:(?:\/\/)?/, '')))),
  REDIS_CLUSTER: yesOrNo(),
  BANZHANG_DATA_DIR: z.string(),
  BANZHANG_OWNERS: z.string().transform(toOwners),
  BANZHANG_LOCALE: z.string().transform(toLocale),
  BANZHANG_TIMEZONE: z.string().transform(toTimeZone),
  BANZHANG_WORKDAYS_FILE: z.string(),
  BANZHANG_HTTP_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 (any free one) to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 (any free one) to 65535'),
  BANZHANG_PUBLIC_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['http:', 'https:']), 'must be an http:// or https:// address')
    .transform((text) => text.replace(/\/+$/, '')),
  LOG_LEVEL: z.string().transform((text, context) => {
    const level = logLevels.find((known) => known === text.toLowerCase());
    return level ?? fail(context, `must be one of ${logLevels.join(', ')}`);
  }),
} as const;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as readonly SettingName[];

/** Handed on by the start script; not for people. */
export const redisServerVariable = 'BANZHANG_REDIS_SERVER';

function yesOrNo() {
  return z.stringbool({
    truthy: ['1', 'true', 'yes', 'on'],
    falsy: ['0', 'false', 'no', 'off'],
    error: 'must be true or false',
  });
}

function fail(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** True for addresses that only this machine reaches. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function isWebhookUrl(text: string): boolean {
  return hasProtocol(text, ['https:']) || (hasProtocol(text, ['http:']) && isLoopback(text));
}

/** The sentinels of one address are separated by commas, as addresses are. */
function toRedisAddresses(text: string): readonly string[] {
  return isSentinelUrl(text) ? [text] : text.split(/[\s,]+/).filter((url) => url !== '');
}

function isRedisAddress(text: string): boolean {
  if (isSentinelUrl(text)) return parseSentinelUrl(text) !== null;
  if (/^(?:unix:(?:\/\/)?)?\//.test(text)) return true;
  return hasProtocol(text, ['redis:', 'rediss:']) && new URL(text).hostname !== '';
}

function toOwners(text: string, context: z.RefinementCtx): readonly Owner[] {
  const parts = text.split(/[,，;；]/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const [, platform = '', id = ''] = /^(telegram|wechat|console)\s*[:：]\s*(.+)$/i.exec(part) ?? [];
      const isWhole = platform !== '' && (platform.toLowerCase() !== 'telegram' || /^\d+$/.test(id));
      if (!isWhole)
        context.addIssue({ code: 'custom', message: `"${part}" must look like telegram:123456 or wechat:NAME` });
      return { platform: platform.toLowerCase() as Owner['platform'], id };
    });
}

function toLocale(text: string, context: z.RefinementCtx): Locale {
  const locale = negotiateLocale([text], 'en');
  // Only a tag that fits nothing comes back as whatever the fallback is.
  const isKnown = locale === negotiateLocale([text], 'zh-Hans');
  return isKnown ? locale : fail(context, `must be one of ${locales.join(', ')}`);
}

function toTimeZone(text: string, context: z.RefinementCtx): TimeZone {
  try {
    if (!/^[+-]/.test(text)) {
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone as TimeZone;
    }
  } catch {
    // Falls through to the sentence below.
  }
  const nearest = closest(text, Intl.supportedValuesOf('timeZone'));
  return fail(context, `is not a time zone name such as Asia/Shanghai; did you mean ${nearest}?`);
}
