import { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { DeliveryError } from '../../errors.ts';
import { deliveryErrorOf } from './errors.ts';
import { waitMs } from './wait.ts';

/** Longer than any long poll of ours, far below grammY's 500 s. */
const callTimeoutSeconds = 60;

/** A client of the Bot API; `apiRoot` names another server than Telegram's own. */
export function createApi(token: string, apiRoot?: string): Api {
  const root = apiRoot?.replace(/\/+$/, '');
  return new Api(token, { timeoutSeconds: callTimeoutSeconds, ...(root === undefined ? {} : { apiRoot: root }) });
}

/**
 * A client of one's own like that of an existing bot: same token, server and transformers, but no call is ever made as
 * the answer to a webhook, because such a call tells nothing about its outcome.
 */
export function cloneApi(api: Api): Api {
  const clone = new Api(api.token, {
    ...api.options,
    timeoutSeconds: Math.min(api.options?.timeoutSeconds ?? callTimeoutSeconds, callTimeoutSeconds),
    canUseWebhookReply: () => false,
  });
  clone.config.use(...api.config.installedTransformers());
  return clone;
}

/**
 * Who the bot is. Tries again after each of the delays; rejects with DeliveryError `unauthorised` for a wrong token and
 * `unreachable` when the server does not answer.
 */
export async function identify(api: Api, delaysMs: readonly number[]): Promise<UserFromGetMe> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await api.raw.getMe();
    } catch (error) {
      const failure = deliveryErrorOf(error, 'getMe');
      const delayMs = delaysMs[attempt];
      if (failure.code === 'unauthorised') throw failure;
      // Asking who we are has no effect, so an unknown outcome only means that there was no answer.
      if (delayMs === undefined) throw new DeliveryError('unreachable', failure.message);
      await waitMs(failure.retryAfterMs ?? delayMs);
    }
  }
}
