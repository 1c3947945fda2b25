import { text } from '../../i18n/text.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Outbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import type { OpenQuiz } from './open-rounds.ts';
import { roomOf } from './room.ts';
import { nameOf } from './round-texts.ts';
import type { Timers } from './timers.ts';

/** Tells people that typed answers have arrived where neither edits nor private answers can: one line for many. */
export interface Acknowledger {
  /** `person` is `platform:person`. */
  acknowledgeSoon(quiz: OpenQuiz, person: string): void;
}

export interface AcknowledgerParts {
  readonly outbox: Outbox;
  readonly roster: Pick<RosterStore, 'seatsOf' | 'shownNames'>;
  readonly timers: Timers;
  clock(): number;
}

const batchMs = 4_000;

export function createAcknowledger(parts: AcknowledgerParts): Acknowledger {
  const waiting = new Map<string, Set<string>>();
  return {
    acknowledgeSoon(quiz, person) {
      const { id } = quiz.chat;
      const known = waiting.get(id);
      if (known !== undefined) {
        known.add(person);
        return;
      }
      waiting.set(id, new Set([person]));
      parts.timers.set(`acknowledge:${id}`, parts.clock() + batchMs, async () => {
        const people = [...(waiting.get(id) ?? [])];
        waiting.delete(id);
        await acknowledge(quiz, people, parts);
      });
    },
  };
}

async function acknowledge(quiz: OpenQuiz, people: readonly string[], { roster, outbox }: AcknowledgerParts) {
  const { chat, run, locale } = quiz;
  const names = await roster.shownNames(chat.id, await roster.seatsOf(chat.id, people));
  const words = text('answers-received', { names: { list: names.map(nameOf) } });
  outbox.post({ chat, to: roomOf(chat, run), locale, cause: null }, [say(words)]);
}
