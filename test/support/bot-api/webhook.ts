import { isRecord } from './json.ts';
import type { UpdateTricks } from './poller.ts';
import { postUpdate } from './post-update.ts';
import { seededShuffle } from './seeded-shuffle.ts';
import { dropExpired, type QueuedUpdate, type UpdateQueue } from './update-queue.ts';

export type WebhookSetting = {
  readonly url: string;
  readonly secretToken: string | null;
  readonly maxConnections: number;
  readonly hasCertificate: boolean;
};

/** One attempt to deliver an update. */
export type Delivery = {
  readonly updateId: number;
  readonly attempt: number;
  readonly atMs: number;
  /** The HTTP status, or null when the connection failed. */
  readonly status: number | null;
};

export type WebhookOptions = {
  readonly queue: UpdateQueue;
  readonly tricks: UpdateTricks;
  readonly nowMs: () => number;
  /** Half the pause after the second failure; pauses double with every further one. */
  readonly retryBaseMs: number;
  /** Runs the method a webhook answered with, if any. */
  readonly onReply: (method: string, params: Readonly<Record<string, unknown>>) => void;
  readonly changed: () => void;
};

/**
 * Pushes queued updates to the bot's webhook: one at a time for each chat, up to `maxConnections` at once, the first
 * retry at once and then with doubling pauses or after what Retry-After says (tdlib/telegram-bot-api,
 * WebhookActor.cpp on_update_error).
 */
export type Webhook = {
  readonly options: WebhookOptions;
  readonly attempts: Map<number, Attempt>;
  readonly deliveries: Delivery[];
  /** Updates delivered twice on purpose. */
  readonly repeated: WeakSet<QueuedUpdate>;
  setting: WebhookSetting | null;
  lastError: { readonly atMs: number; readonly message: string } | null;
  timer: NodeJS.Timeout | null;
};

type Attempt = { count: number; pauseMs: number; readyAtMs: number; isSending: boolean };

const MAX_PAUSE_FACTOR = 60;

export function createWebhook(options: WebhookOptions): Webhook {
  const nothingYet = { setting: null, lastError: null, timer: null };
  return { options, attempts: new Map(), deliveries: [], repeated: new WeakSet(), ...nothingYet };
}

/** The new setting; null takes the webhook away. */
export function setWebhook(webhook: Webhook, setting: WebhookSetting | null): void {
  webhook.setting = setting;
  webhook.lastError = null;
  webhook.attempts.clear();
  wakeWebhook(webhook);
}

/** Sends what can be sent now, and looks again when the next retry is due. */
export function wakeWebhook(webhook: Webhook): void {
  const { setting, options } = webhook;
  if (webhook.timer) clearTimeout(webhook.timer);
  webhook.timer = null;
  if (!setting) return;
  const { queue, nowMs } = options;
  dropExpired(queue, nowMs());
  const { ready, nextAtMs } = readyUpdates(webhook, setting.maxConnections);
  const ordered = options.tricks.isReordering ? seededShuffle(ready, queue.nextId) : ready;
  for (const queued of ordered) void send(webhook, queued, setting);
  if (nextAtMs === null) return;
  const pauseMs = Math.max(1, nextAtMs - nowMs());
  webhook.timer = setTimeout(wakeWebhook, pauseMs, webhook).unref();
}

/** The first update of every group that is not being sent, as far as connections go; and when to look again. */
function readyUpdates(
  webhook: Webhook,
  maxConnections: number,
): { readonly ready: QueuedUpdate[]; readonly nextAtMs: number | null } {
  const busy = new Set<string>();
  const ready: QueuedUpdate[] = [];
  let sendingCount = 0;
  let nextAtMs: number | null = null;
  for (const queued of webhook.options.queue.pending) {
    if (busy.has(queued.group)) continue;
    busy.add(queued.group);
    const attempt = attemptOf(webhook, queued);
    if (attempt.isSending) sendingCount += 1;
    else if (attempt.readyAtMs <= webhook.options.nowMs()) ready.push(queued);
    else nextAtMs = Math.min(nextAtMs ?? attempt.readyAtMs, attempt.readyAtMs);
  }
  return { ready: ready.slice(0, Math.max(0, maxConnections - sendingCount)), nextAtMs };
}

function attemptOf(webhook: Webhook, queued: QueuedUpdate): Attempt {
  const { update_id } = queued.update;
  const fresh: Attempt = { count: 0, pauseMs: webhook.options.retryBaseMs, readyAtMs: 0, isSending: false };
  const attempt = webhook.attempts.get(update_id) ?? fresh;
  webhook.attempts.set(update_id, attempt);
  return attempt;
}

async function send(webhook: Webhook, queued: QueuedUpdate, setting: WebhookSetting): Promise<void> {
  const { nowMs, onReply, changed } = webhook.options;
  const { update_id } = queued.update;
  const attempt = attemptOf(webhook, queued);
  attempt.isSending = true;
  attempt.count += 1;
  const atMs = nowMs();
  const outcome = await postUpdate(setting.url, setting.secretToken, JSON.stringify(queued.update));
  attempt.isSending = false;
  webhook.deliveries.push({ updateId: update_id, attempt: attempt.count, atMs, status: outcome.status });
  if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
    finish(webhook, queued);
    const { method, ...params } = isRecord(outcome.body) ? outcome.body : {};
    if (typeof method === 'string') onReply(method, params);
  } else {
    webhook.lastError = { atMs: nowMs(), message: outcome.problem };
    retryLater(webhook, attempt, outcome.retryAfterSeconds);
  }
  changed();
  wakeWebhook(webhook);
}

function finish(webhook: Webhook, queued: QueuedUpdate): void {
  const { queue, tricks } = webhook.options;
  webhook.attempts.delete(queued.update.update_id);
  const at = queue.pending.indexOf(queued);
  if (at >= 0) queue.pending.splice(at, 1);
  if (!tricks.isDuplicating || webhook.repeated.has(queued)) return;
  webhook.repeated.add(queued);
  queue.pending.push(queued);
}

function retryLater(webhook: Webhook, attempt: Attempt, retryAfterSeconds: number): void {
  const { retryBaseMs, nowMs } = webhook.options;
  const isDoubled = retryAfterSeconds === 0 && attempt.count > 1;
  if (isDoubled) attempt.pauseMs = Math.min(attempt.pauseMs * 2, retryBaseMs * MAX_PAUSE_FACTOR);
  attempt.readyAtMs = nowMs() + (isDoubled ? attempt.pauseMs : retryAfterSeconds * 1000);
}
