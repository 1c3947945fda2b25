import type { CoreLog } from './commands/core/dispatch.ts';

/** A line a minute says as much as one for every attempt to reconnect. */
const silentMs = 60_000;

/** Logs the first of a row of equal warnings, and one a minute while they go on. */
export function createConnectionWarning(log: CoreLog, message: string, clock: () => number): (error: Error) => void {
  let quietUntilMs = 0;
  return (error) => {
    if (clock() < quietUntilMs) return;
    quietUntilMs = clock() + silentMs;
    log.warn({ error }, message);
  };
}
