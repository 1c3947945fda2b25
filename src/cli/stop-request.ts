import { constants } from 'node:os';

/** The wish that the process end, by a signal or from inside. */
export interface StopRequest {
  readonly isWanted: () => boolean;
  /** Resolves when somebody wants it. */
  readonly wanted: Promise<void>;
  request(): void;
  /** Signals act as before again. */
  release(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What cannot be finished in this time is cut off; a killed process loses nothing that was acknowledged. */
const patienceMs = 10_000;

/** The first signal asks for a clean end, a second one or ten seconds end the process at once. */
export function listenForStop(exit: (code: number) => void): StopRequest {
  let isWanted = false;
  let resolve = (): void => undefined;
  const wanted = new Promise<void>((done) => {
    resolve = done;
  });
  const request = (): void => {
    if (isWanted) return;
    isWanted = true;
    setTimeout(() => {
      exit(1);
    }, patienceMs).unref();
    resolve();
  };
  const onSignal = (signal: (typeof signals)[number]): void => {
    if (isWanted) exit(128 + constants.signals[signal]);
    request();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    isWanted: () => isWanted,
    wanted,
    request,
    release() {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
