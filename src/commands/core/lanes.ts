/** Runs work of one lane in order and of different lanes at the same time; forgets a lane when it is empty. */
export interface Lanes {
  /** Resolves or rejects as `work` does, after all earlier work of `lane` has ended. */
  enter<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when no lane has work left. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    enter(lane, work) {
      const tail = tails.get(lane);
      const turn = tail === undefined ? work() : tail.then(work, work);
      tails.set(lane, turn);
      const leave = (): void => {
        if (tails.get(lane) === turn) tails.delete(lane);
      };
      turn.then(leave, leave);
      return turn;
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
