import type { RunStore } from '../../store/runs.ts';
import type { Conductor } from './conductor.ts';

/** Notices when nobody could take answers: the process was gone, or Redis was. */
export interface Pulse {
  /**
   * To be called every second or so, before anything that is due is done; gives open rounds their lost time back, and
   * looks after all running quizzes when the process has just begun to hear, later after those that others have started.
   */
  beat(): Promise<void>;
}

export interface PulseParts {
  readonly runs: Pick<RunStore, 'beat' | 'openChats'>;
  readonly conductor: Pick<Conductor, 'giveBack'>;
  /** True while another process takes the answers. */
  isStandingBy(): boolean;
  /** True when this process looks at the quiz of the chat again by itself. */
  isWatched(chat: string): boolean;
  /** Real time: outages happen in real time. */
  wallClock(): number;
}

/** A gap longer than this is an outage and no delay between two beats. */
const outageMs = 5_000;
/** Beats more often than this tell nothing new. */
const beatEveryMs = 1_000;
/** A quiz that another process has started, or whose process is gone, waits no longer than this. */
const adoptEveryMs = 3_000;
/** A quiz may run in thousands of groups, each a few questions to Redis, and all that is due waits for them. */
const atOnce = 50;

export function createPulse({ runs, conductor, wallClock, ...parts }: PulseParts): Pulse {
  let beatenAtMs: number | null = null;
  let adoptedAtMs = -Infinity;
  let beating: Promise<void> | null = null;
  let adopting: Promise<void> | null = null;
  const giveBackAll = async (gapMs: number, isWanted: (chat: string) => boolean): Promise<void> => {
    const chats = (await runs.openChats()).filter(isWanted);
    const failures: PromiseRejectedResult[] = [];
    for (let from = 0; from < chats.length; from += atOnce) {
      const piece = chats.slice(from, from + atOnce);
      const ends = await Promise.allSettled(piece.map((chat) => conductor.giveBack(chat, gapMs)));
      failures.push(...ends.filter((end) => end.status === 'rejected'));
    }
    for (const { reason } of failures) throw reason;
  };
  const beat = async (): Promise<void> => {
    if (parts.isStandingBy()) {
      beatenAtMs = null;
      return;
    }
    const isFirst = beatenAtMs === null;
    const goneMs = await runs.beat();
    const nowMs = wallClock();
    const gapMs = goneMs < outageMs ? 0 : goneMs;
    if (isFirst || gapMs > 0) await giveBackAll(gapMs, () => true);
    beatenAtMs = nowMs;
    if (isFirst || nowMs - adoptedAtMs < adoptEveryMs) return;
    adoptedAtMs = nowMs;
    // Not waited for, as a step may have to wait; what fails is found again.
    adopting ??= giveBackAll(0, (chat) => !parts.isWatched(chat))
      .catch(() => undefined)
      .finally(() => {
        adopting = null;
      });
  };
  return {
    async beat() {
      if (beatenAtMs !== null && wallClock() - beatenAtMs < beatEveryMs) return;
      // Whoever comes meanwhile waits too: a round must not be closed while its time is being given back.
      beating ??= beat().finally(() => {
        beating = null;
      });
      await beating;
    },
  };
}
