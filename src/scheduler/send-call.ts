import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Attempt, Attempting } from './attempt.ts';
import type { BookedSlot } from '../store/pace.ts';
import { comeTo } from './come-to.ts';
import { askSlot } from './ask-slot.ts';
import { createGap } from './gap.ts';
import type { Leaving } from './leaving.ts';
import type { Moves } from './moves.ts';
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
  readonly moves: Pick<Moves, 'current'>;
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

export function createSendCall(parts: SendCallParts): SendCall {
  const { meter = silentMeter, log } = parts;
  const gap = createGap(parts);
  return async (recipient, outgoing, urgency, mayCall = yes) => {
    const startMs = parts.clock();
    const kind = kindOf(outgoing);
    for (let failures = 0; ;) {
      // Its slot is for where it goes, which may be elsewhere than its sender knows.
      const there = { ...recipient, to: parts.moves.current(recipient.to) };
      const call = { recipient: there, kind, urgency, mayCall };
      const [sinceMs, askedMs] = [meter.nowMs(), parts.clock()];
      const slot = await reachSlot(call, parts);
      if (slot !== null && 'kind' in slot) return slot;
      // A sign is no message: no other one need keep its distance from it.
      const isMessage = kind !== 'reaction';
      if (isMessage) await gap.pass(there);
      meter.waitedForSlot(urgency, sinceMs);
      const { origin, chatId } = recipient;
      log?.debug?.({ ...origin, chat: chatId, urgency, waitedMs: parts.clock() - askedMs }, 'slot reached');
      const attempt = await parts.attempt(recipient, outgoing, slot ?? undefined);
      if (isMessage && attempt.kind !== 'later') gap.beginAt(there, parts.clock());
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
 * The slot at which the call may be made now, null where nobody keeps a pace; or what to do instead when that is too long
 * for a bulk call.
 */
async function reachSlot(call: Call, parts: SendCallParts): Promise<BookedSlot | Attempt | null> {
  const { recipient, kind, urgency } = call;
  const { leaving, clock } = parts;
  if (leaving.isBegun()) return { kind: 'later', atMs: clock() };
  const sender = parts.senderOf(recipient.to);
  if (sender === null) return null;
  const { pace } = sender.can;
  for (;;) {
    const slot = await askSlot(recipient, pace, { kind, urgency }, parts);
    if (slot === null) return { kind: 'later', atMs: clock() };
    const reached = slot.isBooked ? await comeTo(slot, call, pace, parts) : slot;
    if (reached === 'not-wanted') return { kind: 'later', atMs: clock() };
    if (reached.isBooked) return reached;
    const waitMs = reached.retryAtMs - clock();
    // While the account is full, waiting here is as good as anywhere, unless the call is marked as being made already.
    const isBetterAway = reached.full === 'chat' || slot.isBooked;
    if (urgency === 'bulk' && isBetterAway && waitMs > waitInPlaceMs) return { kind: 'later', atMs: reached.retryAtMs };
    await leaving.pause(Math.max(1, waitMs));
  }
}
