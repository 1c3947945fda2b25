import type { TelegramConfig } from '../config.ts';
import { askTelegram, type TelegramAnswer } from './ask-telegram.ts';
import { type DoctorLine, fine, odd, wrong } from './doctor-line.ts';

/** The bot that the token stands for, what it may read, and how its updates come. */
export async function examineTelegram(
  telegram: TelegramConfig | null,
  isUsable: boolean,
): Promise<readonly DoctorLine[]> {
  if (!isUsable) return [wrong('Telegram', 'not looked at: the token is wrong (see above)', '')];
  if (telegram === null) return [fine('Telegram', 'off: TELEGRAM_BOT_TOKEN is not set')];
  const me = await askTelegram(telegram, 'getMe');
  if (me.kind !== 'said') return [unanswered(me)];
  return [...aboutBot(me.result), aboutUpdates(await askTelegram(telegram, 'getWebhookInfo'), telegram)];
}

function unanswered(answer: Exclude<TelegramAnswer, { kind: 'said' }>): DoctorLine {
  if (answer.kind === 'silent') return wrong('Telegram', answer.detail, 'check the network, or TELEGRAM_API_ROOT');
  if (answer.status === 401 || answer.status === 404) {
    return wrong('Telegram', 'does not know this token', 'copy TELEGRAM_BOT_TOKEN anew from @BotFather');
  }
  return wrong('Telegram', `refuses (${String(answer.status)} ${answer.detail})`, 'try again later');
}

/** https://core.telegram.org/bots/api#user */
function aboutBot(me: Readonly<Record<string, unknown>>): readonly DoctorLine[] {
  const bot = fine('Telegram', `the token belongs to @${String(me['username'] ?? me['id'])}`);
  const groups =
    me['can_join_groups'] === false
      ? [odd('Telegram', 'the bot may not be added to groups', '@BotFather: /setjoingroups, Enable')]
      : [];
  const reading =
    me['can_read_all_group_messages'] === true
      ? fine('Telegram', 'it sees what is typed in groups (privacy mode is off)')
      : odd(
          'Telegram',
          'in groups it sees only commands, buttons and replies to it (privacy mode): typed answers and 打卡 pass it by',
          'make it an administrator of the group, or @BotFather: /setprivacy, Disable, then add it to the group again',
        );
  return [bot, ...groups, reading];
}

/** https://core.telegram.org/bots/api#webhookinfo */
function aboutUpdates(info: TelegramAnswer, { webhook }: TelegramConfig): DoctorLine {
  if (info.kind !== 'said') return odd('Telegram', `does not say how updates come: ${info.detail}`, 'try again later');
  const url = typeof info.result['url'] === 'string' ? info.result['url'] : '';
  const failure = info.result['last_error_message'];
  if (webhook === null) {
    if (url === '') return fine('Telegram', 'updates are fetched (long polling)');
    const remedy = 'nothing, if no other program uses this token: the next start takes the webhook away';
    return odd('Telegram', `a webhook is set (${hostOf(url)}), but TELEGRAM_WEBHOOK_URL is not`, remedy);
  }
  if (url === '') return fine('Telegram', 'updates will come by webhook: it is set at the next start');
  if (url !== webhook.url) {
    const remedy = 'nothing, if no other program uses this token: the next start sets ours';
    return odd('Telegram', `another webhook is set (${hostOf(url)})`, remedy);
  }
  if (typeof failure === 'string' && failure !== '') {
    return odd(
      'Telegram',
      `the last call of the webhook failed: ${failure}`,
      'see that TELEGRAM_WEBHOOK_URL leads here',
    );
  }
  return fine('Telegram', 'updates come by webhook');
}

/** The path may hold somebody's secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an address that cannot be read');
