import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const interruption = new AbortController();

/** Ctrl-C and its kin: thrown out of whatever is going on, so that locks are given back on the way. */
class Interrupted extends Error {
  constructor(signal) {
    super(signal);
    this.name = 'Interrupted';
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Aborted by the first signal, with the error to throw as its reason. */
export const interrupted = interruption.signal;

/** The result of `work`; signals unwind it instead of ending the process at once. Afterwards they act as before. */
export async function interruptible(work) {
  const onSignal = (signal) => interruption.abort(new Interrupted(signal));
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const result = await work();
    interrupted.throwIfAborted();
    return result;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

export async function sleep(milliseconds) {
  await wait(milliseconds, undefined, { signal: interrupted }).catch(() => interrupted.throwIfAborted());
}
