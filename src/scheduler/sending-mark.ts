import type { Begun, DeliveryName, LedgerStore } from '../store/ledger.ts';
import { insist } from './insist.ts';

/** The mark that a message is about to be sent, made at the last moment: only what it covers can end in doubt. */
export interface SendingMark {
  /** Whose mark it is, or would be. */
  readonly sender: string;
  /** Makes it, once; false when nothing may be sent. */
  make(): Promise<boolean>;
  /** What was found when it was to be made; null when it never was. Rejects with StoreError when that is not known. */
  found(): Promise<Begun> | null;
  /** Takes it back, saying how many calls are out; nothing when it was never made. Rejects with StoreError. */
  release(sentCount: number): Promise<void>;
}

export function createSendingMark(
  name: DeliveryName & { readonly sentCount?: number },
  ledger: Pick<LedgerStore, 'begin' | 'release'>,
): SendingMark {
  const sender = crypto.randomUUID();
  let asked: Promise<Begun> | null = null;
  return {
    sender,
    async make() {
      asked ??= insist(() => ledger.begin(name, sender, name.sentCount ?? 0));
      return (await asked.catch(() => null)) === 'begin';
    },
    found: () => asked,
    async release(sentCount) {
      if (asked !== null) await insist(() => ledger.release(name, sender, sentCount));
    },
  };
}
