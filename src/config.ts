import { resolve } from 'node:path';
import { z } from 'zod';
import { secret, type Secret } from './config-secret.ts';
import {
  defaultTelegramApiRoot,
  isLoopback,
  redisServerVariable,
  settingNames,
  settings,
  type Owner,
  type SettingName,
} from './config-settings.ts';
import { unknownSettings } from './config-unknown.ts';
import { urlPasswords } from './config-url-passwords.ts';
import type { TimeZone } from './domain/local-date.ts';
import { publishedWorkdays, type WorkCalendar } from './domain/workdays.ts';
import { ConfigError, type ConfigProblem } from './errors.ts';
import type { Locale } from './i18n/locale.ts';
import type { LogLevel } from './log.ts';
import { isSentinelUrl } from './store/sentinel-url.ts';

export interface TelegramConfig {
  readonly token: Secret;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  /** Null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: Secret } | null;
}

export interface WechatConfig {
  /** The package that speaks to WeChat. */
  readonly puppet: string;
  /** What the account is called here, whoever is logged in. */
  readonly account: string;
  /** Null with puppets that need none. */
  readonly token: Secret | null;
  /** `HOST:PORT`; null: the gateway is looked up by the token. */
  readonly endpoint: string | null;
  readonly isTlsOff: boolean;
  /** Messages of the whole account in any minute. */
  readonly perMinute: number;
}

export interface Config {
  readonly telegram: TelegramConfig | null;
  readonly wechat: WechatConfig | null;
  /** Null: the embedded server. URLs may hold a password; a UNIX socket stands as its bare path. */
  readonly redis: { readonly urls: readonly Secret[]; readonly isCluster: boolean } | null;
  /** The server binary that the start script found; null means: look on PATH. */
  readonly redisServerPath: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly owners: readonly Owner[];
  readonly locale: Locale;
  readonly timeZone: TimeZone;
  /** Mainland China's public holidays, with the days of `BANZHANG_WORKDAYS_FILE`. */
  readonly workdays: WorkCalendar;
  readonly http: { readonly port: number; readonly publicUrl: string | null } | null;
  readonly logLevel: LogLevel;
  /** Everything that no log line may contain. */
  readonly secrets: readonly Secret[];
  /** What is odd but does not stand in the way. */
  readonly warnings: readonly ConfigProblem[];
}

export interface ConfigSource {
  /** Relative paths are taken from here. */
  readonly cwd: string;
  /** Given on the command line; wins over the environment. */
  readonly given?: Readonly<Partial<Record<SettingName, string>>>;
  /** Found wrong earlier (in `.env`), to be told together with the rest. */
  readonly problems?: readonly ConfigProblem[];
  /** As read from `BANZHANG_WORKDAYS_FILE`; the published ones when absent. */
  readonly workdays?: WorkCalendar;
}

const schema = z.object(settings).partial();
type Values = z.output<typeof schema>;
type Texts = Readonly<Partial<Record<SettingName, string>>>;

