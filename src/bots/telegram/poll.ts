import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { CoreLog } from '../../commands/core/core-log.ts';
import { createCatchUps } from './catch-ups.ts';
import { deliveryErrorOf, refusalOf } from './errors.ts';
import { fetchUpdates } from './fetch-updates.ts';
import type { Inbox } from './inbox.ts';
import { createOffset } from './offset.ts';
import { delayAt, type PollDelays } from './poll-delays.ts';
import { waitAtMost, waitMs } from './wait.ts';

export interface PollParts {
  readonly api: Api;
  readonly inbox: Inbox;
  readonly log: CoreLog;
  readonly delays: PollDelays;
  readonly clock: () => number;
}

export interface Poller {
  readonly start: () => void;
  /** Fetches no more, waits for what is in hand and confirms what was handled. */
  readonly stop: () => Promise<void>;
  /** Fetches no more, at once; nothing is confirmed, and what fails is not tried again. */
  readonly abandon: () => void;
  /** True while the server says that somebody else fetches too. */
  readonly isContested: () => boolean;
  /** Null while updates come, else what is in the way. */
  readonly problem: () => string | null;
  /** Everything that was on the server before this instant has been handled. */
  readonly caughtUpAtMs: () => number;
  /** Resolves when everything that happened before the call has been handled, or at `stop`. */
  readonly catchUp: () => Promise<void>;
}

/** Why a call was ended before its answer came. */
const hurried = Symbol('hurried');

/**
 * Long polling that confirms an update only when it has been handled, and handles a batch at the same time.
 * grammY's own loop handles one update after another, its runner loses a fetched batch when the process dies.
 */
export function createPoller(parts: PollParts): Poller {
  const { api, inbox, delays } = parts;
  const stopping = new AbortController();
  const offset = createOffset(inbox);
  const catchUps = createCatchUps(inbox);
  const pause = createPause(inbox, delays, stopping.signal);
  const trouble = createTrouble(parts, stopping.signal);
  let running: Promise<void> = Promise.resolve();
  let call = new AbortController();
  let asked: number | null = null;

  /**
   * Asked twice from the same offset within 3 s, the server answers an idle bot late (tdlib/telegram-bot-api,
   * Client.cpp). An offset that is one lower confirms nothing more and brings the same, at once.
   */
  const nextOffset = (): number | null => {
    const next = offset.next();
    return catchUps.isAwaited() && next !== null && next === asked ? next - 1 : next;
  };

  const round = async (): Promise<void> => {
    const current = new AbortController();
    call = current;
    const hurry = (): void => {
      current.abort(hurried);
    };
    const from = nextOffset();
    asked = from;
    const fetching = catchUps.begin({ offset: from, startedAtMs: parts.clock(), hurry });
    try {
      // After a failure the first answer shall come at once: it shows whether the trouble is over.
      const isHurried = fetching.isHurried || trouble.problem() !== null;
      const timeoutSeconds = isHurried ? 0 : delays.longPollSeconds;
      const updates = await fetchUpdates(api, { offset: from, timeoutSeconds }, current);
      trouble.isOver();
      const freshCount = putInto(inbox, offset.sorted(updates));
      fetching.end(updates.length);
      await pause.after(updates.length, freshCount);
    } catch (error) {
      fetching.fail();
      if (current.signal.reason !== hurried && !stopping.signal.aborted) await trouble.wait(error);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) await round();
  };

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      call.abort();
      inbox.close();
      await running;
      await inbox.settled();
      catchUps.close();
      const next = offset.next();
      if (next !== asked) await confirm(api, next);
    },
    abandon() {
      stopping.abort();
      call.abort();
      inbox.close();
      catchUps.close();
    },
    isContested: () => trouble.problem() === contested,
    problem: trouble.problem,
    caughtUpAtMs: catchUps.caughtUpAtMs,
    catchUp: catchUps.catchUp,
  };
}

/** How many of the updates were new. */
function putInto(inbox: Inbox, updates: readonly Update[]): number {
  const fresh = updates.filter(({ update_id: id }) => !inbox.knows(id));
  for (const update of fresh) void inbox.take(update);
  return fresh.length;
}

/** Without this the server would send the last batch again: harmless, but its answers would be repeated. */
async function confirm(api: Api, offset: number | null): Promise<void> {
  if (offset === null) return;
  await fetchUpdates(api, { offset, limit: 1, timeoutSeconds: 0 }, new AbortController()).catch(() => undefined);
}

interface Pause {
  /** Resolves when the next fetch can confirm something or bring something new. */
  after(updateCount: number, freshCount: number): Promise<void>;
}

/** The next fetch confirms, so it comes at once when all is handled, and late when it could only bring the same again. */
function createPause(inbox: Inbox, delays: PollDelays, stopped: AbortSignal): Pause {
  let idleCount = 0;
  return {
    async after(updateCount, freshCount) {
      idleCount = updateCount === 0 || freshCount > 0 ? 0 : idleCount + 1;
      if (inbox.unconfirmed().length > 0) await waitAtMost(delays.stragglerMs, inbox.settled(), stopped);
      if (idleCount === 0) return;
      const idleMs = delayAt(delays.idleMs, idleCount - 1);
      if (inbox.unconfirmed().length > 0) await waitAtMost(idleMs, inbox.oneSettled(), stopped);
      else await waitMs(idleMs, stopped);
    },
  };
}

interface Trouble {
  readonly problem: () => string | null;
  isOver(): void;
  /** Notes the error and resolves when it is time to try again. */
  wait(error: unknown): Promise<void>;
}

function createTrouble({ log, delays }: PollParts, stopped: AbortSignal): Trouble {
  let problem: string | null = null;
  let failureCount = 0;
  return {
    problem: () => problem,
    isOver() {
      if (problem !== null) log.info({}, 'telegram: updates come again');
      problem = null;
      failureCount = 0;
    },
    async wait(error) {
      const { said, delayMs } = remedyFor(error, failureCount, delays);
      if (problem !== said) log.warn({ problem: said }, 'telegram: no updates');
      problem = said;
      failureCount += 1;
      await waitMs(delayMs, stopped);
    },
  };
}

const contested = 'another process fetches the updates of this bot';

interface Remedy {
  readonly said: string;
  readonly delayMs: number;
}

function remedyFor(error: unknown, failureCount: number, delays: PollDelays): Remedy {
  const refusal = refusalOf(error);
  if (refusal?.status === 409) {
    const said = refusal.description.includes('webhook') ? 'another program has set a webhook for this bot' : contested;
    return { said, delayMs: delayAt(delays.conflictMs, failureCount) };
  }
  const { code, message, retryAfterMs } = deliveryErrorOf(error, 'getUpdates');
  if (code === 'unauthorised') {
    return { said: 'the bot token is no longer accepted', delayMs: delayAt(delays.unauthorisedMs, failureCount) };
  }
  return { said: message, delayMs: retryAfterMs ?? delayAt(delays.failureMs, failureCount) };
}
