import type { DeliveryName } from '../store/ledger.ts';

/** Names a delivery in the queue and in the log; BullMQ takes no colons, and all processes call it the same. */
export const deliveryId = ({ chat, kind, ref, dueAtMs, turn = 0 }: DeliveryName & { readonly turn?: number }): string =>
  `${chat}-${kind}-${ref}-${dueAtMs}${turn === 0 ? '' : `-${turn}`}`.replaceAll(':', '_');
