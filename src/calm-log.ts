import type { CoreLog } from './commands/core/core-log.ts';
import { StoreError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;
type Level = 'info' | 'warn' | 'error';
type Write = (level: Level, fields: Fields, message: string) => void;

/** A line a minute says as much as one for each message of a city. */
const silentMs = 60_000;

/**
 * A log in which a store that is away is told by one line, then by one a minute that says how many were held back. All
 * else passes as it comes, hops (`debug`) only where the log says that somebody reads them.
 */
export function calmed(log: CoreLog, quietMs = silentMs): CoreLog {
  const outages = new Map<string, Outage>();
  const write: Write = (level, fields, message) => {
    const code = outageOf(fields['error']);
    const outage = code === null ? undefined : outages.get(code);
    if (outage !== undefined) {
      hold(outage, message);
      return;
    }
    log[level](fields, message);
    if (code !== null) outages.set(code, watch(code, { log, quietMs, over: () => outages.delete(code) }));
  };
  return {
    info: (fields, message) => {
      write('info', fields, message);
    },
    warn: (fields, message) => {
      write('warn', fields, message);
    },
    error: (fields, message) => {
      write('error', fields, message);
    },
    ...(log.isDebug === true && log.debug !== undefined ? { debug: log.debug.bind(log), isDebug: true } : {}),
  };
}

/** What is held back of one kind of outage. */
interface Outage {
  heldBackCount: number;
  readonly said: Set<string>;
}

function hold(outage: Outage, message: string): void {
  outage.heldBackCount += 1;
  outage.said.add(message);
}

interface Watching {
  readonly log: CoreLog;
  readonly quietMs: number;
  over(): void;
}

/** Tells every while what was held back; a while in which nothing was ends it. */
function watch(code: string, { log, quietMs, over }: Watching): Outage {
  const outage: Outage = { heldBackCount: 0, said: new Set() };
  const timer = setInterval(() => {
    if (outage.heldBackCount === 0) {
      clearInterval(timer);
      over();
      return;
    }
    const { heldBackCount, said } = outage;
    log.warn({ code, heldBackCount, said: [...said] }, 'the store was away; lines like these were held back');
    outage.heldBackCount = 0;
    said.clear();
  }, quietMs);
  timer.unref();
  return outage;
}

/** As the Redis client says it where nobody has made it a StoreError, such as in the delivery queue. */
const connectionLoss = /^(?:Connection is closed|Command timed out|Reached the max retries per request)/;

/** The code of an outage of the store, null for every other error: a wrong reply is a fault to be seen each time. */
function outageOf(error: unknown): string | null {
  if (error instanceof StoreError) return error.code === 'redis-reply' ? null : error.code;
  return error instanceof Error && connectionLoss.test(error.message) ? 'redis-unreachable' : null;
}
