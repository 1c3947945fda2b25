import type { TelegramConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import { askTelegram } from './ask-telegram.ts';
import type { PlatformAccount } from './platform-account.ts';

/** The configured Telegram bot; rejects with ConfigError when grammY, an optional peer, is not installed. */
export async function openTelegramAccount(
  telegram: TelegramConfig,
  hears: boolean,
  log: Log,
): Promise<PlatformAccount> {
  const { createTelegramAdapter } = await import('../bots/telegram/telegram-adapter.ts').catch(refuseMissing);
  const { token, apiRoot, webhook } = telegram;
  const adapter = createTelegramAdapter({
    token: token.reveal(),
    apiRoot,
    ...(webhook === null ? {} : { webhook: { url: webhook.url, secret: webhook.secret.reveal() } }),
    hears,
    log,
    clock: Date.now,
  });
  return { adapter, webhook: adapter.webhook, check: () => refuseWrongToken(telegram, log), refusal: wrongToken };
}

function refuseMissing(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!isMissing) throw error;
  throw new ConfigError([{ key: 'TELEGRAM_BOT_TOKEN', message: 'needs the package grammy: npm install grammy' }]);
}

async function refuseWrongToken(telegram: TelegramConfig, log: Log): Promise<void> {
  const answer = await askTelegram(telegram, 'getMe');
  if (answer.kind === 'refused' && (answer.status === 401 || answer.status === 404)) throw wrongToken();
  if (answer.kind !== 'said') log.warn({ detail: answer.detail }, 'telegram does not answer yet');
}

const wrongToken = (): ConfigError =>
  new ConfigError([
    { key: 'TELEGRAM_BOT_TOKEN', message: 'Telegram does not know this token; copy it anew from @BotFather' },
  ]);
