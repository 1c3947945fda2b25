import type { CoreLog } from '../commands/core/core-log.ts';
import { type Batch, type BatchOutcome, slotOf } from './batch.ts';
import { addressKey, type Recipient } from './recipient.ts';

/** One line of batches a chat: in order within a chat, side by side between chats. */
export interface ChatLanes {
  push(batch: Batch): void;
  isIdle(): boolean;
  /** Batches that wait or are under way. */
  depth(): number;
  /** Resolves when no batch is waiting or under way. */
  idle(): Promise<void>;
  /** Ends what waits behind a batch that is under way: it is `later`. */
  release(): void;
}

export interface ChatLanesParts {
  readonly log: CoreLog;
  perform(batch: Batch): Promise<BatchOutcome>;
  /** The chat takes nothing any more: `gone` for good, `forbidden` for now. */
  onSilenced(recipient: Recipient, code: 'gone' | 'forbidden'): Promise<void>;
  /** An answer waits behind a batch that nobody waits for. */
  onAnswerBehind(recipient: Recipient): void;
}

/** Batches that may wait for one chat: ten minutes' worth of what a group takes. */
const waitingMax = 200;

interface Lane {
  waiting: Batch[];
}

export function createChatLanes(parts: ChatLanesParts): ChatLanes {
  const lanes = new Map<string, Lane>();
  const running = new Set<Promise<void>>();
  const run = async (key: string, lane: Lane): Promise<void> => {
    for (let batch = lane.waiting.shift(); batch !== undefined; batch = lane.waiting.shift()) {
      const outcome = await performSafely(batch, parts);
      conclude(batch, outcome, parts);
      const code = outcome.kind === 'failed' ? outcome.code : null;
      if (code === 'gone' || code === 'forbidden') {
        for (const dropped of lane.waiting.splice(0)) conclude(dropped, { kind: 'failed', code }, parts);
        await parts.onSilenced(batch.recipient, code);
      }
    }
    lanes.delete(key);
  };
  return {
    push(batch) {
      const key = batch.recipient.chatId ?? addressKey(batch.recipient.to);
      const known = lanes.get(key);
      if (known !== undefined) {
        if (known.waiting.length >= waitingMax) crowdOut(known, parts);
        known.waiting.push(batch);
        if (batch.urgency === 'direct') parts.onAnswerBehind(batch.recipient);
        return;
      }
      const lane: Lane = { waiting: [batch] };
      lanes.set(key, lane);
      const work = run(key, lane);
      running.add(work);
      void work.then(() => running.delete(work));
    },
    isIdle: () => running.size === 0,
    depth() {
      let count = running.size;
      for (const { waiting } of lanes.values()) count += waiting.length;
      return count;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    release() {
      for (const { waiting } of lanes.values()) {
        for (const batch of waiting.splice(0)) conclude(batch, { kind: 'later', atMs: 0, sentCount: 0 }, parts);
      }
    },
  };
}

async function performSafely(batch: Batch, { perform, log }: ChatLanesParts): Promise<BatchOutcome> {
  try {
    return await perform(batch);
  } catch (error) {
    log.error({ error, chat: batch.recipient.chatId, ...batch.recipient.origin }, 'sending failed in an unknown way');
    return { kind: 'failed', code: 'unknown-outcome' };
  }
}

/** What follows from an outcome must never end the line. */
function conclude(batch: Batch, outcome: BatchOutcome, { log }: ChatLanesParts): void {
  try {
    batch.done(outcome);
  } catch (error) {
    log.error(
      { error, chat: batch.recipient.chatId, ...batch.recipient.origin },
      'what follows from a sent message failed',
    );
  }
}

/** Makes room for one more: what would be overtaken anyway goes first, then the oldest. */
function crowdOut({ waiting }: Lane, parts: ChatLanesParts): void {
  const standing = waiting.findIndex((batch) => slotOf(batch) !== null);
  const [dropped] = waiting.splice(Math.max(0, standing), 1);
  if (dropped === undefined) return;
  parts.log.warn(
    { chat: dropped.recipient.chatId, ...dropped.recipient.origin, slot: slotOf(dropped) },
    'too much waits for one chat; dropped the oldest',
  );
  conclude(dropped, { kind: 'failed', code: 'crowded-out' }, parts);
}
