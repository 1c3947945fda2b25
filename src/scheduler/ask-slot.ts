import type { Capabilities } from '../commands/core/capabilities.ts';
import type { Slot } from '../store/pace.ts';
import type { Leaving } from './leaving.ts';
import type { Pacer, WantedSlot } from './pacer.ts';
import type { Recipient } from './recipient.ts';

export interface AskSlotParts {
  readonly pacer: Pick<Pacer, 'slot' | 'left'>;
  readonly leaving: Leaving;
  clock(): number;
}

/** A slot of the pacer, null once leaving has begun; one that was booked meanwhile is given back. */
export async function askSlot(
  recipient: Recipient,
  pace: Capabilities['pace'],
  wanted: Omit<WantedSlot, 'isWanted'>,
  { pacer, leaving, clock }: AskSlotParts,
): Promise<Slot | null> {
  if (leaving.isBegun()) return null;
  const asked = pacer.slot(recipient, pace, { ...wanted, isWanted: () => !leaving.isBegun() });
  const slot = await leaving.unless(asked);
  if (slot !== null) return slot;
  void asked.then((late) => {
    if (!late.isBooked) return;
    pacer.left(recipient, pace, { slot: late, kind: wanted.kind, calledAtMs: clock(), isDone: false });
  });
  return null;
}
