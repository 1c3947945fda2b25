export type Waiting = {
  /** To be called after every change. */
  readonly changed: () => void;
  /**
   * The first value `look` finds that is not null, undefined or false; rejects when there is none within `timeoutMs`,
   * with what `describe` says about the state of things.
   */
  readonly waitFor: <T>(look: () => T | null | undefined | false, timeoutMs: number) => Promise<T>;
  /** Rejects everything that still waits. */
  readonly stop: () => void;
};

type Waiter = { readonly look: () => boolean; readonly fail: (reason: string) => void };

// Conditions may also depend on what no call reports, such as the output of a process.
const LOOK_AGAIN_MS = 25;

export function createWaiting(describe: () => string): Waiting {
  const waiters = new Set<Waiter>();
  let isScheduled = false;

  const lookAll = (): void => {
    isScheduled = false;
    for (const waiter of waiters) waiter.look();
  };

  const changed = (): void => {
    if (isScheduled || waiters.size === 0) return;
    isScheduled = true;
    setImmediate(lookAll);
  };

  const waitFor = <T>(look: () => T | null | undefined | false, timeoutMs: number): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const finish = (): void => {
        clearInterval(interval);
        clearTimeout(timeout);
        waiters.delete(waiter);
      };
      const waiter: Waiter = {
        look: () => {
          try {
            const found = look();
            if (found === null || found === undefined || found === false) return false;
            finish();
            resolve(found);
          } catch (error) {
            finish();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          return true;
        },
        fail: (reason) => {
          finish();
          reject(new Error(`${reason}\n${describe()}`));
        },
      };
      const interval = setInterval(waiter.look, LOOK_AGAIN_MS);
      const timeout = setTimeout(() => {
        if (!waiter.look()) waiter.fail(`nothing of the kind within ${String(timeoutMs)} ms`);
      }, timeoutMs);
      waiters.add(waiter);
      waiter.look();
    });

  const stop = (): void => {
    for (const waiter of waiters) waiter.fail('the Bot API server was stopped');
  };
  return { changed, waitFor, stop };
}
