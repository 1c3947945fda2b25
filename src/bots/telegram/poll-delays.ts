/** Waiting times of the poller; of a list, the last holds for all further times. */
export interface PollDelays {
  /** How long a fetch waits for the first update; the server allows 50 s. */
  readonly longPollSeconds: number;
  /** How long a fetched batch may take before the next is fetched past those still in hand. */
  readonly stragglerMs: number;
  /** Between fetches that bring nothing new because something is still in hand. */
  readonly idleMs: readonly number[];
  readonly failureMs: readonly number[];
  /** While another process holds the bot's updates. */
  readonly conflictMs: readonly number[];
  readonly unauthorisedMs: readonly number[];
}

export const pollDelays: PollDelays = {
  longPollSeconds: 30,
  stragglerMs: 1000,
  // Asked again within half a second, the server gives out one update only (tdlib/telegram-bot-api, Client.cpp).
  idleMs: [600, 1000, 2000, 5000],
  failureMs: [500, 1000, 2000, 4000, 8000, 15_000],
  conflictMs: [5000, 10_000, 20_000, 30_000],
  unauthorisedMs: [30_000],
};

/** The delay before try number `index`. */
export const delayAt = (delaysMs: readonly number[], index: number): number =>
  delaysMs[Math.min(index, delaysMs.length - 1)] ?? 1000;
