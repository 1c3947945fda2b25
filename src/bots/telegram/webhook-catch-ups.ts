import type { Api } from 'grammy';
import type { CatchUps } from './catch-ups.ts';
import type { Inbox } from './inbox.ts';
import { delayAt } from './poll-delays.ts';
import { waitMs } from './wait.ts';

export interface WebhookCatchUpParts {
  readonly api: Api;
  readonly inbox: Pick<Inbox, 'settled'>;
  readonly clock: () => number;
}

/** Between two questions whether something still waits at Telegram. */
const askAgainMs = [100, 200, 500, 1000] as const;

/**
 * The same knowledge where updates are pushed: when Telegram has none waiting, all before the question has been
 * answered with 200, that is, handled. Asked only while somebody waits; those who come meanwhile share the next question.
 */
export function createWebhookCatchUps(
  parts: WebhookCatchUpParts,
): Pick<CatchUps, 'caughtUpAtMs' | 'catchUp' | 'close'> {
  const closing = new AbortController();
  let caughtUpAtMs = 0;
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;

  const prove = async (): Promise<void> => {
    for (let askedCount = 0; !closing.signal.aborted; askedCount += 1) {
      const askedAtMs = parts.clock();
      const isEmpty = await hasNoneWaiting(parts.api);
      await parts.inbox.settled();
      if (isEmpty) {
        caughtUpAtMs = Math.max(caughtUpAtMs, askedAtMs);
        return;
      }
      await waitMs(delayAt(askAgainMs, askedCount), closing.signal);
    }
  };
  const run = (): Promise<void> => {
    following = null;
    const proof = prove().finally(() => {
      if (running === proof) running = null;
    });
    running = proof;
    return proof;
  };

  return {
    caughtUpAtMs: () => caughtUpAtMs,
    catchUp() {
      if (running === null) return run();
      following ??= running.then(run);
      return following;
    },
    close() {
      closing.abort();
    },
  };
}

/** False as well when Telegram cannot be asked. https://core.telegram.org/bots/api#webhookinfo */
const hasNoneWaiting = (api: Api): Promise<boolean> =>
  api.raw.getWebhookInfo().then(
    ({ pending_update_count: waitingCount }) => waitingCount === 0,
    () => false,
  );
