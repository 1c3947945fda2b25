import type { Adapter } from '../bots/adapter.ts';
import type { WebhookHandler } from '../bots/telegram/webhook.ts';

/** A bot account that the start command serves. */
export interface PlatformAccount {
  readonly adapter: Adapter;
  /** Takes Telegram's requests; null where nothing calls us. */
  readonly webhook: WebhookHandler | null;
  /** Rejects with ConfigError when the platform refuses what is configured. */
  check(): Promise<void>;
  /** What to tell when it refuses later. */
  refusal(): Error;
}