/** The frozen configuration; throws one ConfigError that names everything wrong at once, and never a value that is secret. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, source: ConfigSource): Config {
  const texts = readTexts({ ...env, ...source.given });
  const unknown = unknownSettings(env);
  const parsed = schema.safeParse(texts);
  const problems = [
    ...(source.problems ?? []),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ key: String(path[0]), message })),
    ...contradictions(texts),
    ...unknown.problems,
  ];
  if (problems.length > 0 || parsed.data === undefined) throw new ConfigError(problems);
  const redisServerPath = env[redisServerVariable] ?? '';
  return Object.freeze({
    ...toConfig(parsed.data, source.cwd),
    workdays: source.workdays ?? publishedWorkdays,
    redisServerPath: redisServerPath === '' ? null : redisServerPath,
    warnings: [...withoutEffect(texts), ...unknown.warnings],
  });
}

/** An empty value counts as unset: compose files and shells cannot always leave a name out. */
function readTexts(env: Readonly<Record<string, string | undefined>>): Texts {
  const entries = settingNames.map((name) => [name, (env[name] ?? '').trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

function toConfig(values: Values, cwd: string): Omit<Config, 'redisServerPath' | 'warnings' | 'workdays'> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = values;
  const { REDIS_URL: redisUrls, BANZHANG_HTTP_PORT: port } = values;
  const apiRoot = values.TELEGRAM_API_ROOT ?? defaultTelegramApiRoot;
  const webhook = url === undefined || webhookSecret === undefined ? null : { url, secret: webhookSecret };
  return {
    telegram: token === undefined ? null : { token, apiRoot, webhook },
    wechat: toWechat(values),
    redis: redisUrls === undefined ? null : { urls: redisUrls, isCluster: values.REDIS_CLUSTER ?? false },
    dataDir: resolve(cwd, values.BANZHANG_DATA_DIR ?? 'data'),
    owners: values.BANZHANG_OWNERS ?? [],
    locale: values.BANZHANG_LOCALE ?? 'zh-Hans',
    timeZone: values.BANZHANG_TIMEZONE ?? ('Asia/Shanghai' as TimeZone),
    http: port === undefined ? null : { port, publicUrl: values.BANZHANG_PUBLIC_URL ?? null },
    logLevel: values.LOG_LEVEL ?? 'info',
    secrets: [
      token,
      webhookSecret,
      values.WECHATY_PUPPET_SERVICE_TOKEN,
      ...(redisUrls ?? []).flatMap((url) => urlPasswords(url.reveal()).map(secret)),
    ].filter((value) => value !== undefined),
  };
}

/** Normal for one account in wcferry's safe mode. https://wcferry.netlify.app/plugins/safe-mode */
const wechatPerMinute = 40;

function toWechat(values: Values): WechatConfig | null {
  const { WECHATY_PUPPET: puppet, WECHATY_PUPPET_SERVICE_TOKEN: token } = values;
  if (puppet === undefined) return null;
  return {
    puppet,
    account: values.WECHATY_NAME ?? 'wechat',
    token: token ?? null,
    endpoint: values.WECHATY_PUPPET_SERVICE_ENDPOINT ?? null,
    isTlsOff: values.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT ?? false,
    perMinute: values.BANZHANG_WECHAT_PER_MINUTE ?? wechatPerMinute,
  };
}

/** https://core.telegram.org/bots/api#setwebhook: ports that Telegram's own server calls. */
const telegramWebhookPorts = ['', '443', '80', '88', '8443'];

/** Settings that are right one by one and cannot work together; read from the texts so that one look finds them all. */
function contradictions(texts: Texts): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const { TELEGRAM_WEBHOOK_URL: url = '', REDIS_URL: redisUrl = '' } = texts;
  if (url !== '' && texts.TELEGRAM_WEBHOOK_SECRET === undefined) {
    problems.push({
      key: 'TELEGRAM_WEBHOOK_SECRET',
      message: 'is required with TELEGRAM_WEBHOOK_URL; any 32 random letters do',
    });
  }
  if (url !== '' && texts.BANZHANG_HTTP_PORT === undefined) {
    problems.push({
      key: 'BANZHANG_HTTP_PORT',
      message: 'is required with TELEGRAM_WEBHOOK_URL: the port that takes the calls',
    });
  }
  if (isUnreachableForTelegram(url, texts.TELEGRAM_API_ROOT)) {
    problems.push({
      key: 'TELEGRAM_WEBHOOK_URL',
      message: 'must use port 443, 80, 88 or 8443; Telegram calls no other',
    });
  }
  if (texts.WECHATY_PUPPET === servicePuppet && texts.WECHATY_PUPPET_SERVICE_TOKEN === undefined) {
    problems.push({
      key: 'WECHATY_PUPPET_SERVICE_TOKEN',
      message: `is required with WECHATY_PUPPET=${servicePuppet}; the vendor or the operator of the gateway gives it`,
    });
  }
  if (isTrue(texts.REDIS_CLUSTER) && !/^rediss?:/.test(redisUrl)) {
    problems.push({ key: 'REDIS_CLUSTER', message: 'needs REDIS_URL with redis:// addresses of the cluster' });
  }
  if (!isTrue(texts.REDIS_CLUSTER) && /,/.test(redisUrl) && !isSentinelUrl(redisUrl)) {
    problems.push({
      key: 'REDIS_URL',
      message: 'names several servers; set REDIS_CLUSTER=true if they are one cluster',
    });
  }
  return problems;
}

/** The puppet that talks to a gateway over gRPC. https://www.npmjs.com/package/wechaty-puppet-service */
export const servicePuppet = 'wechaty-puppet-service';

const isTrue = (text = ''): boolean => /^(?:1|true|yes|on)$/i.test(text);

function isUnreachableForTelegram(url: string, apiRoot: string | undefined): boolean {
  if (apiRoot !== undefined || !URL.canParse(url) || isLoopback(url)) return false;
  return !telegramWebhookPorts.includes(new URL(url).port);
}

function withoutEffect(texts: Texts): readonly ConfigProblem[] {
  const warnings: ConfigProblem[] = [];
  const telegramOnly = ['TELEGRAM_API_ROOT', 'TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET'] as const;
  for (const key of telegramOnly.filter(
    (name) => texts[name] !== undefined && texts.TELEGRAM_BOT_TOKEN === undefined,
  )) {
    warnings.push({ key, message: 'has no effect without TELEGRAM_BOT_TOKEN' });
  }
  warnings.push(...oddWechat(texts));
  if (texts.BANZHANG_PUBLIC_URL !== undefined && texts.BANZHANG_HTTP_PORT === undefined) {
    warnings.push({ key: 'BANZHANG_PUBLIC_URL', message: 'has no effect without BANZHANG_HTTP_PORT' });
  }
  return warnings;
}

function oddWechat(texts: Texts): readonly ConfigProblem[] {
  const unused = wechatOnly.filter((name) => texts[name] !== undefined && texts.WECHATY_PUPPET === undefined);
  const isTlsOff = isTrue(texts.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT) && texts.WECHATY_PUPPET !== undefined;
  return [
    ...unused.map((key) => ({ key, message: 'has no effect without WECHATY_PUPPET' })),
    ...(isTlsOff
      ? [
          {
            key: 'WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT',
            message:
              'sends messages and the token unencrypted; only for a gateway on this machine or in a private network',
          },
        ]
      : []),
  ];
}

/** `WECHATY_…` names are in no way ours alone: another bot in the same environment may want them. */
const wechatOnly = [
  'WECHATY_PUPPET_SERVICE_TOKEN',
  'WECHATY_PUPPET_SERVICE_ENDPOINT',
  'BANZHANG_WECHAT_PER_MINUTE',
] as const;
