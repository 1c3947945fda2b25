import type { Banzhang, CalendarFeed, Health, Readings } from '../index.ts';

/** `connecting` until every account is connected or given up for good. */
export type Phase = 'starting' | 'connecting' | 'serving' | 'stopping';

export interface ProcessHealth extends Health {
  readonly phase: Phase;
}

type Watched = Pick<Banzhang, 'health' | 'readings' | 'calendar'>;

/** How a process is, from its first moment to its last; it is ready only in between. */
export interface ProcessStatus {
  health(): Promise<ProcessHealth>;
  /** Null while there is nothing to read yet. */
  readings(): Promise<Readings | null>;
  /** As the running Banzhang has it; undefined while there is none yet. */
  calendar(secret: string): Promise<CalendarFeed | null> | undefined;
  enter(phase: Phase, banzhang?: Watched): void;
}

const nothingYet: Health = { isReady: false, redis: { isReachable: false, detail: 'starting' }, accounts: [] };

export function createProcessStatus(): ProcessStatus {
  let [phase, watched]: [Phase, Watched | null] = ['starting', null];
  return {
    async health() {
      const health = (await watched?.health()) ?? nothingYet;
      // As it is now, not as it was when the question came.
      return { ...health, isReady: health.isReady && phase === 'serving', phase };
    },
    readings: () => watched?.readings() ?? Promise.resolve(null),
    calendar: (secret) => watched?.calendar(secret),
    enter(next, banzhang) {
      phase = next;
      watched = banzhang ?? watched;
    },
  };
}
