import type { PersonalEvent } from './event.ts';

/** Keeps one member's stream of messages from taking the bot away from the others. */
export interface FloodGate {
  /**
   * False while the sender has used up their share; what they send then is dropped without a word. What was let in once
   * is let in when it is told again, so that nothing is dropped that only waits for the store.
   */
  isOpen(event: PersonalEvent, nowMs: number): boolean;
}

/** A burst that a quick person may produce, and how fast it comes back. Taps cost as much as messages. */
const burst = 30;
const refillPerSecond = 1;
const rememberedMax = 20_000;

interface Bucket {
  left: number;
  atMs: number;
  /** What was let in last. */
  event: string;
}

/** A token bucket per member and chat, in memory: bounded, and forgiving after a restart. */
export function createFloodGate(): FloodGate {
  const buckets = new Map<string, Bucket>();
  return {
    isOpen(event, nowMs) {
      const key = `${event.from.platform}:${event.from.chat}:${event.sender.id}`;
      const bucket = buckets.get(key) ?? { left: burst, atMs: nowMs, event: '' };
      if (bucket.event === event.id) return true;
      const left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * refillPerSecond);
      buckets.delete(key);
      const isOpen = left >= 1;
      buckets.set(key, { left: isOpen ? left - 1 : left, atMs: nowMs, event: isOpen ? event.id : bucket.event });
      if (buckets.size > rememberedMax) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return isOpen;
    },
  };
}
