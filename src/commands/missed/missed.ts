import { text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { SilenceStore } from '../../store/silences.ts';
import type { Silence } from '../core/desk.ts';
import type { Address } from '../core/event.ts';
import type { Conductor } from '../quiz/conductor.ts';
import { isCheckInWindowHit } from './check-in-window.ts';
import { createSlowWords, type SlowWordsParts } from './slow-words.ts';
import { stretchOf } from './stretch.ts';

/** Tells chats what was not heard, where that matters to somebody. */
export interface Missed {
  /**
   * Resolves when open rounds have their lost time back and everything that is to be said is on its way; rejects with
   * StoreError. Told the same again it does nothing.
   */
  tell(account: AccountName, silence: Silence): Promise<void>;
  /** Resolves when everything is said or given up. */
  idle(): Promise<void>;
  stop(): void;
}

type AccountName = Pick<Address, 'platform' | 'account'>;

export interface MissedParts extends SlowWordsParts {
  readonly chats: Pick<ChatStore, 'read' | 'allIds' | 'lastPrompt'>;
  readonly runs: { openChats(): Promise<readonly string[]> };
  readonly silences: SilenceStore;
  readonly conductor: Pick<Conductor, 'unheard'>;
  /** The chats' time. */
  clock(): number;
}

/** Read side by side; grows with the chats of all accounts, once an outage. */
const batchSize = 100;
/** What is left of a silence that was told before is worth telling only if somebody may have spoken in it. */
const restMinMs = 3_000;

export function createMissed(parts: MissedParts): Missed {
  const slowWords = createSlowWords(parts);
  const tellIn = async (chat: Chat, silence: Silence, hasQuiz: boolean): Promise<void> => {
    if (!hasQuiz && !isCheckInWindowHit(chat, silence, parts.clock())) return;
    const rest = restOf(silence, await parts.silences.claim(chat.id, silence.toMs));
    if (rest === null) return;
    const isAsked = isCheckInWindowHit(chat, rest, parts.clock());
    const also = isAsked ? text('missed-check-in-too') : null;
    const isSaid = hasQuiz && (await parts.conductor.unheard(chat, rest, also));
    if (isAsked && !isSaid) slowWords.say(chat, text('missed-check-in', { ...stretchOf(rest, chat.zone) }));
  };
  return {
    async tell(account, silence) {
      const open = new Set(await parts.runs.openChats());
      const asked = await askedChats(account, silence, parts);
      // Rounds first: somebody waits there.
      await inBatches([...new Set([...open, ...asked])], async (id) => {
        const chat = await parts.chats.read(id);
        if (chat !== null && isOf(chat.address, account)) await tellIn(chat, silence, open.has(id));
      });
    },
    idle: slowWords.idle,
    stop: slowWords.stop,
  };
}

const isOf = (address: AccountName, { platform, account }: AccountName): boolean =>
  address.platform === platform && address.account === account;

/** What has not been told yet; null when there is nothing left. */
function restOf({ fromMs, toMs }: Silence, toldUntilMs: number): Silence | null {
  if (toldUntilMs <= fromMs) return { fromMs, toMs };
  return toMs - toldUntilMs < restMinMs ? null : { fromMs: toldUntilMs, toMs };
}

const dayMs = 24 * 3_600_000;

/** Chats of the account that were asked for check-ins within a day. */
async function askedChats(account: AccountName, { fromMs, toMs }: Silence, { chats }: MissedParts) {
  const asked: string[] = [];
  await inBatches(await chats.allIds(), async (id) => {
    const { address, promptedAtMs } = await chats.lastPrompt(id);
    if (address === null || promptedAtMs === null || !isOf(address, account)) return;
    if (promptedAtMs < toMs && promptedAtMs > fromMs - dayMs) asked.push(id);
  });
  return asked;
}

async function inBatches(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (let start = 0; start < ids.length; start += batchSize) {
    await Promise.all(ids.slice(start, start + batchSize).map(work));
  }
}
