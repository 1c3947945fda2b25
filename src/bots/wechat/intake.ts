import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Inbound } from '../../commands/core/event.ts';
import { StoreError } from '../../errors.ts';
import type { OnEvent } from '../adapter.ts';
import { waitMs } from './wait.ts';

/** Something that was heard and is to be told. */
export interface Heard {
  /** What is heard in one chat is understood in order. */
  readonly chat: string;
  /** What one person says there is told in order. */
  readonly sender: string;
  /** Puts it into an event; null when there is nothing to tell. May reject. */
  understand(): Promise<Inbound | null>;
}

/** What was heard and is not recorded yet. */
export interface Intake {
  take(heard: Heard): void;
  /** When the oldest of it was heard; null when nothing is in hand. */
  oldestAtMs(): number | null;
  /** Resolves when all that has been taken so far is told. */
  settled(): Promise<void>;
}

export interface IntakeParts {
  readonly onEvent: OnEvent;
  readonly log: CoreLog;
  clock(): number;
}

/** WeChat tells nothing twice, so an outage of the store is sat out for a while. */
const retryDelaysMs = [300, 900, 2_700, 8_100] as const;

/** More than that in hand means that nothing moves; what comes on top is lost, as it would be later. */
const inHandMax = 2_000;

export function createIntake(parts: IntakeParts): Intake {
  const chats = createLanes();
  const senders = createLanes();
  const inHand = new Map<Promise<void>, number>();
  let droppedCount = 0;
  const tell = (understood: Promise<Inbound | null>) => async (): Promise<void> => {
    const event = await understood;
    if (event !== null) await stubbornly(() => parts.onEvent(event), parts.log, { event: event.id });
  };
  return {
    take(heard) {
      if (inHand.size >= inHandMax) {
        if (droppedCount++ % inHandMax === 0)
          parts.log.error({ inHandMax }, 'wechat: too much in hand, messages are lost');
        return;
      }
      const understood = chats(heard.chat, () => stubbornly(heard.understand, parts.log));
      const told = senders(`${heard.chat} ${heard.sender}`, tell(understood)).catch((error: unknown) => {
        parts.log.error({ error }, 'wechat: a message is lost');
      });
      inHand.set(told, parts.clock());
      void told.then(() => inHand.delete(told));
    },
    oldestAtMs() {
      const [oldest] = inHand.values();
      return oldest ?? null;
    },
    async settled() {
      await Promise.all(inHand.keys());
    },
  };
}

/** Work of one key waits for what was given before under the same key, however that ended. */
function createLanes() {
  const tails = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key);
    const turn = before === undefined ? work() : before.then(work, work);
    tails.set(key, turn);
    const leave = (): void => {
      if (tails.get(key) === turn) tails.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  };
}

/** Tries again while the store cannot be reached; everything else rejects at once. */
async function stubbornly<T>(
  work: () => Promise<T>,
  log: CoreLog,
  about: { readonly event?: string } = {},
): Promise<T> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ error, ...about }, 'wechat: a message could not be recorded yet');
      await waitMs(delayMs);
    }
  }
  return work();
}
