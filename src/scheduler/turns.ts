/** Lets a few pieces of work of a name run at a time, the others in the order they came. */
export interface Turns {
  take<T>(name: string, work: () => Promise<T>): Promise<T>;
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
    async take(name, work) {
      const counter = counterOf(name);
      // Who leaves hands the place on, so that nobody who comes now takes it.
      if (counter.busy < atOnce) counter.busy += 1;
      else await new Promise<void>((come) => counter.waiting.push(come));
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
