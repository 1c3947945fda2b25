import { text } from '../../i18n/text.ts';
import type { Outbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import type { OpenQuiz } from './open-rounds.ts';
import { roomOf } from './room.ts';
import type { Timers } from './timers.ts';

/** Tells people that typed answers have arrived where neither edits nor private answers can: one line for many. */
export interface Acknowledger {
  acknowledgeSoon(quiz: OpenQuiz, name: string): void;
}

const batchMs = 4_000;

export function createAcknowledger(outbox: Outbox, timers: Timers, clock: () => number): Acknowledger {
  return {
    acknowledgeSoon(quiz, name) {
      quiz.unacknowledged.add(name);
      if (quiz.unacknowledged.size > 1) return;
      timers.set(`acknowledge:${quiz.chat.id}`, clock() + batchMs, () => {
        const names = [...quiz.unacknowledged];
        quiz.unacknowledged.clear();
        if (names.length === 0) return Promise.resolve();
        const { chat, run, locale } = quiz;
        outbox.post({ chat, to: roomOf(chat, run), locale, cause: null }, [
          say(text('answers-received', { names: { list: names } })),
        ]);
        return Promise.resolve();
      });
    },
  };
}
