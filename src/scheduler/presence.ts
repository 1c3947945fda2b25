import type { LeaseStore } from '../store/leases.ts';

/** Lets whoever asks the store see that a process works with it, whatever its duties. */
export interface Presence {
  /** Rejects with StoreError. */
  start(): Promise<void>;
  /** Never rejects: what could not be taken back is over within seconds. */
  stop(): Promise<void>;
}

const ttlMs = 6_000;
const againMs = 2_000;

export function createPresence(leases: Pick<LeaseStore, 'take' | 'release'>, processId: string): Presence {
  const name = `process-${processId}`;
  let again: NodeJS.Timeout | undefined;
  const hold = async (): Promise<void> => {
    await leases.take(name, processId, ttlMs);
  };
  return {
    async start() {
      await hold();
      // Redis may be away; then nobody can restore into it either.
      again = setInterval(() => void hold().catch(() => undefined), againMs).unref();
    },
    async stop() {
      clearInterval(again);
      await leases.release(name, processId).catch(() => undefined);
    },
  };
}
