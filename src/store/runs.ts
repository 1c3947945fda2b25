import type { Paper } from '../domain/quiz/paper.ts';
import { type Standing, standingOf } from '../domain/quiz/score.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { anyRunOf, type Run, type RunState } from './run.ts';
import { advanceQuiz, finishQuiz, noteAlive, recordAnswer, startQuiz } from './run-scripts.ts';
import { guarded } from './store-error.ts';

/** How long papers, answers and boards are kept for exports after a quiz. */
const keptSeconds = 30 * 24 * 3600;

export interface NewRun {
  readonly id: string;
  readonly paper: Paper;
  readonly starterSeat: number;
  readonly nowMs: number;
  readonly dueAtMs: number;
  readonly canChange: boolean;
  readonly thread: string | null;
}

/** An answer as the chat's platform tells it, not yet judged for being in time. */
export interface NewAnswer {
  readonly person: string;
  readonly run: string;
  readonly round: number;
  readonly atMs: number;
  /** Of happening within the account of the chat; `x` before that of another one, which tells copies apart only. */
  readonly order: number | `x${number}`;
  /** `toggle` flips bits; `keep` never lets a wrong text replace a right one. */
  readonly mode: 'set' | 'toggle' | 'keep';
  readonly choice: number | string;
  readonly key: number;
  readonly points: number;
  /** How much later than `atMs` it may have been given: platforms tell the time of typed messages in whole seconds. */
  readonly slackMs: number;
}

const answerOutcomes = {
  '1': 'new',
  '2': 'changed',
  '3': 'told-again',
  '0': 'other-run',
  '-1': 'unknown-person',
  '-2': 'left',
  '-3': 'late',
  '-4': 'locked',
} as const;

export interface AnswerOutcome {
  readonly outcome: (typeof answerOutcomes)[keyof typeof answerOutcomes];
  /** The member's answer as it now stands: a bit mask in digits, or the typed text. */
  readonly choice: string;
  readonly answeredCount: number;
}

/** A step of a quiz: where it must be and where it goes. */
export interface Step {
  readonly run: Run;
  /** True: only when the due time is still the one of `run`. */
  readonly isExact: boolean;
  readonly state: Exclude<RunState, 'finished'>;
  readonly round: number;
  readonly openedAtMs: number;
  readonly dueAtMs: number;
  /** Null leaves the round's deadline as it is. */
  readonly closesAtMs: number | null;
  readonly leftMs: number;
}

