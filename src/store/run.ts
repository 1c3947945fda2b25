import { fieldsOf } from './chat.ts';

export type RunState = 'open' | 'between' | 'paused' | 'finished';

/** The quiz that runs in a chat, as every event reads it; its questions are in the paper. */
export interface Run {
  readonly id: string;
  readonly state: RunState;
  /** 1-based; 0 before the first. */
  readonly round: number;
  readonly roundCount: number;
  readonly openedAtMs: number;
  /** While `open`: when the round closes; while `between`: when the next opens. */
  readonly dueAtMs: number;
  /** While `paused`: how much of the round was left; 0 when paused between rounds. */
  readonly leftMs: number;
  readonly starterSeat: number;
  readonly bank: string;
  /** The topic it is played in; null in the main room. */
  readonly thread: string | null;
  readonly canChange: boolean;
  /** When the current round began and the one before it, which no pause or outage moves; 0 before there was one. */
  readonly beganAtMs: number;
  readonly previousBeganAtMs: number;
  /** How many of its messages are out; see `commands/quiz/stages.ts`. */
  readonly told: number;
}

const states: readonly string[] = ['open', 'between', 'paused', 'finished'] satisfies readonly RunState[];

const isRunState = (word: string | undefined): word is RunState => word !== undefined && states.includes(word);

/** The run that a hash of the store stands for; null when there is none or it has ended. */
export function runOf(flat: readonly string[]): Run | null {
  const run = anyRunOf(flat);
  return run?.state === 'finished' ? null : run;
}

/** The run that a hash of the store stands for, also when it has ended; null when there is none. */
export function anyRunOf(flat: readonly string[]): Run | null {
  if (flat.length === 0) return null;
  const fields = fieldsOf(flat);
  const state = fields['state'];
  if (!isRunState(state)) return null;
  return {
    id: fields['id'] ?? '',
    state,
    round: Number(fields['round']),
    roundCount: Number(fields['roundCount']),
    openedAtMs: Number(fields['openedAtMs']),
    dueAtMs: Number(fields['dueAtMs']),
    leftMs: Number(fields['leftMs'] ?? 0),
    starterSeat: Number(fields['starterSeat']),
    bank: fields['bank'] ?? '',
    thread: fields['thread'] === undefined || fields['thread'] === '' ? null : fields['thread'],
    canChange: fields['canChange'] === '1',
    beganAtMs: Number(fields[`b${Number(fields['round'])}`] ?? 0),
    previousBeganAtMs: Number(fields[`b${Number(fields['round']) - 1}`] ?? 0),
    told: Number(fields['told'] ?? 0),
  };
}
