import { putNewest } from '../../domain/put-newest.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Context } from './command.ts';
import { shorten } from './cut-text.ts';
import { firstNames } from './first-names.ts';
import { createGathering, type GatheringParts } from './gathering.ts';
import type { Outbox } from './outbox.ts';
import { isOverheard } from './overheard.ts';
import { type Part, type Reply, say } from './reply.ts';

/**
 * Tells people of their own records where everybody reads every answer: by name, those of a few seconds in one message
 * with a line each, and the same words to the same person once in ten seconds.
 */
export interface PersonalAnswers {
  /** The replies that go out at once, which is all of them where somebody can be told something alone. */
  gather(replies: readonly Reply[], context: Asked): readonly Reply[];
  /** Says at once what waits. Never rejects. */
  tellAll(): Promise<void>;
}

/** Of the event that is answered. */
type Asked = Pick<Context, 'chat' | 'event' | 'locale' | 'seat' | 'can'>;

export interface PersonalAnswersParts extends Pick<GatheringParts<never>, 'timers' | 'clock'> {
  readonly outbox: Pick<Outbox, 'post'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
}

const quietMs = 2_500;
const mostMs = 8_000;
/** What was said to somebody this long ago is still on everybody's screen. */
const freshMs = 10_000;
const rememberedMax = 5_000;
const nameMaxCharacters = 24;
const namesMaxCharacters = 200;

interface Entry extends Asked {
  readonly words: Text;
}

export function createPersonalAnswers({ outbox, roster, timers, clock }: PersonalAnswersParts): PersonalAnswers {
  const gathering = createGathering<Entry>({
    name: 'personal',
    timers,
    clock,
    quietMs,
    mostMs,
    async tell(entries) {
      const last = entries.at(-1);
      if (last === undefined) return;
      const { chat, event, locale } = last;
      const seats = [...new Set(entries.map(({ seat }) => seat))];
      const names = await roster.shownNames(chat.id, seats);
      const nameOf = new Map(seats.map((seat, index) => [seat, names[index] ?? null]));
      const said = [...bySameWords(entries)].map(([, same]) => lineText(same, nameOf));
      outbox.post({ chat, to: event.from, locale, cause: event }, [say(lines(...said))]);
    },
  });
  const isAgain = createMemory(clock);
  return {
    gather(replies, asked) {
      if (asked.seat === 0 || !isOverheard(asked.chat.isGroup, asked.can)) return replies;
      for (const reply of replies.filter(isForOne)) {
        const words = lines(...reply.parts.map(wordsOf));
        if (!isAgain(`${asked.chat.id}:${String(asked.seat)}:${JSON.stringify(words)}`)) {
          gathering.add(asked.chat.id, { ...asked, words });
        }
      }
      return replies.filter((reply) => !isForOne(reply));
    },
    tellAll: () => gathering.tellAll(),
  };
}

/** Whether the same was noted a moment ago; notes it otherwise. In memory: at worst something is said once more. */
function createMemory(clock: () => number): (words: string) => boolean {
  const saidAtMs = new Map<string, number>();
  return (words) => {
    const nowMs = clock();
    const lastMs = saidAtMs.get(words);
    if (lastMs !== undefined && nowMs - lastMs < freshMs) return true;
    putNewest(saidAtMs, words, nowMs, rememberedMax);
    return false;
  };
}

/** Words to the chat; files, pictures, standing messages and what names somebody already go out as they are. */
const isForOne = ({ parts, target, mentions, rememberAs }: Reply): boolean =>
  target === 'chat' && mentions.length === 0 && rememberAs === null && parts.every(isWords);

type WordsPart = Part & { readonly kind: 'text' | 'toast' | 'choices' };

const isWords = (part: Part): part is WordsPart =>
  part.kind === 'text' || part.kind === 'toast' || part.kind === 'choices';

function wordsOf(part: Part): Text | null {
  if (!isWords(part)) return null;
  if (part.kind !== 'choices') return oneLine(part.text);
  const typed = part.choices.map(({ label, say: words }) =>
    words === null ? null : text('choice-line', { label, words }),
  );
  return lines(oneLine(part.textWithoutButtons ?? part.text), ...typed);
}

/** Sentences that would stand under each other, behind each other. */
function oneLine(words: Text): Text {
  if (!('lines' in words)) return words;
  const [first, ...others] = words.lines.filter((line) => !('literal' in line && line.literal === '')).map(oneLine);
  return others.reduce((before, next) => text('two-sentences', { first: before, second: next }), first ?? words);
}

function bySameWords(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, readonly Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify(entry.words);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
}

/** Those who do not want to be named are “a fellow student”, and counted beside others. */
function lineText(same: readonly Entry[], nameOf: ReadonlyMap<number, string | null>): Text {
  const words = lines(...same.slice(0, 1).map((entry) => entry.words));
  const people = [...new Set(same.map(({ seat }) => seat))].map((seat) => {
    const name = nameOf.get(seat) ?? null;
    return { name: name === null ? null : shorten(name.replace(/\s+/g, ' ').trim(), nameMaxCharacters) };
  });
  const { named, moreCount } = firstNames(people, namesMaxCharacters, 1);
  const names = { list: named.map(({ name }) => name ?? '') };
  if (people.length === 1 && named.length === 0) return text('personal-answer', { names: text('somebody'), words });
  if (named.length === 0) return text('personal-answer-unnamed', { more: moreCount, words });
  return moreCount === 0
    ? text('personal-answer', { names, words })
    : text('personal-answer-more', { names, more: moreCount, words });
}
