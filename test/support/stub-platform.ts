import type { Capabilities } from '../../src/commands/core/capabilities.ts';
import type { Address } from '../../src/commands/core/event.ts';
import type { Outgoing, Sender } from '../../src/commands/core/outgoing.ts';
import { DeliveryError, type DeliveryErrorCode, type DeliveryErrorDetails } from '../../src/errors.ts';

export interface PlatformCall {
  readonly to: Address;
  readonly outgoing: Outgoing;
  readonly atMs: number;
  readonly isAccepted: boolean;
}

/** A platform in memory: takes calls, keeps messages by chat, refuses when told to. */
export interface StubPlatform {
  readonly sender: Sender;
  readonly calls: readonly PlatformCall[];
  /** What the calls that were accepted say, `chat: text`, in order. */
  said(): readonly string[];
  /** The text that a message shows now. */
  shows(messageId: string): string | undefined;
  /** Refuses the next calls that `matches` (default: any) picks, one per error given. */
  refuse(error: DeliveryError, matches?: (outgoing: Outgoing, to: Address) => boolean): void;
  /** Refuses all calls to a chat until `accept`. */
  shut(chat: string, error: DeliveryError): void;
  accept(chat: string): void;
  /** The largest number of calls under way at one time. */
  peak(): number;
}

export interface StubPlatformSettings {
  clock(): number;
  /** How long a call takes. */
  latency?(): Promise<void>;
  readonly can?: Partial<Capabilities>;
}

/** Telegram's limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const stubCapabilities: Capabilities = {
  textMaxCharacters: 4096,
  captionMaxCharacters: 1024,
  buttons: { perRow: 8, max: 100, labelMaxCharacters: 64, tokenMaxBytes: 64 },
  edit: { perMinute: 20 },
  reactions: { done: '👌', seen: '👀' },
  mentions: { max: 50 },
  images: { maxBytes: 1e7 },
  files: { maxBytes: 5e7 },
  privateAnswers: { maxCharacters: 200 },
  pace: { accountPerSecond: 30, chatPerSecond: 1, groupPerMinute: 20, accountPerMinute: null, chatSwitchMs: null },
};

export const refusal = (code: DeliveryErrorCode, details: DeliveryErrorDetails = {}): DeliveryError =>
  new DeliveryError(code, `stub: ${code}`, details);

export function createStubPlatform(settings: StubPlatformSettings): StubPlatform {
  const calls: PlatformCall[] = [];
  const messages = new Map<string, string>();
  const shutChats = new Map<string, DeliveryError>();
  const planned: { readonly error: DeliveryError; matches(outgoing: Outgoing, to: Address): boolean }[] = [];
  let underWay = 0;
  let peak = 0;
  const problemOf = (to: Address, outgoing: Outgoing): DeliveryError | null => {
    const index = planned.findIndex(({ matches }) => matches(outgoing, to));
    if (index >= 0) return planned.splice(index, 1)[0]?.error ?? null;
    if (outgoing.kind === 'edit' && !messages.has(outgoing.messageId)) return refusal('bad-request');
    return shutChats.get(to.chat) ?? null;
  };
  const accept = (outgoing: Outgoing): string | null => {
    if (outgoing.kind === 'toast' || outgoing.kind === 'reaction') return null;
    if (outgoing.kind === 'edit') {
      messages.set(outgoing.messageId, outgoing.text);
      return outgoing.messageId;
    }
    const messageId = `m${String(messages.size + 1)}`;
    messages.set(messageId, outgoing.kind === 'message' ? outgoing.text : outgoing.caption);
    return messageId;
  };
  const sender: Sender = {
    can: { ...stubCapabilities, ...settings.can },
    async send(to, outgoing) {
      const atMs = settings.clock();
      underWay += 1;
      peak = Math.max(peak, underWay);
      await settings.latency?.();
      underWay -= 1;
      const problem = problemOf(to, outgoing);
      calls.push({ to, outgoing, atMs, isAccepted: problem === null });
      if (problem !== null) throw problem;
      return { messageId: accept(outgoing) };
    },
  };
  return {
    sender,
    calls,
    said: () =>
      calls.filter(({ isAccepted }) => isAccepted).map(({ to, outgoing }) => `${to.chat}: ${words(outgoing)}`),
    shows: (messageId) => messages.get(messageId),
    refuse(error, matches = () => true) {
      planned.push({ error, matches });
    },
    shut: (chat, error) => void shutChats.set(chat, error),
    accept: (chat) => void shutChats.delete(chat),
    peak: () => peak,
  };
}

function words(outgoing: Outgoing): string {
  switch (outgoing.kind) {
    case 'message':
      return outgoing.text;
    case 'edit':
      return `(edit) ${outgoing.text}`;
    case 'reaction':
      return outgoing.emoji;
    case 'toast':
      return `(toast) ${outgoing.text ?? ''}`;
    default:
      return outgoing.caption;
  }
}
