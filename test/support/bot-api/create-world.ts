import type { User, UserFromGetMe } from '@grammyjs/types';
import type { PaceLimits } from './pace.ts';
import { createUpdateQueue } from './update-queue.ts';
import type { World } from './world.ts';

export type BotApiOptions = {
  /** The bot's id is the part before the colon. */
  readonly token?: string;
  readonly username?: string;
  readonly firstName?: string;
  /** Privacy mode off; on (false) if not said, as for every new bot. */
  readonly readsAllMessages?: boolean;
  /** How long a tap can be answered. */
  readonly queryExpiryMs?: number;
  readonly firstUpdateId?: number;
  readonly limits?: Partial<PaceLimits>;
  readonly enforcesLimits?: boolean;
  /**
   * Whether getUpdates with the same offset as just before is answered up to three seconds later, as Telegram does; a
   * bot that stops soon after its start then takes that long. True if not said.
   */
  readonly slowsRepeatedPolls?: boolean;
  /** The unit of the pauses between webhook deliveries that failed. */
  readonly webhookRetryBaseMs?: number;
  readonly latencyMs?: number;
  readonly port?: number;
  readonly nowMs?: () => number;
};

const DEFAULT_TOKEN = '7123456789:AAE-test-token_of_nobody_0123456789a';

/** A world with the bot in it and nobody else. */
export function createWorld(options: BotApiOptions, changed: () => void): World {
  const token = options.token ?? DEFAULT_TOKEN;
  return {
    token,
    bot: botIdentity(token, options),
    nowMs: options.nowMs ?? (() => Date.now()),
    people: new Map(),
    chats: new Map(),
    files: new Map(),
    taps: new Map(),
    commands: new Map(),
    descriptions: new Map(),
    queue: createUpdateQueue(options.firstUpdateId ?? 803_114_001),
    queryExpiryMs: options.queryExpiryMs ?? 15_000,
    nextMessageId: 0,
    nextSerial: 0,
    changed,
  };
}

function botIdentity(token: string, options: BotApiOptions): UserFromGetMe {
  const user: User = { id: Number(token.split(':')[0]), is_bot: true, first_name: options.firstName ?? '班长' };
  return {
    ...user,
    is_bot: true,
    username: options.username ?? 'banzhang_test_bot',
    can_join_groups: true,
    can_read_all_group_messages: options.readsAllMessages ?? false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
