import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import type { Destination, TellingOutbox, Told } from '../commands/core/outbox.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import type { Sender } from '../commands/core/outgoing.ts';
import { render } from '../commands/core/render.ts';
import type { Reply } from '../commands/core/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { ChatStore } from '../store/chats.ts';
import type { PaceStore } from '../store/pace.ts';
import { createAttempt } from './attempt.ts';
import type { Batch, BatchOutcome } from './batch.ts';
import { type ChatLanes, createChatLanes } from './chat-lanes.ts';
import type { LeftOver } from './handed-over.ts';
import { createLeaving } from './leaving.ts';
import { createMoves } from './moves.ts';
import { createPacer } from './pacer.ts';
import { perform } from './perform.ts';
import { createPost } from './posting.ts';
import { accountKey, originOf, type Recipient, recipientIn } from './recipient.ts';
import { createResting } from './resting.ts';
import { createSendCall } from './send-call.ts';
import { createSideCalls } from './side-calls.ts';
import { anyTime, createSpreadTurns, type Turn } from './spread-turns.ts';
import { createStandingMessages } from './standing-messages.ts';
import type { Urgency } from './urgency.ts';

export interface OutboxParts {
  readonly catalogue: Catalogue;
  readonly pace: Pick<PaceStore, 'book' | 'confirm' | 'left' | 'penalise'>;
  readonly chats: Pick<ChatStore, 'slotMessage' | 'rememberSlot' | 'forgetSlot' | 'setStanding' | 'move'>;
  readonly log: CoreLog;
  readonly meter?: Meter;
  /** The adapter of an address; null while its account is not connected. */
  senderOf(address: Address): Sender | null;
  /** The private chat with a person, where one can be addressed by id. */
  privateOf(address: Address, personId: string): Address | null;
  /** Real time, also where the chats' time is simulated: platforms and sockets keep real time. */
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** Numbers in [0, 1). */
  random(): number;
  /** Forgets what is remembered of a chat by its old address. */
  onMoved(from: Address, to: Address): void;
}

/** The outbox as deliveries use it. */
export interface DeliveringOutbox extends TellingOutbox {
  /**
   * Sends the replies, from call `sentCount` on, and tells what came of it. Rejects only when a reply cannot be put into
   * words.
   */
  deliver(destination: Destination, replies: readonly Reply[], sentCount: number, manner?: Manner): Promise<Delivered>;
  /** Whether a delivery to the account is to be made now; `hasWaited` when it comes at the time it was told before. */
  turn(account: Pick<Address, 'platform' | 'account' | 'chat'>, hasWaited: boolean): Turn;
}

/** How a delivery is made. */
export interface Manner extends Pick<Batch, 'isLoose'> {
  /**
   * Asked before each call that is to be made in a moment (and may be asked again); after a no, nothing is called any more,
   * and the outcome is `later`.
   */
  mayCall?(): Promise<boolean>;
  /** Absent: behind those who wait for an answer. */
  readonly urgency?: Urgency;
}

export interface MeasuredOutbox extends DeliveringOutbox {
  /** How many messages wait for their slot or are being sent now. */
  depth(): number;
  /** Resolves when nothing waits and nothing is under way, also while a platform cannot be reached for long. */
  idle(): Promise<void>;
  /** From now on nothing that waits is called any more: deliveries end as `later`, answers are left over. */
  letGo(): void;
  /** What was left over, and how many calls are under way still, of which nobody will know what became. */
  leftOver(): { readonly leftOvers: readonly LeftOver[]; readonly underWayCount: number };
}

/** What came of a delivery: told in spans, since the chats' time may be simulated and the platforms' is not. */
export type Delivered =
  | Exclude<BatchOutcome, { kind: 'later' }>
  | { readonly kind: 'later'; readonly waitMs: number; readonly sentCount: number };

