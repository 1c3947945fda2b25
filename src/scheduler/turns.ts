/** Lets a few pieces of work of a name run at a time, the others in the order they came. */
export interface Turns {
  /** `isFirst` goes before those who wait. */
  take<T>(name: string, work: () => Promise<T>, isFirst?: boolean): Promise<T>;
}

interface Counter {
  busy: number;
  readonly waiting: (() => void)[];
}

export function createTurns(atOnce: number): Turns {
  const counters = new Map<string, Counter>();
  const counterOf = (name: string): Counter => {
    const counter = counters.get(name) ?? { busy: 0, waiting: [] };
    counters.set(name, counter);
    return counter;
  };
  return {
    async take(name, work, isFirst = false) {
      const counter = counterOf(name);
      // Who leaves hands the place on, so that nobody who comes now takes it.
      if (counter.busy < atOnce) counter.busy += 1;
      else await comesTo(counter, isFirst);
      try {
        return await work();
      } finally {
        const next = counter.waiting.shift();
        if (next === undefined) counter.busy -= 1;
        else next();
      }
    },
  };
}

const comesTo = ({ waiting }: Counter, isFirst: boolean): Promise<void> =>
  new Promise((come) => {
    if (isFirst) waiting.unshift(come);
    else waiting.push(come);
  });
