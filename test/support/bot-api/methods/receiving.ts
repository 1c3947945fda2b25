import { type ApiError, badRequest, conflict, tooManyRequests } from '../api-error.ts';
import { given } from '../json.ts';
import { poll, terminatePoll, type Poller } from '../poller.ts';
import { confirmBefore, setAllowedUpdates, type UpdateQueue } from '../update-queue.ts';
import { setWebhook, type Webhook } from '../webhook.ts';
import type { Methods } from './method.ts';

const WEBHOOK_IS_ACTIVE =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

const WEBHOOK_PORTS = new Set(['', '443', '80', '88', '8443']);

/** The two ways of getting updates, which exclude each other. */
export function receivingMethods(queue: UpdateQueue, poller: Poller, webhook: Webhook): Methods {
  let nextSetAtMs = 0;
  return {
    getUpdates: (params, { hungUp }) => {
      if (webhook.setting) throw conflict(WEBHOOK_IS_ACTIVE);
      setAllowedUpdates(queue, params.allowed_updates);
      const { offset = 0, limit = 100, timeout = 0 } = params;
      return poll(poller, { offset, limit, timeoutSeconds: timeout }, hungUp);
    },

    setWebhook: (params, { world, uploads }) => {
      const now = world.nowMs();
      if (params.url !== '' && now < nextSetAtMs) throw tooManyRequests(1);
      if (params.url !== '') checkWebhookUrl(params.url);
      nextSetAtMs = params.url === '' ? nextSetAtMs : now + 1000;
      setAllowedUpdates(queue, params.allowed_updates);
      if (params.drop_pending_updates === true) confirmBefore(queue, queue.nextId, false);
      if (params.url !== '') terminatePoll(poller, 'terminated by setWebhook request');
      setWebhook(
        webhook,
        params.url === ''
          ? null
          : {
              url: params.url,
              secretToken: params.secret_token ?? null,
              maxConnections: params.max_connections ?? 40,
              hasCertificate: uploads.size > 0,
            },
      );
      world.changed();
      return true;
    },

    deleteWebhook: (params, { world }) => {
      if (params.drop_pending_updates === true) confirmBefore(queue, queue.nextId, false);
      setWebhook(webhook, null);
      world.changed();
      return true;
    },

    getWebhookInfo: () => {
      const setting = webhook.setting;
      const error = webhook.lastError;
      return given({
        url: setting?.url ?? '',
        has_custom_certificate: setting?.hasCertificate ?? false,
        pending_update_count: queue.pending.length,
        max_connections: setting?.maxConnections,
        ip_address: setting ? '127.0.0.1' : undefined,
        last_error_date: error ? Math.floor(error.atMs / 1000) : undefined,
        last_error_message: error?.message,
        allowed_updates: queue.asked ?? undefined,
      });
    },
  };
}

/** HTTPS on the known ports, as Telegram demands; plain HTTP on any port of this machine, for tests. */
function checkWebhookUrl(url: string): void {
  const { protocol, port, hostname } = new URL(url);
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  if (protocol !== 'https:') throw badWebhook('An HTTPS URL must be provided for webhook');
  if (!WEBHOOK_PORTS.has(port)) throw badWebhook('Webhook can be set up only on ports 80, 88, 443 or 8443');
}

const badWebhook = (text: string): ApiError => badRequest(`bad webhook: ${text}`);
