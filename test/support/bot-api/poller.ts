import type { Update } from '@grammyjs/types';
import { conflict } from './api-error.ts';
import { seededShuffle } from './seeded-shuffle.ts';
import { confirmBefore, dropExpired, type QueuedUpdate, type UpdateQueue } from './update-queue.ts';

/** How updates misbehave on purpose. */
export type UpdateTricks = {
  /** Every confirmed update comes once more. */
  isDuplicating: boolean;
  /** The order within a batch is shuffled. */
  isReordering: boolean;
};

export type PollParams = { readonly offset: number; readonly limit: number; readonly timeoutSeconds: number };

/** Long polling over a queue: one waiting call at a time, updates stay until a higher offset confirms them. */
export type Poller = {
  readonly queue: UpdateQueue;
  readonly tricks: UpdateTricks;
  readonly nowMs: () => number;
  readonly slowsRepeatedPolls: boolean;
  waiting: WaitingPoll | null;
  gathering: NodeJS.Timeout | null;
  nextConflictAtMs: number;
  previous: { readonly offset: number; readonly atMs: number };
};

type WaitingPoll = {
  readonly params: PollParams;
  readonly resolve: (updates: Update[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};

// All from tdlib/telegram-bot-api: Client.h LONG_POLL_MAX_TIMEOUT and LONG_POLL_MAX_DELAY, Client.cpp
// process_get_updates_query, fail_query_conflict and JsonUpdates.
const MAX_TIMEOUT_SECONDS = 50;
const GATHER_MS = 2;
const CONFLICT_PAUSE_MS = 3000;
const MAX_ANSWER_BYTES = 1 << 22;
const FAR_FUTURE = 10;

const TERMINATED = 'terminated by other getUpdates request; make sure that only one bot instance is running';

export function createPoller(parts: Pick<Poller, 'queue' | 'tricks' | 'nowMs' | 'slowsRepeatedPolls'>): Poller {
  const previous = { offset: 0, atMs: Number.NEGATIVE_INFINITY };
  return { ...parts, waiting: null, gathering: null, nextConflictAtMs: 0, previous };
}

/** Answers a getUpdates call; rejects with 409 when another call or setWebhook takes its place. */
export async function poll(poller: Poller, wanted: PollParams, hungUp: AbortSignal): Promise<Update[]> {
  const params = withinRules(poller, wanted);
  poller.previous = { offset: wanted.offset, atMs: poller.nowMs() };
  const batch = takeBatch(poller, params);
  return batch.length > 0 || params.timeoutSeconds === 0 ? batch : waitForUpdates(poller, params, hungUp);
}

/** Ends a waiting call with 409; a second time within three seconds that takes three seconds. */
export function terminatePoll(poller: Poller, reason: string): void {
  settle(poller, (one) => {
    const now = poller.nowMs();
    const pauseMs = now >= poller.nextConflictAtMs ? 0 : CONFLICT_PAUSE_MS;
    if (pauseMs === 0) poller.nextConflictAtMs = now + CONFLICT_PAUSE_MS;
    setTimeout(() => {
      one.reject(conflict(reason));
    }, pauseMs).unref();
  });
}

/** To be called when something was queued: a waiting call is answered after a moment of gathering. */
export function wakePoll(poller: Poller): void {
  if (!poller.waiting || poller.gathering) return;
  poller.gathering = setTimeout(() => {
    poller.gathering = null;
    if (!poller.waiting) return;
    const batch = takeBatch(poller, poller.waiting.params);
    if (batch.length > 0)
      settle(poller, (one) => {
        one.resolve(batch);
      });
  }, GATHER_MS);
}

function waitForUpdates(poller: Poller, params: PollParams, hungUp: AbortSignal): Promise<Update[]> {
  terminatePoll(poller, TERMINATED);
  return new Promise<Update[]>((resolve, reject) => {
    const giveUp = (): void => {
      settle(poller, (one) => {
        one.resolve([]);
      });
    };
    const waiting = { params, resolve, reject, timer: setTimeout(giveUp, params.timeoutSeconds * 1000) };
    poller.waiting = waiting;
    hungUp.addEventListener('abort', () => {
      if (poller.waiting === waiting) giveUp();
    });
  });
}

function settle(poller: Poller, finish: (one: WaitingPoll) => void): void {
  const one = poller.waiting;
  if (!one) return;
  poller.waiting = null;
  clearTimeout(one.timer);
  finish(one);
}

/** The call as it is carried out: asking again and again with the same offset is answered later and with less. */
function withinRules(poller: Poller, wanted: PollParams): PollParams {
  const { previous } = poller;
  const timeoutSeconds = Math.min(Math.max(wanted.timeoutSeconds, 0), MAX_TIMEOUT_SECONDS);
  const limit = Math.min(Math.max(wanted.limit, 1), 100);
  if (!poller.slowsRepeatedPolls || wanted.offset !== previous.offset)
    return { offset: wanted.offset, limit, timeoutSeconds };
  const sinceMs = poller.nowMs() - previous.atMs;
  return {
    offset: wanted.offset,
    limit: sinceMs < 500 ? 1 : limit,
    timeoutSeconds: sinceMs < 3000 ? Math.max(timeoutSeconds, 3) : timeoutSeconds,
  };
}

function takeBatch({ queue, tricks, nowMs }: Poller, { offset, limit }: PollParams): Update[] {
  dropExpired(queue, nowMs());
  if (offset < 0) queue.pending.splice(0, Math.max(0, queue.pending.length + offset));
  // An offset far beyond the last update is taken for a mistake and ignored (td, TQueue::get).
  else if (offset <= queue.nextId + FAR_FUTURE) confirmBefore(queue, offset, tricks.isDuplicating);
  const repeated = queue.again.splice(0, limit);
  const batch = withinBytes([...repeated, ...queue.pending].slice(0, limit)).map((one) => one.update);
  return tricks.isReordering ? seededShuffle(batch, queue.nextId) : batch;
}

function withinBytes(updates: readonly QueuedUpdate[]): QueuedUpdate[] {
  let left = MAX_ANSWER_BYTES;
  return updates.filter((one) => {
    left -= one.bytes + 50;
    return left > 0;
  });
}
