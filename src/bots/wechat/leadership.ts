import { performance } from 'node:perf_hooks';
import type { Leases } from '../../commands/core/desk.ts';
import type { CoreLog } from '../../commands/core/core-log.ts';
import { type HeldLease, leaseTimes, takeLease } from '../held-lease.ts';

/** The right of this process to serve the account. */
export interface Leadership {
  /** True when it is ours now; asks for it when it is not. Rejects with StoreError. */
  take(): Promise<boolean>;
  /** False from the moment on at which somebody else may have it. */
  isOurs(): boolean;
  release(): Promise<void>;
}

/** The name of the account's lease. */
export const leaseNameOf = (account: string): string => `wechat:${account}`;

/** For a plugin, which asks for the lease by itself once the bot is logged in. */
export function createLeadership(leases: Leases, account: string, token: string, log: CoreLog): Leadership {
  let held: HeldLease | null = null;
  return {
    async take() {
      if (held?.isHeld() === true) return true;
      const names = [leaseNameOf(account)];
      held = await takeLease({ leases, names, token, log, times: leaseTimes, clock: () => performance.now() });
      return held !== null;
    },
    isOurs: () => held?.isHeld() === true,
    async release() {
      const last = held;
      held = null;
      await last?.release();
    },
  };
}
