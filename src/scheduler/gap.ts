import { putNewest } from '../domain/put-newest.ts';
import type { Address } from '../commands/core/event.ts';
import type { Sender } from '../commands/core/outgoing.ts';
import { accountKey, addressKey, type Recipient } from './recipient.ts';

export interface GapParts {
  senderOf(address: Address): Sender | null;
  clock(): number;
  sleep(ms: number): Promise<void>;
}

export interface Gap {
  /** Resolves when a call to the chat, which is to be made now, cannot arrive too soon after the one before. */
  pass(recipient: Recipient): Promise<void>;
  /** To be called when the platform has answered. */
  beginAt(recipient: Recipient, answeredAtMs: number): void;
}

/** Chats of which the last call is remembered; it matters for a second. */
const rememberedMax = 5_000;

/**
 * Slots are instants at which calls are made; a busy process or a slow network shifts them on their way, and two may
 * arrive closer together than they left. Counted from the platform's answer, the second cannot come too soon; counted
 * from the call before, neither can one to another chat.
 */
export function createGap({ senderOf, clock, sleep }: GapParts): Gap {
  const answeredAtMs = new Map<string, number>();
  /** Of accounts that may not turn to another chat at once: where the latest call went, and when. */
  const latest = new Map<string, { readonly chat: string; readonly atMs: number }>();
  // By our own id too, where there is one: a chat that moved is still the same chat.
  const keysOf = ({ chatId, to }: Recipient): readonly string[] =>
    chatId === null ? [addressKey(to)] : [addressKey(to), chatId];
  const waitMsOf = (recipient: Recipient): number => {
    const pace = senderOf(recipient.to)?.can.pace;
    if (pace === undefined) return 0;
    const lastMs = Math.max(...keysOf(recipient).map((key) => answeredAtMs.get(key) ?? 0));
    const spacedMs = lastMs === 0 || pace.chatPerSecond === 0 ? 0 : lastMs + 1000 / pace.chatPerSecond;
    const before = latest.get(accountKey(recipient.to));
    const isSwitch = before !== undefined && before.chat !== recipient.to.chat;
    const switchedMs = isSwitch ? before.atMs + (pace.chatSwitchMs?.least ?? 0) : 0;
    return Math.ceil(Math.max(spacedMs, switchedMs) - clock());
  };
  return {
    async pass(recipient) {
      // Of two that wait for the same instant, the second looks again when the first has left.
      for (let waitMs = waitMsOf(recipient); waitMs > 0; waitMs = waitMsOf(recipient)) await sleep(waitMs);
      const { to } = recipient;
      if ((senderOf(to)?.can.pace.chatSwitchMs ?? null) === null) return;
      latest.set(accountKey(to), { chat: to.chat, atMs: clock() });
    },
    beginAt(recipient, atMs) {
      for (const key of keysOf(recipient)) {
        putNewest(answeredAtMs, key, atMs, rememberedMax);
      }
    },
  };
}
