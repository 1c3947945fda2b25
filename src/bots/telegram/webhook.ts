import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { Inbox } from './inbox.ts';

/** A request of Telegram's, whatever server took it. */
export interface WebhookRequest {
  /** Names in lower case, as node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** The HTTP status to answer with; anything but 2xx makes Telegram send the update again. Never rejects. */
export type WebhookHandler = (request: WebhookRequest) => Promise<number>;

/** https://core.telegram.org/bots/api#setwebhook */
const secretHeader = 'x-telegram-bot-api-secret-token';

/** A handler that answers 200 only after the update has been handled; `inbox` is null until the adapter has started. */
export function createWebhook(secret: string, inbox: () => Inbox | null): WebhookHandler {
  return async ({ headers, body }) => {
    const given = headers[secretHeader];
    if (typeof given !== 'string' || !isSame(given, secret)) return 401;
    const update = parseUpdate(body);
    if (update === null) return 400;
    const open = inbox();
    if (open === null) return 503;
    return (await open.take(update)) ? 200 : 503;
  };
}

/** Compares in a time that tells nothing about where or whether the texts differ, nor how long they are. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function parseUpdate(body: string): Update | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return isUpdate(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The rest of its shape is Telegram's promise; what breaks it is caught where it is read. */
const isUpdate = (value: unknown): value is Update =>
  typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id);
