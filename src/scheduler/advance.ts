import type { Outbox } from '../commands/core/outbox.ts';
import type { OccurrenceStore } from '../store/occurrences.ts';
import type { Deliveries } from './deliveries.ts';
import type { Heartbeat } from './heartbeat.ts';

export interface AdvanceParts {
  readonly occurrences: Pick<OccurrenceStore, 'nextAtMs'>;
  readonly heartbeat: Pick<Heartbeat, 'tick' | 'idle'>;
  readonly deliveries: Pick<Deliveries, 'hurry' | 'idle' | 'nextAtMs'>;
  readonly outbox: Pick<Outbox, 'drain'>;
  clock(): number;
  /** Sets the chats' time, which goes on from there. */
  moveClock(toMs: number): void;
}

/** Moves the chats' time to `targetMs` from one due instant to the next, each handled and sent before time goes on. */
export type Advance = (targetMs: number) => Promise<void>;

/** Something handled at an instant may set off something else that is due at once. */
const againMax = 10;

export function createAdvance(parts: AdvanceParts): Advance {
  const { occurrences, heartbeat, deliveries, outbox, clock, moveClock } = parts;
  const settle = async (): Promise<void> => {
    await heartbeat.tick();
    await heartbeat.idle();
    await deliveries.hurry();
    await deliveries.idle();
    await outbox.drain();
  };
  const moveTo = async (atMs: number): Promise<void> => {
    if (atMs > clock()) moveClock(atMs);
    await settle();
  };
  return async (targetMs) => {
    await settle();
    let last = Number.NEGATIVE_INFINITY;
    let again = 0;
    for (;;) {
      const instants = [await occurrences.nextAtMs(), await deliveries.nextAtMs()].filter((atMs) => atMs !== null);
      const nextAtMs = Math.min(...instants);
      again = nextAtMs > last ? 0 : again + 1;
      // What stays due at the same instant fails; it is left to the ordinary way.
      if (nextAtMs > targetMs || again > againMax) break;
      last = nextAtMs;
      await moveTo(nextAtMs);
    }
    await moveTo(targetMs);
  };
}
