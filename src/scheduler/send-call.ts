import type { Address } from '../commands/core/event.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Attempt, Attempting } from './attempt.ts';
import type { Pacer, Urgency } from './pacer.ts';
import { addressKey, type Recipient } from './recipient.ts';

/** Makes a call at its slot; repeats it while that is harmless. Never rejects. */
export type SendCall = (recipient: Recipient, outgoing: Outgoing, urgency: Urgency) => Promise<Attempt>;

export interface SendCallParts {
  readonly attempt: Attempting;
  readonly pacer: Pacer;
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
  const gap = createGap(parts);
  return async (recipient, outgoing, urgency) => {
    const startMs = parts.clock();
    for (let failures = 0; ;) {
      const late = await reachSlot(recipient, outgoing, urgency, parts);
      if (late !== null) return late;
      await gap.wait(recipient);
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

interface Gap {
  /** Resolves when a call to the chat cannot arrive too soon after the one before. */
  wait(recipient: Recipient): Promise<void>;
  /** To be called when the platform has answered. */
  beginAt(recipient: Recipient, answeredAtMs: number): void;
}

/** Chats of which the last call is remembered; it matters for a second. */
const rememberedMax = 5_000;

/**
 * Slots are instants at which calls are made; a busy process or a slow network shifts them on their way, and two may
 * arrive closer together than they left. Counted from the platform's answer, the second cannot come too soon.
 */
function createGap({ senderOf, clock, sleep }: SendCallParts): Gap {
  const answeredAtMs = new Map<string, number>();
  // By our own id too, where there is one: a chat that moved is still the same chat.
  const keysOf = ({ chatId, to }: Recipient): readonly string[] =>
    chatId === null ? [addressKey(to)] : [addressKey(to), chatId];
  return {
    async wait(recipient) {
      const perSecond = senderOf(recipient.to)?.can.pace.chatPerSecond ?? 0;
      const lastMs = Math.max(...keysOf(recipient).map((key) => answeredAtMs.get(key) ?? 0));
      if (lastMs === 0 || perSecond === 0) return;
      const waitMs = Math.ceil(lastMs + 1000 / perSecond - clock());
      if (waitMs > 0) await sleep(waitMs);
    },
    beginAt(recipient, atMs) {
      for (const key of keysOf(recipient)) {
        answeredAtMs.delete(key);
        answeredAtMs.set(key, atMs);
        const oldest = answeredAtMs.size > rememberedMax ? answeredAtMs.keys().next().value : undefined;
        if (oldest !== undefined) answeredAtMs.delete(oldest);
      }
    },
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
