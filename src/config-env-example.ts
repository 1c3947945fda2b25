import type { SettingName } from './config-settings.ts';

interface Section {
  readonly title: string;
  readonly entries: readonly {
    /** Lines of a comment over the examples. */
    readonly notes: readonly string[];
    /** Values that are accepted, or that everybody sees to be cut short. */
    readonly examples: Readonly<Partial<Record<SettingName, string>>>;
  }[];
}

const opening = [
  'Copy to .env and fill in what you need; everything has a default.',
  'A variable of the real environment wins over this file. Never commit .env.',
];

/** What is said of each setting, in the order of `.env.example`; a test compares names with the schema. */
const sections: readonly Section[] = [
  {
    title: 'Telegram',
    entries: [
      {
        notes: ['From @BotFather. Without it and without WECHATY_PUPPET `npm start` opens the terminal chat.'],
        examples: { TELEGRAM_BOT_TOKEN: '123456789:AAF...' },
      },
      {
        notes: ["Another Bot API server (self-hosted); Telegram's own when unset."],
        examples: { TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' },
      },
      {
        notes: [
          'Updates are fetched by long polling unless both of these are set.',
          'The address must be https and reach BANZHANG_HTTP_PORT of this machine.',
        ],
        examples: {
          TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/telegram',
          TELEGRAM_WEBHOOK_SECRET: '32-random-letters-digits-or-_-',
        },
      },
    ],
  },
  {
    title: 'WeChat',
    entries: [
      {
        notes: ['The puppet package that speaks to WeChat; npm install wechaty and it. docs/wechat.md says which one.'],
        examples: { WECHATY_PUPPET: 'wechaty-puppet-service' },
      },
      {
        notes: [
          "With wechaty-puppet-service: the vendor's token (puppet_workpro_...), or insecure_<uuid> of your own gateway.",
        ],
        examples: { WECHATY_PUPPET_SERVICE_TOKEN: 'puppet_workpro_0123456789abcdef' },
      },
      {
        notes: ['A gateway of your own; looked up by the token when unset.'],
        examples: { WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:8788' },
      },
      {
        notes: ['true: unencrypted, for gateways that know no TLS.'],
        examples: { WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'false' },
      },
      {
        notes: ['What the account is called here; another one for each account.'],
        examples: { WECHATY_NAME: 'wechat' },
      },
      {
        notes: ['Messages of the account in any minute; more brings it into danger.'],
        examples: { BANZHANG_WECHAT_PER_MINUTE: '40' },
      },
    ],
  },
  {
    title: 'Redis',
    entries: [
      {
        notes: [
          'Unset: a private server is started and keeps its data in BANZHANG_DATA_DIR.',
          'Redis 7.0 or newer (or Valkey) with appendonly yes and maxmemory-policy noeviction.',
          'Sentinels: redis+sentinel://:PASSWORD@HOST:26379,HOST:26379/MASTER (rediss+sentinel:// for TLS).',
        ],
        examples: { REDIS_URL: 'redis://127.0.0.1:6379' },
      },
      {
        notes: ['true: REDIS_URL lists start nodes of a Redis Cluster, separated by commas.'],
        examples: { REDIS_CLUSTER: 'false' },
      },
    ],
  },
  {
    title: 'Banzhang',
    entries: [
      {
        notes: ['Data of the embedded Redis.'],
        examples: { BANZHANG_DATA_DIR: './data' },
      },
      {
        notes: ['Who may organise every chat: platform:person, separated by commas.'],
        examples: { BANZHANG_OWNERS: 'telegram:123456789' },
      },
      {
        notes: ['Language (zh-Hans, zh-Hant, en) and time zone of new chats.'],
        examples: { BANZHANG_LOCALE: 'zh-Hans', BANZHANG_TIMEZONE: 'Asia/Shanghai' },
      },
      {
        notes: [
          'Days that are worked or off in mainland China beside the published ones, as lines 2027-10-01,off,National Day',
          '(work or off, 上班 or 休息; UTF-8 or GB18030). 2027,complete: that all of a year are there. Containers see ./config.',
        ],
        examples: { BANZHANG_WORKDAYS_FILE: './config/workdays.csv' },
      },
      {
        notes: ['Health, metrics (docs/monitoring.md) and webhook; off when unset.'],
        examples: { BANZHANG_HTTP_PORT: '8080' },
      },
      {
        notes: ['How this machine is reached from outside.'],
        examples: { BANZHANG_PUBLIC_URL: 'https://bot.example.org' },
      },
      {
        notes: ['trace, debug, info, warn, error, fatal or silent.'],
        examples: { LOG_LEVEL: 'info' },
      },
    ],
  },
];

const ruleLength = 78;

/** The whole of `.env.example`: everything explained, nothing set. */
export function envExample(): string {
  const lines = [...opening.map((line) => `# ${line}`)];
  for (const { title, entries } of sections) {
    lines.push('', `# --- ${title} `.padEnd(ruleLength, '-'));
    for (const { notes, examples } of entries) {
      lines.push(...notes.map((note) => `# ${note}`));
      for (const [name, value] of Object.entries(examples)) lines.push(`#${name}=${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
