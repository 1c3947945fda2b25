import type { Text } from '../../i18n/text.ts';
import { isLocale } from '../../i18n/locale.ts';
import type { Chat } from '../../store/chat.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Destination } from '../core/outbox.ts';
import { type Reply, say } from '../core/reply.ts';

/** What came of a message that waits behind those for which somebody waits. */
export type SlowOutcome =
  { readonly kind: 'sent' | 'failed' | 'unreachable' } | { readonly kind: 'later'; readonly waitMs: number };

export interface SlowWordsParts {
  /** Sends behind everything that somebody waits for. */
  deliver(destination: Destination, replies: readonly Reply[]): Promise<SlowOutcome>;
  readonly log: CoreLog;
  /** Real time: accounts are away in real time. */
  wallClock(): number;
  sleep(ms: number): Promise<void>;
}

/** Says something in many chats, one after another on each account. */
export interface SlowWords {
  say(chat: Chat, words: Text): void;
  /** Resolves when everything is said or given up. */
  idle(): Promise<void>;
  /** What has not been said is left unsaid. */
  stop(): void;
}

/** After this nobody remembers what it is about. */
const givenUpAfterMs = 10 * 60_000;
const unreachableAgainMs = 5_000;
/** So that stopping need not wait for a long sleep. */
const napMs = 1_000;

export function createSlowWords(parts: SlowWordsParts): SlowWords {
  const lines = new Map<string, Promise<void>>();
  let isStopped = false;
  const rest = async (ms: number): Promise<void> => {
    const untilMs = parts.wallClock() + ms;
    for (let leftMs = ms; leftMs > 0 && !isStopped; leftMs = untilMs - parts.wallClock()) {
      await parts.sleep(Math.min(napMs, leftMs));
    }
  };
  const sayIn = async (chat: Chat, words: Text): Promise<void> => {
    const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
    const untilMs = parts.wallClock() + givenUpAfterMs;
    while (!isStopped && parts.wallClock() < untilMs) {
      const outcome = await parts.deliver({ chat, to: chat.address, locale, cause: null }, [say(words)]);
      if (outcome.kind === 'sent') return;
      if (outcome.kind === 'failed') break;
      await rest(outcome.kind === 'later' ? outcome.waitMs : unreachableAgainMs);
    }
    parts.log.warn({ chat: chat.id }, 'a chat could not be told what was not heard');
  };
  return {
    say(chat, words) {
      const { platform, account } = chat.address;
      const name = `${platform}:${account}`;
      const before = lines.get(name) ?? Promise.resolve();
      const turn = before
        .then(() => sayIn(chat, words))
        .catch((error: unknown) => {
          parts.log.error({ error, chat: chat.id }, 'a chat could not be told what was not heard');
        });
      lines.set(name, turn);
    },
    async idle() {
      await Promise.all(lines.values());
    },
    stop() {
      isStopped = true;
    },
  };
}
