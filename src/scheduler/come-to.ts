import type { Sender } from '../commands/core/outgoing.ts';
import { isSlow } from '../domain/spread.ts';
import type { BookedSlot, Booking, Slot } from '../store/pace.ts';
import type { Leaving } from './leaving.ts';
import type { Pacer } from './pacer.ts';
import type { Recipient } from './recipient.ts';

export interface ComingCall {
  readonly recipient: Recipient;
  readonly kind: Booking['kind'];
  /** Asked when the slot is near; says no when the call must not be made any more. */
  mayCall(): Promise<boolean>;
}

export interface ComeToParts {
  readonly pacer: Pick<Pacer, 'confirm' | 'isVoid' | 'left'>;
  readonly leaving: Leaving;
  clock(): number;
}

/** A slot that was booked longer ago is asked about anew: the platform may have said no to another process. */
const freshMs = 45;
/** A question or two to Redis take no longer. */
const markAheadMs = 5;
/** A process that is always late would never send. */
const questionsMax = 3;

/** The slot when its time has come, and what the platform told other processes meanwhile does not make it void. */
export async function comeTo(
  slot: BookedSlot,
  call: ComingCall,
  pace: Sender['can']['pace'],
  { pacer, leaving, clock }: ComeToParts,
): Promise<Slot | 'not-wanted'> {
  const { recipient, kind } = call;
  const pauseUntil = async (untilMs: number): Promise<void> => {
    if (untilMs > clock()) await leaving.pause(untilMs - clock());
  };
  const isDubious = (now: BookedSlot): boolean =>
    pacer.isVoid(recipient, pace, now) || (!isSlow(pace) && clock() - now.askedAtMs > freshMs);
  const giveBack = (): 'not-wanted' => {
    pacer.left(recipient, pace, { slot, kind, calledAtMs: clock(), isDone: false });
    return 'not-wanted';
  };
  await pauseUntil(slot.atMs - markAheadMs);
  if (leaving.isBegun()) return giveBack();
  // What is marked as being made ends in doubt when the process dies: it is asked at the last moment, and not too late.
  let now: Slot = isDubious(slot) ? await pacer.confirm(recipient, pace, slot) : slot;
  if (!now.isBooked) return now;
  const [may] = await Promise.all([call.mayCall(), pauseUntil(slot.atMs)]);
  if (!may || leaving.isBegun()) return giveBack();
  for (let count = 0; now.isBooked && isDubious(now) && count < questionsMax; count += 1) {
    now = await pacer.confirm(recipient, pace, now);
  }
  return now;
}
