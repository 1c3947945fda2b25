import type { RunStore } from '../../store/runs.ts';
import type { Conductor } from './conductor.ts';

/** Notices when nobody could take answers: the process was gone, or Redis was. */
export interface Pulse {
  /**
   * To be called every second or so, before anything that is due is done; gives open rounds their lost time back, and
   * looks after all running quizzes when the process has just begun.
   */
  beat(): Promise<void>;
}

export interface PulseParts {
  readonly runs: Pick<RunStore, 'beat' | 'openChats'>;
  readonly conductor: Pick<Conductor, 'giveBack'>;
  /** Real time: outages happen in real time. */
  wallClock(): number;
}

/** A gap longer than this is an outage and no delay between two beats. */
const outageMs = 5_000;
/** Beats more often than this tell nothing new. */
const beatEveryMs = 1_000;

export function createPulse({ runs, conductor, wallClock }: PulseParts): Pulse {
  let beatenAtMs: number | null = null;
  let beating: Promise<void> | null = null;
  const beat = async (): Promise<void> => {
    const isFirst = beatenAtMs === null;
    const goneMs = await runs.beat();
    const nowMs = wallClock();
    const gapMs = goneMs < outageMs ? 0 : goneMs;
    if (isFirst || gapMs > 0) for (const chat of await runs.openChats()) await conductor.giveBack(chat, gapMs);
    beatenAtMs = nowMs;
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