const stepOutcomes = ['elsewhere', 'made', 'made-before'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

/** Names the mark that steps without an event never read or write. */
const noEvent = 'none';

/** Which lasting boards a finished quiz joins, if its points count. */
export interface End {
  readonly week: string;
  readonly month: string;
  readonly counts: boolean;
}

export interface GivenAnswer {
  readonly seat: number;
  readonly points: number;
  readonly tookMs: number;
  readonly choice: string;
}

export type RunStore = ReturnType<typeof createRunStore>;

/** Quizzes: one a chat at a time, their rounds, answers and boards. All reject with StoreError. */
export function createRunStore(redis: RedisClient, keys: Keys) {
  return {
    /** Starts a quiz unless one is running, in one round trip; told again it says the same. */
    start: (chat: ChatId, event: string, run: NewRun) =>
      startQuiz(
        redis,
        { run: keys.run(chat), paper: keys.paper(chat, run.id), handled: keys.handled(chat, event) },
        {
          runId: run.id,
          paper: JSON.stringify(run.paper),
          roundCount: run.paper.rounds.length,
          starterSeat: run.starterSeat,
          bank: run.paper.bank,
          nowMs: run.nowMs,
          dueAtMs: run.dueAtMs,
          canChange: run.canChange ? 1 : 0,
          thread: run.thread ?? '',
          paperSeconds: keptSeconds,
        },
      ),

    /** Judges and records an answer in one round trip, whatever the number of members. */
    async answer(chat: ChatId, answer: NewAnswer): Promise<AnswerOutcome> {
      const { person, run, round, atMs, order, mode, choice, key, points, slackMs } = answer;
      const [code, stands, answeredCount] = await recordAnswer(
        redis,
        {
          run: keys.run(chat),
          people: keys.people(chat),
          answers: keys.answers(chat, run, round),
          board: keys.board(chat, run),
        },
        { person, runId: run, round, atMs, order, mode, choice, key, points, slackMs },
      );
      const outcome = answerOutcomes[String(code) as keyof typeof answerOutcomes];
      return { outcome, choice: stands, answeredCount };
    },

    /**
     * Takes a step for exactly one caller: `made` by this call, `made-before` by the same `event` told again,
     * `elsewhere` when somebody else has taken it. `event` is null for steps whose time has come. One round trip.
     */
    async advance(chat: ChatId, step: Step, event: string | null = null): Promise<StepOutcome> {
      const { run, isExact, state, round, openedAtMs, dueAtMs, closesAtMs, leftMs } = step;
      const made = await advanceQuiz(
        redis,
        { run: keys.run(chat), handled: keys.handled(chat, event ?? noEvent) },
        {
          runId: run.id,
          fromState: run.state,
          fromRound: run.round,
          fromDueAtMs: isExact ? run.dueAtMs : '',
          state,
          round,
          openedAtMs,
          dueAtMs,
          closesAtMs: closesAtMs ?? '',
          leftMs,
          isEvent: event === null ? 0 : 1,
        },
      );
      return stepOutcomes[made] ?? 'elsewhere';
    },

    /** Ends the quiz for exactly one caller, as `advance` takes a step; its points join the boards when they count. */
    async finish(chat: ChatId, run: string, end: End, event: string | null = null): Promise<StepOutcome> {
      const { week, month, counts } = end;
      const ended = await finishQuiz(
        redis,
        {
          run: keys.run(chat),
          board: keys.board(chat, run),
          week: keys.points(chat, week),
          month: keys.points(chat, month),
          all: keys.points(chat, 'all'),
          handled: keys.handled(chat, event ?? noEvent),
        },
        { runId: run, counts: counts ? 1 : 0, boardSeconds: keptSeconds, isEvent: event === null ? 0 : 1 },
      );
      return stepOutcomes[ended] ?? 'elsewhere';
    },

    /** The running quiz, null when there is none. */
    async current(chat: ChatId): Promise<Run | null> {
      const run = await this.latest(chat);
      return run?.state === 'finished' ? null : run;
    },

    /** The quiz that runs or ran last, null when there never was one. */
    async latest(chat: ChatId): Promise<Run | null> {
      const fields = await guarded(redis.hgetall(keys.run(chat)));
      return anyRunOf(Object.entries(fields).flat());
    },

    /** When the run's present or latest round closes or closed for answers; null before the first. */
    async closesAtMs(chat: ChatId, { round }: Run): Promise<number | null> {
      const closesAtMs = await guarded(redis.hget(keys.run(chat), `c${round}`));
      return closesAtMs === null ? null : Number(closesAtMs);
    },

    /** The paper of a run; null once it has expired. */
    async paper(chat: ChatId, run: string): Promise<Paper | null> {
      const json = await guarded(redis.get(keys.paper(chat, run)));
      return json === null ? null : (JSON.parse(json) as Paper);
    },

    /** All answers to a round. Grows with the answers: read when a round closes, never while it is open. */
    async answers(chat: ChatId, run: string, round: number): Promise<readonly GivenAnswer[]> {
      const key = keys.answers(chat, run, round);
      const fields = await guarded(redis.hgetall(key));
      await guarded(redis.expire(key, keptSeconds));
      return Object.entries(fields).map(([seat, record]) => givenAnswerOf(Number(seat), record));
    },

    /** The first `count` of a quiz's board with how many took part. */
    async board(chat: ChatId, run: string, count: number) {
      const key = keys.board(chat, run);
      const [flat, playerCount] = await guarded(
        Promise.all([redis.zrevrange(key, 0, count - 1, 'WITHSCORES'), redis.zcard(key)]),
      );
      return { standings: standingsOf(flat), playerCount };
    },

    /** Notes that a quiz runs in the chat, or no longer; a settled second step. */
    async noteOpen(chat: ChatId, isOpen: boolean): Promise<void> {
      const key = keys.openRuns();
      await guarded(isOpen ? redis.sadd(key, chat) : redis.srem(key, chat));
    },
    openChats: (): Promise<string[]> => guarded(redis.smembers(keys.openRuns())),
    openCount: (): Promise<number> => guarded(redis.scard(keys.openRuns())),

    /** Notes that we reach Redis; resolves to how long nobody had, ms by the server's own clock, 0 the first time. */
    beat: (): Promise<number> => noteAlive(redis, { alive: keys.alive() }, {}),
  };
}

function givenAnswerOf(seat: number, record: string): GivenAnswer {
  const [points = '0', tookMs = '0', , ...choice] = record.split(' ');
  return { seat, points: Number(points), tookMs: Number(tookMs), choice: choice.join(' ') };
}

function standingsOf(flat: readonly string[]): readonly Standing[] {
  const standings: Standing[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    standings.push(standingOf(Number(flat[index]), Number(flat[index + 1])));
  }
  return standings;
}
