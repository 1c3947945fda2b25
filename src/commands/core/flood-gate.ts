import type { PersonalEvent } from './event.ts';

/** Keeps one member's stream of messages from taking the bot away from the others. */
export interface FloodGate {
  /**
   * False while the sender has used up their share; what they send then is dropped. What was let in once is let in when
   * it is told again, so that nothing is dropped that only waits for the store.
   */
  isOpen(event: PersonalEvent, nowMs: number): boolean;
  /** True once a minute for a sender before whom the gate is closed: whoever is not heard must know it. */
  isToBeTold(event: PersonalEvent, nowMs: number): boolean;
}

/** A burst that a quick person may produce, and how fast it comes back. Taps cost as much as messages. */
const burst = 60;
const refillPerSecond = 2;
const tellEveryMs = 60_000;
const rememberedMax = 20_000;

interface Bucket {
  left: number;
  atMs: number;
  /** What was let in last. */
  event: string;
  toldAtMs: number;
}

const keyOf = ({ from, sender }: PersonalEvent): string => `${from.platform}:${from.chat}:${sender.id}`;

/** A token bucket per member and chat, in memory: bounded, and forgiving after a restart. */
export function createFloodGate(): FloodGate {
  const buckets = new Map<string, Bucket>();
  return {
    isOpen(event, nowMs) {
      const key = keyOf(event);
      const bucket = buckets.get(key) ?? { left: burst, atMs: nowMs, event: '', toldAtMs: -Infinity };
      if (bucket.event === event.id) return true;
      const left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * refillPerSecond);
      buckets.delete(key);
      const isOpen = left >= 1;
      const spent = isOpen ? { left: left - 1, event: event.id } : { left };
      buckets.set(key, { ...bucket, ...spent, atMs: nowMs });
      if (buckets.size > rememberedMax) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return isOpen;
    },
    isToBeTold(event, nowMs) {
      const bucket = buckets.get(keyOf(event));
      if (bucket === undefined || nowMs - bucket.toldAtMs < tellEveryMs) return false;
      bucket.toldAtMs = nowMs;
      return true;
    },
  };
}
