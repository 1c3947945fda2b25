import type { Chat } from '../../store/chat.ts';
import type { Run } from '../../store/run.ts';
import type { TellingStore } from '../../store/tellings.ts';
import type { TellingOutbox } from '../core/outbox.ts';
import type { Reply } from '../core/reply.ts';
import { localeOf, roomOf } from './room.ts';
import type { Timers } from './timers.ts';

/** One message of a quiz. */
export interface Telling {
  /** Its number, see stages.ts. */
  readonly stage: number;
  compose(): Promise<Reply>;
  /** Called when people could see it from `atMs` on, or it is certain that they never will. */
  onTold(atMs: number): Promise<void>;
}

/** Tells the messages of quizzes, each once: by one process, and by another when that one dies with it in hand. */
export interface Teller {
  /** Resolves when it has been posted (not yet sent), or when it was told before or is in other hands. */
  tell(chat: Chat, run: Run, telling: Telling): Promise<void>;
  /** Does work that nobody waits for but `idle`; what fails of it is made good by the quiz's next step. */
  beside(work: () => Promise<void>): void;
  /** Resolves when nothing that was posted waits to be sent or noted. */
  idle(): Promise<void>;
}

export interface TellerParts {
  readonly tellings: TellingStore;
  readonly outbox: Pick<TellingOutbox, 'tell'>;
  readonly timers: Timers;
  clock(): number;
  /** Names this process among all. */
  readonly owner: string;
  /** Looks again at the quiz of a chat. */
  lookAgain(chatId: string): Promise<void>;
}

/** This late another process takes up the messages of one that has died. */
const claimMs = 6_000;
const renewMs = 2_000;
const againMs = 3_000;

export function createTeller(parts: TellerParts): Teller {
  const { clock, timers } = parts;
  const inHand = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const lookAgainLater = (chat: Chat, afterMs: number): void => {
    timers.set(`again:${chat.id}`, clock() + afterMs, () => parts.lookAgain(chat.id));
  };
  const post = async (name: string, chat: Chat, run: Run, telling: Telling): Promise<void> => {
    const claimed = await claim(chat, run, telling.stage, parts);
    if (claimed !== 'mine') {
      inHand.delete(name);
      if (claimed === 'busy') lookAgainLater(chat, claimMs);
      return;
    }
    const destination = { chat, to: roomOf(chat, run), locale: localeOf(chat), cause: null };
    const sending = parts.outbox.tell(destination, await telling.compose());
    keepClaim(name, chat, run, telling.stage, parts);
    const work: Promise<void> = sending.then(async (outcome) => {
      timers.clear(name);
      if (outcome === 'not-sent') {
        inHand.delete(name);
        lookAgainLater(chat, againMs);
      } else await note(name, chat, run, telling);
    });
    track(work);
  };
  const note = async (name: string, chat: Chat, run: Run, telling: Telling): Promise<void> => {
    const atMs = clock();
    const attempt = async (): Promise<void> => {
      await parts.tellings.note(chat.id, run.id, telling.stage);
      await telling.onTold(atMs);
      inHand.delete(name);
    };
    // While Redis is away it stays in hand here, so that nobody tells it a second time.
    await attempt().catch(() => {
      timers.set(name, clock() + againMs, attempt);
    });
  };
  const track = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  return {
    async tell(chat, run, telling) {
      const name = `tell:${run.id}:${telling.stage}`;
      if (inHand.has(name)) return;
      inHand.add(name);
      try {
        await post(name, chat, run, telling);
      } catch (error) {
        inHand.delete(name);
        throw error;
      }
    },
    beside: (work) => {
      track(work().catch(() => undefined));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function claim(chat: Chat, run: Run, stage: number, { tellings, owner, clock }: TellerParts) {
  const nowMs = clock();
  return tellings.claim(chat.id, { run: run.id, stage, owner, nowMs, untilMs: nowMs + claimMs });
}

/** Renews the claim for as long as the message waits for its turn. */
function keepClaim(name: string, chat: Chat, run: Run, stage: number, parts: TellerParts): void {
  parts.timers.set(name, parts.clock() + renewMs, async () => {
    await claim(chat, run, stage, parts);
    keepClaim(name, chat, run, stage, parts);
  });
}
