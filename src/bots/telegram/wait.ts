import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` is aborted; never rejects. */
export async function waitMs(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** Resolves as soon as `event` does, `signal` is aborted or `ms` have passed; leaves no timer behind. */
export async function waitAtMost(ms: number, event: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const release = (): void => {
    timer.abort();
  };
  if (signal.aborted) return;
  // Not AbortSignal.any: tied to a signal that lives as long as the process, every one of them would be kept.
  signal.addEventListener('abort', release);
  await Promise.race([event, waitMs(ms, timer.signal)]);
  signal.removeEventListener('abort', release);
  release();
}
