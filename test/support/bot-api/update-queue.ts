import type { Update } from '@grammyjs/types';

export type QueuedUpdate = {
  readonly update: Update;
  readonly bytes: number;
  /** Updates of one group are pushed to a webhook one after another. */
  readonly group: string;
  readonly expiresAtMs: number;
};

export type UpdateQueue = {
  readonly pending: QueuedUpdate[];
  /** Everything ever queued, in order. */
  readonly history: Update[];
  /** Confirmed updates that are sent once more on purpose. */
  readonly again: QueuedUpdate[];
  nextId: number;
  /** The kinds the bot asked for last; null for the default, which is all but three. */
  asked: readonly string[] | null;
  /** Called whenever something was queued. */
  onPush: () => void;
};

/** https://core.telegram.org/bots/api#getupdates: these three must be asked for by name. */
const ONLY_ON_REQUEST: ReadonlySet<string> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

// Updates are kept 24 hours (tdlib/telegram-bot-api, Client.cpp add_update).
const KEPT_MS = 24 * 60 * 60 * 1000;

export function createUpdateQueue(firstId: number): UpdateQueue {
  return { pending: [], history: [], again: [], nextId: firstId, asked: null, onPush: () => undefined };
}

/** Remembers the kinds a bot asks for; undefined keeps the last setting, an empty list means the default. */
export function setAllowedUpdates(queue: UpdateQueue, kinds: readonly string[] | undefined): void {
  if (kinds !== undefined) queue.asked = kinds.length === 0 ? null : kinds;
}

/** Queues an update of an allowed kind and returns it, or null when the bot did not ask for that kind. */
export function pushUpdate(
  queue: UpdateQueue,
  content: Omit<Update, 'update_id'>,
  at: { readonly group: string; readonly nowMs: number },
): Update | null {
  const kind = Object.keys(content)[0] ?? '';
  const isWanted = queue.asked === null ? !ONLY_ON_REQUEST.has(kind) : queue.asked.includes(kind);
  if (!isWanted) return null;
  // A deep copy: what was sent must not change when the message does.
  const update: Update = { update_id: queue.nextId, ...structuredClone(content) };
  queue.nextId += 1;
  queueUpdate(queue, update, at);
  return update;
}

/** Queues an update as it is, whatever its id and kind. */
export function queueUpdate(
  queue: UpdateQueue,
  update: Update,
  at: { readonly group: string; readonly nowMs: number },
): void {
  const bytes = Buffer.byteLength(JSON.stringify(update));
  queue.pending.push({ update, bytes, group: at.group, expiresAtMs: at.nowMs + KEPT_MS });
  queue.history.push(update);
  queue.onPush();
}

/** Forgets everything before `offset`, as a getUpdates call with that offset does. */
export function confirmBefore(queue: UpdateQueue, offset: number, isSentAgain: boolean): void {
  const confirmed = queue.pending.filter((one) => one.update.update_id < offset);
  if (confirmed.length === 0) return;
  queue.pending.splice(0, queue.pending.length, ...queue.pending.filter((one) => one.update.update_id >= offset));
  if (isSentAgain) queue.again.push(...confirmed);
}

export function dropExpired(queue: UpdateQueue, nowMs: number): void {
  const first = queue.pending[0];
  if (first && first.expiresAtMs <= nowMs)
    queue.pending.splice(0, queue.pending.length, ...queue.pending.filter((one) => one.expiresAtMs > nowMs));
}
