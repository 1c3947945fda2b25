import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import { type CallResult, type Meter, silentMeter } from '../commands/core/meter.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import { DeliveryError, type DeliveryErrorCode } from '../errors.ts';
import type { BookedSlot } from '../store/pace.ts';
import type { Moves } from './moves.ts';
import type { Pacer } from './pacer.ts';
import { addressKey, type Recipient } from './recipient.ts';

/** A refusal that repeating would not change, or must not be repeated. */
export type FinalCode = Exclude<DeliveryErrorCode, 'rate-limited' | 'moved' | 'unreachable'>;

/** What came of one platform call. */
export type Attempt =
  /** `hasMoved`: at another address than the one it was for. */
  | { readonly kind: 'sent'; readonly messageId: string | null; readonly hasMoved?: boolean }
  /** Refused for now, or to be made at another address; nothing was sent. */
  | { readonly kind: 'later'; readonly atMs: number }
  /** The platform could not be reached; nothing was sent. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly code: FinalCode };

export interface AttemptParts {
  readonly pacer: Pacer;
  readonly moves: Moves;
  readonly log: CoreLog;
  readonly meter?: Meter;
  senderOf(address: Address): Sender | null;
  clock(): number;
}

/** Makes one platform call, at its slot where it has one, and draws the consequences of a refusal; never rejects. */
export type Attempting = (recipient: Recipient, outgoing: Outgoing, slot?: BookedSlot) => Promise<Attempt>;

export function createAttempt(parts: AttemptParts): Attempting {
  const { moves, clock } = parts;
  return async (recipient, outgoing, slot) => {
    const to = moves.current(recipient.to);
    const hasMoved = addressKey(to) !== addressKey(recipient.to);
    const outcome = await callOnce({ recipient: { ...recipient, to }, outgoing, slot }, parts);
    if (outcome.kind === 'sent' && hasMoved) return { ...outcome, hasMoved };
    if (outcome.kind !== 'moved') return outcome;
    // A group moves once in its life; more would be a platform going in circles.
    if (hasMoved) return { kind: 'refused', code: 'gone' };
    await moves.follow(recipient, outcome.movedTo);
    // What goes to the new address is a call of its own, and waits for a slot like any other.
    return { kind: 'later', atMs: clock() };
  };
}

type Hop = Attempt | { readonly kind: 'moved'; readonly movedTo: string };

interface Call {
  readonly recipient: Recipient;
  readonly outgoing: Outgoing;
  readonly slot: BookedSlot | undefined;
}

async function callOnce(call: Call, parts: AttemptParts): Promise<Hop> {
  const { recipient, outgoing } = call;
  const sender = parts.senderOf(recipient.to);
  if (sender === null) return { kind: 'unreachable' };
  const note = noteOf(call, sender, parts);
  try {
    const { messageId } = await sender.send(recipient.to, outgoing);
    note('ok');
    return { kind: 'sent', messageId };
  } catch (error) {
    note(error instanceof DeliveryError ? error.code : 'unexplained');
    return consequenceOf(error, recipient, sender, parts);
  }
}

/** Takes the time of one call. */
function noteOf({ recipient, outgoing, slot }: Call, { can }: Sender, parts: AttemptParts) {
  const { log, meter = silentMeter, pacer, clock } = parts;
  const { to, chatId: chat, origin } = recipient;
  const { kind } = outgoing;
  const [sinceMs, startMs] = [meter.nowMs(), clock()];
  return (result: CallResult): void => {
    if (slot !== undefined) {
      const paced = kind === 'reaction' ? kind : 'message';
      pacer.left(recipient, can.pace, { slot, kind: paced, calledAtMs: startMs, isDone: result === 'ok' });
    }
    meter.called(to.platform, result, sinceMs);
    log.debug?.({ ...origin, chat, call: kind, result, ms: clock() - startMs }, 'platform called');
  };
}

async function consequenceOf(error: unknown, recipient: Recipient, sender: Sender, parts: AttemptParts): Promise<Hop> {
  const { chatId, origin } = recipient;
  if (!(error instanceof DeliveryError)) {
    parts.log.error({ error, chat: chatId, ...origin }, 'an adapter failed in an unknown way');
    return { kind: 'refused', code: 'unknown-outcome' };
  }
  switch (error.code) {
    case 'rate-limited': {
      const atMs = parts.clock() + (error.retryAfterMs ?? defaultRetryMs);
      await parts.pacer.hold(recipient, sender.can.pace, atMs);
      return { kind: 'later', atMs };
    }
    case 'moved':
      if (error.movedTo !== null) return { kind: 'moved', movedTo: error.movedTo };
      return { kind: 'refused', code: 'gone' };
    case 'unreachable':
      return { kind: 'unreachable' };
    case 'unknown-outcome':
      await parts.pacer.doubt(recipient, sender.can.pace);
      return { kind: 'refused', code: error.code };
    default:
      return { kind: 'refused', code: error.code };
  }
}

/** Adapters tell how long; this is for one that cannot. */
const defaultRetryMs = 5_000;
