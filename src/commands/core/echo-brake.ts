import type { Capabilities } from './capabilities.ts';
import type { Part, Reply } from './reply.ts';

/** Keeps the bot from saying the same thing over and over to a group in which many ask, or mistype, at once. */
export interface EchoBrake {
  /**
   * The replies without those that the chat has just read; of refusals a few that differ in one word only count as read
   * too. Changes nothing but in groups where every answer is one more message for everybody.
   */
  unlessHeard(replies: readonly Reply[], to: Hearers, sort: 'refusal' | 'answer'): readonly Reply[];
}

interface Hearers {
  readonly chat: { readonly id: string; readonly isGroup: boolean };
  readonly can: Pick<Capabilities, 'edit' | 'reactions' | 'privateAnswers'>;
  readonly nowMs: number;
}

/** What was said this long ago is still on everybody's screen. */
const freshMs = 10_000;
/** Of a refusal with changing words, such as the mistyped one, this many are said in that time. */
const variantsMax = 3;
const rememberedMax = 5_000;

interface Said {
  readonly atMs: number;
  readonly variants: ReadonlySet<string>;
}

/** In memory: after a restart at worst something is said once more. */
export function createEchoBrake(): EchoBrake {
  const saidOf = new Map<string, Said>();
  const isHeard = (name: string, words: string, nowMs: number): boolean => {
    const known = saidOf.get(name);
    const said =
      known !== undefined && nowMs - known.atMs < freshMs ? known : { atMs: nowMs, variants: new Set<string>() };
    if (said.variants.has(words) || said.variants.size >= variantsMax) return true;
    saidOf.delete(name);
    saidOf.set(name, { atMs: said.atMs, variants: new Set([...said.variants, words]) });
    const oldest = saidOf.size > rememberedMax ? saidOf.keys().next().value : undefined;
    if (oldest !== undefined) saidOf.delete(oldest);
    return false;
  };
  return {
    unlessHeard(replies, { chat, can, nowMs }, sort) {
      if (!chat.isGroup || can.edit !== null || can.reactions !== null || can.privateAnswers !== null) return replies;
      return replies.filter((reply) => {
        if (!isForAll(reply)) return true;
        const words = JSON.stringify(reply.parts);
        const name = sort === 'refusal' ? refusalOf(reply.parts) : words;
        return !isHeard(`${chat.id}:${name}`, words, nowMs);
      });
    },
  };
}

/** True for words to the chat; files, pictures and what names somebody are always sent. */
const isForAll = ({ parts, target, mentions }: Reply): boolean =>
  target === 'chat' &&
  mentions.length === 0 &&
  parts.every(({ kind }) => kind === 'text' || kind === 'toast' || kind === 'choices');

const refusalOf = (parts: readonly Part[]): string =>
  parts.map((part) => ('text' in part && 'key' in part.text ? part.text.key : '')).join(' ');
