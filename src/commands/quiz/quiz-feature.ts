import type { RosterStore } from '../../store/roster.ts';
import type { AnyCommand, Listener } from '../core/command.ts';
import type { Capabilities } from '../core/capabilities.ts';
import type { ExpressLane } from '../core/dispatch.ts';
import type { Address, TextEvent } from '../core/event.ts';
import { createAcknowledger } from './acknowledger.ts';
import { createAnswerCommand, createAnswerExpress, createAnswerListener } from './answers.ts';
import { type Conductor, type ConductorParts, createConductor } from './conductor.ts';
import { createOpenRounds } from './open-rounds.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { createQuizCommand } from './quiz.ts';
import { createTimers, type Timers } from './timers.ts';

export interface QuizFeatureParts extends Omit<ConductorParts, 'open' | 'timers' | 'owner' | 'beat'> {
  readonly roster: Pick<RosterStore, 'shownNames' | 'seatsOf'>;
  readonly random: () => number;
  freshId(): string;
  canOf(address: Address): Capabilities;
  isForOthers(event: TextEvent): boolean;
  /** Real time, also where the chats' time is simulated: outages happen in real time. */
  wallClock(): number;
  onError(error: unknown): void;
}

/** Everything that quizzes put into the path of a message and beside it. */
export interface QuizFeature {
  readonly commands: readonly AnyCommand[];
  readonly listener: Listener;
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
  const pulse = createPulse({ runs: parts.runs, conductor, wallClock: parts.wallClock });
  const acknowledger = createAcknowledger({ ...parts, timers });
  const answering = { ...parts, open, conductor, acknowledger };
  return {
    commands: [createQuizCommand({ ...parts, open, timers, conductor }), createAnswerCommand(answering)],
    listener: createAnswerListener(answering),
    express: createAnswerExpress(answering),
    conductor,
    pulse,
    timers,
  };
}
