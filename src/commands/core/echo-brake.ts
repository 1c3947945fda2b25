import { putNewest } from '../../domain/put-newest.ts';
import type { Capabilities } from './capabilities.ts';
import type { PersonalEvent } from './event.ts';
import { isOverheard } from './overheard.ts';
import type { Part, Reply } from './reply.ts';

/** Keeps the bot from saying the same thing over and over to a group in which many ask, or mistype, at once. */
export interface EchoBrake {
  /**
   * The replies without those that the chat has just read as an answer to the very same words; the same refusal is told
   * to a few people a few times only, whatever they typed. Changes nothing but in groups where every answer is one more
   * message for everybody.
   */
  unlessHeard(replies: readonly Reply[], to: Hearers, sort: 'refusal' | 'answer'): readonly Reply[];
}

interface Hearers {
  readonly chat: { readonly id: string; readonly isGroup: boolean };
  readonly can: Pick<Capabilities, 'edit' | 'reactions' | 'privateAnswers'>;
  readonly event: PersonalEvent;
  readonly seat: number;
  readonly nowMs: number;
}

/** What was said this long ago is still on everybody's screen. */
const freshMs = 10_000;
/** A refusal is said to so many people in that time, and to each of them so often. */
const refusedPeopleMax = 3;
const refusalsOfOneMax = 3;
const rememberedMax = 5_000;

/** How often something was said to whom, by their seats. */
interface Said {
  readonly atMs: number;
  readonly timesOf: ReadonlyMap<number, number>;
}

/** In memory: after a restart at worst something is said once more. */
export function createEchoBrake(): EchoBrake {
  const saidOf = new Map<string, Said>();
  const freshOf = (name: string, nowMs: number): Said => {
    const known = saidOf.get(name);
    return known !== undefined && nowMs - known.atMs < freshMs ? known : { atMs: nowMs, timesOf: new Map() };
  };
  const note = (name: string, seat: number, nowMs: number): void => {
    const { atMs, timesOf } = freshOf(name, nowMs);
    putNewest(
      saidOf,
      name,
      { atMs, timesOf: new Map([...timesOf, [seat, (timesOf.get(seat) ?? 0) + 1]]) },
      rememberedMax,
    );
  };
  return {
    unlessHeard(replies, { chat, can, event, seat, nowMs }, sort) {
      if (!isOverheard(chat.isGroup, can)) return replies;
      return replies.filter(({ parts, ...reply }) => {
        if (!isForAll({ parts, ...reply })) return true;
        const exchange = `${chat.id}:${JSON.stringify([typedOf(event), parts])}`;
        if (freshOf(exchange, nowMs).timesOf.size > 0) return false;
        const refusal = sort === 'refusal' ? `${chat.id}:${refusalOf(parts)}` : null;
        if (refusal !== null && isEnough(freshOf(refusal, nowMs), seat)) return false;
        note(exchange, seat, nowMs);
        if (refusal !== null) note(refusal, seat, nowMs);
        return true;
      });
    },
  };
}

function isEnough({ timesOf }: Said, seat: number): boolean {
  const times = timesOf.get(seat);
  return times === undefined ? timesOf.size >= refusedPeopleMax : times >= refusalsOfOneMax;
}

function typedOf(event: PersonalEvent): string {
  if (event.kind === 'choice') return event.token;
  return (event.kind === 'text' ? event.text : event.caption).trim();
}

/** True for words to the chat; files, pictures and what names somebody are always sent. */
const isForAll = ({ parts, target, mentions }: Reply): boolean =>
  target === 'chat' &&
  mentions.length === 0 &&
  parts.every(({ kind }) => kind === 'text' || kind === 'toast' || kind === 'choices');

const refusalOf = (parts: readonly Part[]): string =>
  parts.map((part) => ('text' in part && 'key' in part.text ? part.text.key : '')).join(' ');
