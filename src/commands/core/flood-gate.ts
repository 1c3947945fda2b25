import type { PersonalEvent } from './event.ts';

/** Keeps one member's stream of messages from taking the bot away from the others. */
export interface FloodGate {
  /** False while the sender has used up their share; what they send then is dropped without a word. */
  isOpen(event: PersonalEvent, nowMs: number): boolean;
}

/** A burst that a quick person may produce, and how fast it comes back. Taps cost as much as messages. */
const burst = 30;
const refillPerSecond = 1;
const rememberedMax = 20_000;

interface Bucket {
  left: number;
  atMs: number;
}

/** A token bucket per member and chat, in memory: bounded, and forgiving after a restart. */
export function createFloodGate(): FloodGate {
  const buckets = new Map<string, Bucket>();
  return {
    isOpen(event, nowMs) {
      const key = `${event.from.platform}:${event.from.chat}:${event.sender.id}`;
      const bucket = buckets.get(key) ?? { left: burst, atMs: nowMs };
      const left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * refillPerSecond);
      buckets.delete(key);
      buckets.set(key, { left: Math.max(0, left - 1), atMs: nowMs });
      if (buckets.size > rememberedMax) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return left >= 1;
    },
  };
}
