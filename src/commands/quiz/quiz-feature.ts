import type { RosterStore } from '../../store/roster.ts';
import type { AnyCommand, Listener } from '../core/command.ts';
import type { ExpressLane } from '../core/dispatch.ts';
import type { TextEvent } from '../core/event.ts';
import { type Acknowledger, createAcknowledger } from './acknowledger.ts';
import { createAnswerCommand, createAnswerExpress, createAnswerListener } from './answers.ts';
import { type Conductor, type ConductorParts, createConductor } from './conductor.ts';
import { createOpenRounds } from './open-rounds.ts';
import { createPrivateAnswerListener } from './private-answer.ts';
import type { MemberRoundsParts } from './rounds-of-member.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { createQuizCommand } from './quiz.ts';
import { createTimers, type Timers } from './timers.ts';

export interface QuizFeatureParts extends Omit<ConductorParts, 'open' | 'timers' | 'owner' | 'beat'> {
  readonly roster: Pick<RosterStore, 'shownNames' | 'seatsOf' | 'one'>;
  readonly members: MemberRoundsParts['members'];
  readonly privateRounds: MemberRoundsParts['privateRounds'];
  readonly random: () => number;
  freshId(): string;
  /** True while another process hears every account of this one. */
  isStandingBy(): boolean;
  isForOthers(event: TextEvent): boolean;
  /** Real time, also where the chats' time is simulated: outages happen in real time. */
  wallClock(): number;
  onError(error: unknown): void;
}

/** Everything that quizzes put into the path of a message and beside it. */
export interface QuizFeature {
  readonly commands: readonly AnyCommand[];
  readonly listener: Listener;
  /** Hears answers to quizzes of groups in private chats; comes after `listener`. */
  readonly privateListener: Listener;
  readonly acknowledger: Acknowledger;
  readonly express: ExpressLane;
  readonly conductor: Conductor;
  readonly pulse: Pulse;
  readonly timers: Timers;
}

export function createQuizFeature(parts: QuizFeatureParts): QuizFeature {
  const open = createOpenRounds();
  const timers = createTimers(parts.clock, parts.onError);
  const conductor: Conductor = createConductor({
    ...parts,
    open,
    timers,
    owner: parts.freshId(),
    beat: () => pulse.beat(),
  });
  const pulse = createPulse({ ...parts, conductor, isWatched: timers.has });
  const acknowledger = createAcknowledger({ ...parts, open, timers });
  const answering = { ...parts, open, conductor, acknowledger };
  return {
    commands: [createQuizCommand({ ...parts, open, timers, conductor }), createAnswerCommand(answering)],
    listener: createAnswerListener(answering),
    privateListener: createPrivateAnswerListener(answering),
    acknowledger,
    express: createAnswerExpress(answering),
    conductor,
    pulse,
    timers,
  };
}
