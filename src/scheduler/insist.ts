import { StoreError } from '../errors.ts';

/** A restarted server is back sooner. */
const patienceMs = 20_000;
const againMs = 100;

/**
 * What `work`, which must be idempotent, resolves to, tried again while the store cannot be reached: what is known about
 * a message must not be lost because the server is starting anew. Rejects with StoreError after 20 s.
 */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreError) || performance.now() > untilMs) throw error;
      await new Promise((done) => setTimeout(done, againMs));
    }
  }
}
