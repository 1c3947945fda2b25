/** Collects what is to be said about many people, so that it is said in one message a place. */
export interface Gathering<Entry> {
  add(place: string, entry: Entry): void;
  /** Lets go of what `matches` and was not told yet. */
  drop(matches: (entry: Entry) => boolean): void;
  /** Tells at once what waits; resolves when that is done or has failed. Never rejects. */
  tellAll(): Promise<void>;
}

/** Wakes at an instant; work that fails is done again a little later. */
interface Alarms {
  set(name: string, atMs: number, work: () => Promise<void>): void;
  clear(name: string): void;
}

export interface GatheringParts<Entry> {
  /** Keeps its alarms apart from those of others. */
  readonly name: string;
  readonly timers: Alarms;
  /** Told when nothing was added for this long … */
  readonly quietMs: number;
  /** … or this long after the first at the latest. */
  readonly mostMs: number;
  clock(): number;
  /** Never called with nothing; what it rejects with, the alarms hear of. */
  tell(entries: readonly Entry[]): Promise<void>;
}

interface Waiting<Entry> {
  readonly entries: readonly Entry[];
  readonly sinceMs: number;
}

export function createGathering<Entry>(parts: GatheringParts<Entry>): Gathering<Entry> {
  const waiting = new Map<string, Waiting<Entry>>();
  const alarmOf = (place: string): string => `${parts.name}:${place}`;
  const tell = async (place: string): Promise<void> => {
    const known = waiting.get(place);
    waiting.delete(place);
    parts.timers.clear(alarmOf(place));
    if (known === undefined || known.entries.length === 0) return;
    try {
      await parts.tell(known.entries);
    } catch (error) {
      const later = waiting.get(place)?.entries ?? [];
      waiting.set(place, { ...known, entries: [...known.entries, ...later] });
      throw error;
    }
  };
  return {
    add(place, entry) {
      const nowMs = parts.clock();
      const { entries, sinceMs } = waiting.get(place) ?? { entries: [], sinceMs: nowMs };
      waiting.set(place, { entries: [...entries, entry], sinceMs });
      parts.timers.set(alarmOf(place), Math.min(nowMs + parts.quietMs, sinceMs + parts.mostMs), () => tell(place));
    },
    drop(matches) {
      for (const [place, { entries, sinceMs }] of waiting) {
        waiting.set(place, { entries: entries.filter((entry) => !matches(entry)), sinceMs });
      }
    },
    async tellAll() {
      await Promise.allSettled([...waiting.keys()].map(tell));
    },
  };
}
