import { putNewest } from '../../domain/put-newest.ts';
import { text } from '../../i18n/text.ts';
import type { RosterStore } from '../../store/roster.ts';
import { shorten } from '../core/cut-text.ts';
import { firstNames } from '../core/first-names.ts';
import { createGathering, type GatheringParts } from '../core/gathering.ts';
import type { Outbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import type { OpenQuiz, OpenRounds } from './open-rounds.ts';
import { roomOf } from './room.ts';

/** Tells people that typed answers have arrived where neither edits nor private answers can: one line for many. */
export interface Acknowledger {
  /** `person` is `platform:person`; the same choice in the same round is acknowledged once. */
  acknowledgeSoon(quiz: OpenQuiz, person: string, choice: string): void;
  /** Says at once what waits. Never rejects. */
  tellAll(): Promise<void>;
}

export interface AcknowledgerParts extends Pick<GatheringParts<never>, 'timers' | 'clock'> {
  readonly outbox: Pick<Outbox, 'post'>;
  readonly roster: Pick<RosterStore, 'seatsOf' | 'shownNames'>;
  readonly open: Pick<OpenRounds, 'get'>;
}

const batchMs = 4_000;
const rememberedMax = 5_000;
const nameMaxCharacters = 24;
/** About a thousand bytes of Chinese: one message everywhere. */
const namesMaxCharacters = 320;

interface Arrived {
  readonly quiz: OpenQuiz;
  readonly person: string;
}

export function createAcknowledger({ timers, clock, ...parts }: AcknowledgerParts): Acknowledger {
  const gathering = createGathering<Arrived>({
    name: 'answers',
    timers,
    clock,
    quietMs: batchMs,
    mostMs: batchMs,
    // After the result of the round nobody wonders any more whether an answer has arrived.
    tell: (arrived) =>
      tell(
        arrived.filter(({ quiz }) => isStillOpen(quiz, parts.open)),
        parts,
      ),
  });
  const seen = new Map<string, { readonly round: string; readonly answers: Set<string> }>();
  return {
    acknowledgeSoon: (quiz, person, choice) => {
      const { chat, run } = quiz;
      const round = `${run.id}:${String(run.round)}`;
      const known = seen.get(chat.id);
      const answers = known?.round === round ? known.answers : new Set<string>();
      const answer = `${person} ${choice}`;
      if (answers.has(answer)) return;
      putNewest(seen, chat.id, { round, answers: answers.add(answer) }, rememberedMax);
      gathering.add(chat.id, { quiz, person });
    },
    tellAll: () => gathering.tellAll(),
  };
}

function isStillOpen({ chat, run }: OpenQuiz, open: Pick<OpenRounds, 'get'>): boolean {
  const now = open.get(chat.id)?.run;
  return now?.id === run.id && now.round === run.round && now.state === 'open';
}

async function tell(arrived: readonly Arrived[], parts: Pick<AcknowledgerParts, 'outbox' | 'roster'>): Promise<void> {
  const last = arrived.at(-1);
  if (last === undefined) return;
  const { chat, run, locale } = last.quiz;
  const people = [...new Set(arrived.map(({ person }) => person))];
  const shown = await parts.roster.shownNames(chat.id, await parts.roster.seatsOf(chat.id, people));
  const words = receivedText(shown);
  parts.outbox.post({ chat, to: roomOf(chat, run), locale, cause: null }, [say(words)]);
}

/** Members who do not want to be named are “a fellow student” alone, and counted beside others. */
function receivedText(shown: readonly (string | null)[]) {
  const people = shown.map((name) => ({ name: name === null ? null : shorten(name, nameMaxCharacters) }));
  const { named, moreCount } = firstNames(people, namesMaxCharacters, 1);
  const names = { list: named.map(({ name }) => name ?? '') };
  if (people.length === 1 && named.length === 0) return text('answers-received', { names: text('somebody') });
  if (named.length === 0) return text('answers-received-unnamed', { more: moreCount });
  return moreCount === 0
    ? text('answers-received', { names })
    : text('answers-received-more', { names, more: moreCount });
}
