import type { RunStore } from '../../store/runs.ts';
import type { Conductor } from './conductor.ts';

/** Notices when nobody could take answers: the process was gone, or Redis was. */
export interface Pulse {
  /** To be called every second or so, before anything that is due is done; gives open rounds their lost time back. */
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
  let beatenAtMs = 0;
  return {
    async beat() {
      const nowMs = wallClock();
      if (nowMs - beatenAtMs < beatEveryMs) return;
      const lastAtMs = await runs.beat(nowMs);
      beatenAtMs = nowMs;
      const gapMs = lastAtMs === null ? 0 : nowMs - lastAtMs;
      if (gapMs < outageMs) return;
      for (const chat of await runs.openChats()) await conductor.giveBack(chat, gapMs);
    },
  };
}
