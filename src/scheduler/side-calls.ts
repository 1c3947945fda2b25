import type { CoreLog } from '../commands/core/dispatch.ts';
import type { Address } from '../commands/core/event.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Attempting } from './attempt.ts';
import type { Pacer } from './pacer.ts';
import { createPool, type Pool } from './pool.ts';
import type { Recipient } from './recipient.ts';

/** Calls that nobody's message must wait behind: answers to taps, and reactions. */
export interface SideCalls {
  /** At once, side by side; counts for no limit. */
  toast(recipient: Recipient, outgoing: Outgoing): void;
  /** As soon as the account has room; left out when it has none for long. */
  react(recipient: Recipient, outgoing: Outgoing): void;
  isIdle(): boolean;
  /** Calls that wait or are under way. */
  depth(): number;
  idle(): Promise<void>;
}

export interface SideCallsParts {
  readonly attempt: Attempting;
  readonly pacer: Pacer;
  readonly log: CoreLog;
  senderOf(address: Address): Sender | null;
  clock(): number;
  sleep(ms: number): Promise<void>;
  isFinishing(): boolean;
}

/** Sockets that one account may use for tap answers; 2,000 taps at 50 ms a call are through in half a second. */
const toastsAtOnce = 200;
/** A tap that spins longer than this was given up by its owner. */
const toastWaitMs = 5_000;
const toastTries = 3;
const retryMs = 1_000;
/** Reactions are asked a slot for one by one, so that waiting ones cost Redis nothing. */
const reactionsAtOnce = 1;
const reactionsWaitingMax = 500;
const reactionAgeMs = 30_000;

export function createSideCalls(parts: SideCallsParts): SideCalls {
  const toasts = new Map<string, Pool>();
  const reactions = new Map<string, Pool>();
  /** Reactions with a slot; few, because slots are booked a few seconds ahead. */
  const booked = createPool(Number.POSITIVE_INFINITY);
  const pools = (): readonly Pool[] => [...toasts.values(), ...reactions.values(), booked];
  return {
    toast(recipient, outgoing) {
      poolOf(toasts, recipient, toastsAtOnce).run(() => tell(recipient, outgoing, parts));
    },
    react(recipient, outgoing) {
      const pool = poolOf(reactions, recipient, reactionsAtOnce);
      if (pool.waitingCount() >= reactionsWaitingMax) return;
      const postedAtMs = parts.clock();
      pool.run(async () => {
        const atMs = await reactionSlot(recipient, postedAtMs, parts);
        if (atMs === null) return;
        booked.run(async () => {
          await parts.sleep(Math.max(0, atMs - parts.clock()));
          await parts.attempt(recipient, outgoing); // A missing sign is no harm; refusals are not repeated.
        });
      });
    },
    isIdle: () => pools().every((pool) => pool.isIdle()),
    depth: () => pools().reduce((sum, pool) => sum + pool.depth(), 0),
    async idle() {
      for (const pool of pools()) await pool.idle();
    },
  };
}

function poolOf(pools: Map<string, Pool>, { to }: Recipient, limit: number): Pool {
  const key = `${to.platform}:${to.account}`;
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = createPool(limit);
  pools.set(key, pool);
  return pool;
}

async function tell(recipient: Recipient, outgoing: Outgoing, parts: SideCallsParts): Promise<void> {
  for (let tries = 1; tries <= toastTries; tries += 1) {
    const attempt = await parts.attempt(recipient, outgoing);
    if (attempt.kind === 'sent') return;
    if (attempt.kind === 'refused') {
      const { chatId, origin } = recipient;
      parts.log.info({ code: attempt.code, chat: chatId, ...origin }, 'a tap could not be answered');
      return;
    }
    const waitMs = attempt.kind === 'later' ? attempt.atMs - parts.clock() : retryMs;
    if (waitMs > toastWaitMs) return;
    await parts.sleep(Math.max(0, waitMs));
  }
}

async function reactionSlot(recipient: Recipient, postedAtMs: number, parts: SideCallsParts): Promise<number | null> {
  const sender = parts.senderOf(recipient.to);
  while (sender !== null && parts.clock() - postedAtMs < reactionAgeMs) {
    const slot = await parts.pacer.slot(recipient, sender.can.pace, { kind: 'reaction', urgency: 'direct' });
    if (slot.isBooked) return slot.atMs;
    if (parts.isFinishing()) return null;
    await parts.sleep(Math.max(1, slot.retryAtMs - parts.clock()));
  }
  return null;
}