/** Takes replies and sees that they are sent, in order within a chat and within the platform's pace. */
export function createOutbox(given: OutboxParts): MeasuredOutbox {
  const parts = { meter: silentMeter, ...given };
  let finishingCount = 0;
  const isFinishing = (): boolean => finishingCount > 0;
  const leaving = createLeaving(parts.sleep);
  const left: LeftOver[] = [];
  const onLeft = (leftOver: LeftOver): void => void left.push(leftOver);
  const pacer = createPacer({ ...parts, isOver: leaving.isBegun });
  const moves = createMoves(parts);
  const attempt = createAttempt({ ...parts, pacer, moves });
  const sendCall = createSendCall({ ...parts, attempt, pacer, moves, leaving, isFinishing });
  const standing = createStandingMessages({ ...parts, sendCall });
  const lanes = createChatLanes({
    log: parts.log,
    perform: (batch) =>
      leaving.isBegun()
        ? Promise.resolve({ kind: 'later', atMs: parts.clock(), sentCount: 0 })
        : perform(batch, { standing, sendCall }),
    onSilenced: (recipient, code) => noteSilence(recipient, code, parts),
    onAnswerBehind: pacer.hurry,
  });
  const resting = createResting({
    ...parts,
    standing,
    push: lanes.push,
    onLeft: (recipient, slot) => {
      onLeft({ chat: recipient.chatId ?? '', recipient, what: { slot } });
    },
  });
  const turns = createSpreadTurns(parts.clock);
  const side = createSideCalls({
    ...parts,
    attempt,
    pacer,
    leaving,
    isFinishing,
    onLeft: (recipient, outgoing) => {
      onLeft({ chat: recipient.chatId ?? '', recipient, what: { outgoing } });
    },
  });
  const idle = async (): Promise<void> => {
    do {
      resting.wakeAll();
      await side.idle();
      await lanes.idle();
      // What was posted meanwhile, such as advice after a failed private message, is waited for too.
    } while (!resting.isEmpty() || !side.isIdle() || !lanes.isIdle());
  };
  return {
    post: createPost({ ...parts, lanes, resting, side, onLeft }),
    tell: (destination, reply) => tell(destination, reply, { ...parts, lanes }),
    turn(address, hasWaited) {
      const pace = parts.senderOf(address)?.can.pace;
      return pace === undefined ? anyTime : turns.take(accountKey(address), pace, hasWaited);
    },
    deliver: (destination, replies, sentCount, manner = {}) =>
      deliver(destination, { replies, sentCount, manner }, { ...parts, lanes }),
    depth: () => lanes.depth() + side.depth(),
    async drain() {
      finishingCount += 1;
      await idle();
      finishingCount -= 1;
    },
    idle,
    letGo() {
      leaving.begin();
      resting.wakeAll();
    },
    leftOver() {
      lanes.release();
      return { leftOvers: left, underWayCount: lanes.depth() + side.depth() };
    },
  };
}

type Pushing = OutboxParts & { readonly lanes: ChatLanes };

async function tell(destination: Destination, reply: Reply, parts: Pushing): Promise<Told> {
  const { chat, to, locale, cause } = destination;
  const sender = parts.senderOf(to);
  if (sender === null) return 'not-sent';
  const recipient = recipientIn(chat, to, originOf(destination));
  try {
    const calls = render(reply, { catalogue: parts.catalogue, locale, can: sender.can, cause });
    const outcome = await new Promise<BatchOutcome>((done) => {
      parts.lanes.push({ recipient, calls, isStarted: false, urgency: 'direct', done });
    });
    if (outcome.kind !== 'sent') {
      parts.log.warn({ outcome: outcome.kind, chat: chat.id, ...recipient.origin }, 'not told');
    }
    return toldBy(outcome);
  } catch (error) {
    parts.log.error({ error, chat: chat.id, ...recipient.origin }, 'a reply could not be put into words');
    return 'refused';
  }
}

function toldBy(outcome: BatchOutcome): Told {
  if (outcome.kind === 'sent') return 'sent';
  if (outcome.kind !== 'failed') return 'not-sent';
  switch (outcome.code) {
    case 'unknown-outcome':
      return 'unknown';
    case 'crowded-out':
    case 'unauthorised':
      return 'not-sent';
    default:
      return 'refused';
  }
}

async function deliver(
  destination: Destination,
  { replies, sentCount, manner }: { replies: readonly Reply[]; sentCount: number; manner: Manner },
  { senderOf, catalogue, lanes, clock }: Pushing,
): Promise<Delivered> {
  const { chat, to, locale } = destination;
  const sender = senderOf(to);
  if (sender === null) return { kind: 'unreachable', sentCount };
  const voice = { catalogue, locale, can: sender.can, cause: null };
  const calls = replies.flatMap((reply) => render(reply, voice)).slice(sentCount);
  const recipient = recipientIn(chat, to, originOf(destination));
  const outcome = await new Promise<BatchOutcome>((done) => {
    lanes.push({ recipient, calls, isStarted: false, urgency: 'bulk', ...manner, done });
  });
  if (outcome.kind !== 'later' && outcome.kind !== 'unreachable') return outcome;
  const done = sentCount + outcome.sentCount;
  if (outcome.kind === 'unreachable') return { kind: 'unreachable', sentCount: done };
  return { kind: 'later', waitMs: Math.max(0, outcome.atMs - clock()), sentCount: done };
}

/** The chat takes nothing any more: nothing is announced there until it is heard of again. */
async function noteSilence(
  { chatId, origin }: Recipient,
  code: 'gone' | 'forbidden',
  parts: OutboxParts,
): Promise<void> {
  if (chatId === null) return;
  parts.log.info({ chat: chatId, code, ...origin }, 'the chat takes no messages');
  const standing = code === 'gone' ? 'removed' : 'muted';
  await parts.chats.setStanding(chatId, standing, parts.clock()).catch((error: unknown) => {
    parts.log.warn({ error, chat: chatId, ...origin }, 'the standing of a chat could not be recorded');
  });
}
