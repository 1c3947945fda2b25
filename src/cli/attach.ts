import { DeliveryError } from '../errors.ts';
import type { Banzhang } from '../index.ts';
import type { Log } from '../log.ts';
import type { PlatformAccount } from './platform-account.ts';
import type { StopRequest } from './stop-request.ts';

export interface Attaching {
  readonly banzhang: Pick<Banzhang, 'attach'>;
  readonly log: Log;
  readonly stop: Pick<StopRequest, 'isWanted' | 'wanted'>;
}

/**
 * Resolves when every account is attached or given up; one that its platform refuses does not stop the others. Rejects
 * when none is left.
 */
export async function attachAll(accounts: readonly PlatformAccount[], attaching: Attaching): Promise<void> {
  const outcomes = await Promise.allSettled(
    accounts.map(async (account) => {
      try {
        await attach(account, attaching);
      } catch (error) {
        const { platform } = account.adapter;
        if (accounts.length > 1) attaching.log.error({ error: asError(error), platform }, 'this account is given up');
        throw error;
      }
    }),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  if (failed.length > 0 && failed.length === outcomes.length) throw failed[0]?.reason;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const delaysMs = [2_000, 5_000, 15_000, 60_000] as const;

/** Connects, and tries again for as long as the platform does not answer. */
async function attach(account: PlatformAccount, { banzhang, log, stop }: Attaching): Promise<void> {
  const { adapter } = account;
  for (let attempt = 0; !stop.isWanted(); attempt += 1) {
    try {
      await banzhang.attach(adapter);
      const { platform, account } = adapter;
      // Some log in by themselves from here on, which may need somebody with a telephone.
      log.info({ platform, account }, adapter.state().isConnected ? 'connected' : 'attached');
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.code === 'unauthorised') throw account.refusal();
      const delayMs = delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 60_000;
      log.warn({ error, nextTryMs: delayMs }, `${adapter.platform}: not connected`);
      await Promise.race([stop.wanted, pause(delayMs)]);
    }
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });
