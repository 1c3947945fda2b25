import type { Address } from '../commands/core/event.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Attempt, Attempting } from './attempt.ts';
import { createGap } from './gap.ts';
import type { Pacer } from './pacer.ts';
import type { Recipient } from './recipient.ts';
import type { Urgency } from './urgency.ts';

/** Makes a call at its slot; repeats it while that is harmless. Never rejects. */
export type SendCall = (recipient: Recipient, outgoing: Outgoing, urgency: Urgency) => Promise<Attempt>;

export interface SendCallParts {
  readonly attempt: Attempting;
  readonly pacer: Pacer;
  readonly meter?: Meter;
  senderOf(address: Address): Sender | null;
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** True while everything is being finished: an unreachable platform is not waited for. */
  isFinishing(): boolean;
}

/** A longer wait gives the worker back; the delivery comes again then. */
const waitInPlaceMs = 2_000;
const firstBackOffMs = 500;
const longestBackOffMs = 60_000;
/** An answer that comes later than this helps nobody. */
const givenUpAfterMs = 10 * 60_000;
const finishingMs = 3_000;

export function createSendCall(parts: SendCallParts): SendCall {
  const { meter = silentMeter } = parts;
  const gap = createGap(parts);
  return async (recipient, outgoing, urgency) => {
    const startMs = parts.clock();
    for (let failures = 0; ;) {
      const sinceMs = meter.nowMs();
      const late = await reachSlot(recipient, outgoing, urgency, parts);
      if (late !== null) return late;
      await gap.wait(recipient);
      meter.waitedForSlot(urgency, sinceMs);
      gap.leave(recipient, parts.clock());
      const attempt = await parts.attempt(recipient, outgoing);
      gap.beginAt(recipient, parts.clock());
      if (attempt.kind === 'sent' || attempt.kind === 'refused') return attempt;
      if (attempt.kind === 'later') {
        const waitMs = attempt.atMs - parts.clock();
        if (urgency === 'bulk' && waitMs > waitInPlaceMs) return attempt;
        await parts.sleep(Math.max(0, waitMs));
        continue;
      }
      if (urgency === 'bulk') return attempt;
      const backOffMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** failures);
      const patienceMs = parts.isFinishing() ? finishingMs : givenUpAfterMs;
      if (parts.clock() + backOffMs - startMs > patienceMs) return attempt;
      failures += 1;
      await parts.sleep(backOffMs);
    }
  };
}

/** Waits until the call may be made; what to do instead when that is too long for a bulk call. */
async function reachSlot(
  recipient: Recipient,
  outgoing: Outgoing,
  urgency: Urgency,
  { pacer, senderOf, clock, sleep }: SendCallParts,
): Promise<Attempt | null> {
  const sender = senderOf(recipient.to);
  if (sender === null) return null;
  const kind = outgoing.kind === 'edit' ? 'edit' : 'message';
  for (;;) {
    const slot = await pacer.slot(recipient, sender.can.pace, kind, urgency);
    const waitMs = (slot.isBooked ? slot.atMs : slot.retryAtMs) - clock();
    if (slot.isBooked) {
      if (waitMs > 0) await sleep(waitMs);
      return null;
    }
    // While the account is full, waiting here is as good as anywhere: bulk is only ever booked a second ahead.
    if (urgency === 'bulk' && slot.full === 'chat' && waitMs > waitInPlaceMs) {
      return { kind: 'later', atMs: slot.retryAtMs };
    }
    await sleep(Math.max(1, waitMs));
  }
}
