import type { CoreLog } from '../commands/core/dispatch.ts';
import type { Address } from '../commands/core/event.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Attempt, Attempting } from './attempt.ts';
import { isSlow } from '../domain/spread.ts';
import { createGap } from './gap.ts';
import type { Leaving } from './leaving.ts';
import type { Pacer } from './pacer.ts';
import type { Recipient } from './recipient.ts';
import type { Urgency } from './urgency.ts';

/** Makes a call at its slot; repeats it while that is harmless. Never rejects. */
export type SendCall = (
  recipient: Recipient,
  outgoing: Outgoing,
  urgency: Urgency,
  /** Asked when the slot is near; says no when the call must not be made any more. */
  mayCall?: () => Promise<boolean>,
) => Promise<Attempt>;

export interface SendCallParts {
  readonly attempt: Attempting;
  readonly pacer: Pacer;
  readonly meter?: Meter;
  readonly log?: CoreLog;
  senderOf(address: Address): Sender | null;
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** Once begun, whatever waits ends as `later`. */
  readonly leaving: Leaving;
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
/** Slots that are used so late cannot add up to more than a platform takes in a second. */
const lateMaxMs = 20;
/** A process that is always late would never send. */
const missesMax = 3;

export function createSendCall(parts: SendCallParts): SendCall {
  const { meter = silentMeter, log } = parts;
  const gap = createGap(parts);
  return async (recipient, outgoing, urgency, mayCall = yes) => {
    const startMs = parts.clock();
    const call = { recipient, kind: kindOf(outgoing), urgency, mayCall };
    for (let failures = 0; ;) {
      const [sinceMs, askedMs] = [meter.nowMs(), parts.clock()];
      const late = await reachSlot(call, parts);
      if (late !== null) return late;
      // A sign is no message: no other one need keep its distance from it.
      const isMessage = call.kind !== 'reaction';
      if (isMessage) await gap.wait(recipient);
      meter.waitedForSlot(urgency, sinceMs);
      const { origin, chatId } = recipient;
      log?.debug?.({ ...origin, chat: chatId, urgency, waitedMs: parts.clock() - askedMs }, 'slot reached');
      if (isMessage) gap.leave(recipient, parts.clock());
      const attempt = await parts.attempt(recipient, outgoing);
      if (isMessage) gap.beginAt(recipient, parts.clock());
      if (attempt.kind === 'sent' || attempt.kind === 'refused') return attempt;
      if (attempt.kind === 'later') {
        const waitMs = attempt.atMs - parts.clock();
        if (urgency === 'bulk' && waitMs > waitInPlaceMs) return attempt;
        await parts.leaving.pause(Math.max(0, waitMs));
        continue;
      }
      if (urgency === 'bulk') return attempt;
      const backOffMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** failures);
      const patienceMs = parts.isFinishing() ? finishingMs : givenUpAfterMs;
      if (parts.clock() + backOffMs - startMs > patienceMs) return attempt;
      failures += 1;
      await parts.leaving.pause(backOffMs);
    }
  };
}

interface Call {
  readonly recipient: Recipient;
  readonly kind: 'message' | 'edit' | 'reaction';
  readonly urgency: Urgency;
  mayCall(): Promise<boolean>;
}

const yes = (): Promise<boolean> => Promise.resolve(true);

const kindOf = ({ kind }: Outgoing): Call['kind'] => (kind === 'edit' || kind === 'reaction' ? kind : 'message');

/**
 * Waits until the call may be made; what to do instead when that is too long for a bulk call, or the process ends. A slot that is missed, since
 * the process was busy or the platform has said no meanwhile, is given back: calls that are made late come too close to
 * the next ones.
 */
async function reachSlot(call: Call, { pacer, senderOf, clock, leaving }: SendCallParts): Promise<Attempt | null> {
  const { recipient, kind, urgency } = call;
  const sender = senderOf(recipient.to);
  if (sender === null) return null;
  const { pace } = sender.can;
  let missed: { readonly missedAtMs?: number } = {};
  for (let missedCount = 0; ;) {
    const slot = await leaving.unless(pacer.slot(recipient, pace, { kind, urgency, ...missed }));
    if (slot === null) return { kind: 'later', atMs: clock() };
    const waitMs = (slot.isBooked ? slot.atMs : slot.retryAtMs) - clock();
    if (slot.isBooked) {
      const [may] = await Promise.all([call.mayCall(), waitMs > 0 ? leaving.pause(waitMs) : null]);
      if (!may || leaving.isBegun()) return { kind: 'later', atMs: clock() };
      const isLate = !isSlow(pace) && missedCount < missesMax && clock() - slot.atMs > lateMaxMs;
      if (!isLate && !pacer.isHeld(recipient)) return null;
      missed = { missedAtMs: slot.atMs };
      missedCount += 1;
      continue;
    }
    missed = {};
    // While the account is full, waiting here is as good as anywhere: bulk is only ever booked a moment ahead.
    if (urgency === 'bulk' && slot.full === 'chat' && waitMs > waitInPlaceMs) {
      return { kind: 'later', atMs: slot.retryAtMs };
    }
    await leaving.pause(Math.max(1, waitMs));
  }
}
