import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import { askSlot } from './ask-slot.ts';
import type { Attempting } from './attempt.ts';
import { comeTo } from './come-to.ts';
import type { Leaving } from './leaving.ts';
import type { Pacer } from './pacer.ts';
import type { BookedSlot } from '../store/pace.ts';
import { createPool, type Pool } from './pool.ts';
import { accountKey, type Recipient } from './recipient.ts';

/** Calls that nobody's message must wait behind: answers to taps, and reactions. */
export interface SideCalls {
  /** At once, side by side; counts for no limit. */
  toast(recipient: Recipient, outgoing: Outgoing): void;
  /** As soon as the account has room, after a refusal for now once more; left out when it has none for long. */
  react(recipient: Recipient, outgoing: Outgoing): void;
  isIdle(): boolean;
  /** Calls that wait or are under way. */
  depth(): number;
  idle(): Promise<void>;
}

interface Reaction {
  readonly recipient: Recipient;
  readonly outgoing: Outgoing;
  readonly postedAtMs: number;
  /** The platform wanted to be left alone when it was to be set first. */
  readonly isRepeated: boolean;
}

export interface SideCallsParts {
  readonly attempt: Attempting;
  readonly pacer: Pacer;
  readonly log: CoreLog;
  senderOf(address: Address): Sender | null;
  clock(): number;
  /** Once begun, no tap is answered a second time, and reactions that wait are left. */
  readonly leaving: Leaving;
  isFinishing(): boolean;
  /** The reaction waits still, and the process ends. */
  onLeft(recipient: Recipient, outgoing: Outgoing): void;
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
  /** Reactions with a slot; few, because slots are booked a moment ahead. */
  const booked = createPool(Number.POSITIVE_INFINITY);
  const pools = (): readonly Pool[] => [...toasts.values(), ...reactions.values(), booked];
  const take = (reaction: Reaction): void => {
    poolOf(reactions, reaction.recipient, reactionsAtOnce).run(async () => {
      const slot = await reactionSlot(reaction, parts);
      if (slot === null) leave(reaction, parts);
      else booked.run(() => reactAt(slot, reaction, { ...parts, take }));
    });
  };
  return {
    toast(recipient, outgoing) {
      poolOf(toasts, recipient, toastsAtOnce).run(() => tell(recipient, outgoing, parts));
    },
    react(recipient, outgoing) {
      const pool = poolOf(reactions, recipient, reactionsAtOnce);
      if (pool.waitingCount() >= reactionsWaitingMax) return;
      take({ recipient, outgoing, postedAtMs: parts.clock(), isRepeated: false });
    },
    isIdle: () => pools().every((pool) => pool.isIdle()),
    depth: () => pools().reduce((sum, pool) => sum + pool.depth(), 0),
    async idle() {
      for (const pool of pools()) await pool.idle();
    },
  };
}

function poolOf(pools: Map<string, Pool>, { to }: Recipient, limit: number): Pool {
  const key = accountKey(to);
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
    await parts.leaving.pause(Math.max(0, waitMs));
    if (parts.leaving.isBegun()) return;
  }
}

interface ReactParts extends SideCallsParts {
  take(reaction: Reaction): void;
}

async function reactAt(slot: BookedSlot, reaction: Reaction, parts: ReactParts): Promise<void> {
  const { recipient, outgoing } = reaction;
  const sender = parts.senderOf(recipient.to);
  if (sender === null) return;
  const reached = await comeTo(slot, { recipient, kind: 'reaction', mayCall: yes }, sender.can.pace, parts);
  if (reached === 'not-wanted') leave(reaction, parts);
  else if (!reached.isBooked) parts.take(reaction);
  else {
    const attempt = await parts.attempt(recipient, outgoing, reached);
    // A missing sign is no harm; what the platform would not take is not offered again.
    if (attempt.kind === 'later') await putOff(reaction, attempt.atMs, parts);
  }
}

const yes = (): Promise<boolean> => Promise.resolve(true);

/** Once more when the platform can be asked again, while somebody may still look for the sign. */
async function putOff(reaction: Reaction, untilMs: number, parts: ReactParts): Promise<void> {
  if (reaction.isRepeated || untilMs - reaction.postedAtMs >= reactionAgeMs) return;
  await parts.leaving.pause(Math.max(0, untilMs - parts.clock()));
  if (parts.leaving.isBegun()) leave(reaction, parts);
  else parts.take({ ...reaction, isRepeated: true });
}

function leave({ recipient, outgoing }: Reaction, { leaving, onLeft }: SideCallsParts): void {
  if (leaving.isBegun()) onLeft(recipient, outgoing);
}

async function reactionSlot({ recipient, postedAtMs }: Reaction, parts: SideCallsParts): Promise<BookedSlot | null> {
  const { leaving, clock } = parts;
  const sender = parts.senderOf(recipient.to);
  while (sender !== null && !leaving.isBegun() && clock() - postedAtMs < reactionAgeMs) {
    const slot = await askSlot(recipient, sender.can.pace, { kind: 'reaction', urgency: 'direct' }, parts);
    if (slot === null) return null;
    if (slot.isBooked) return slot;
    if (parts.isFinishing()) return null;
    await leaving.pause(Math.max(1, slot.retryAtMs - clock()));
  }
  return null;
}
