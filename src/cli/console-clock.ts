import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ConsoleClock } from '../bots/console/console-clock.ts';
import { addDays, instantOf, localDateOf } from '../domain/calendar.ts';
import type { TimeZone } from '../domain/local-date.ts';

export interface ConsoleClockParts {
  /** Where it is kept how far the clock was moved. */
  readonly path: string;
  /** The one in which a time of day is meant. */
  zone(): TimeZone;
  wallMs(): number;
}

const kept = z.object({ aheadMs: z.number().int().nonnegative() });

/** Wall time plus what was skipped, in this run of the program and in earlier ones. */
export function createConsoleClock({ path, zone, wallMs }: ConsoleClockParts): ConsoleClock {
  let aheadMs = readAhead(path);
  const now = (): number => wallMs() + aheadMs;
  return {
    now,
    aheadMs: () => aheadMs,
    moveTo(atMs) {
      aheadMs += Math.max(0, atMs - now());
    },
    keep(atMs) {
      writeAhead(path, Math.max(aheadMs, atMs - wallMs()));
    },
    nextAtMs(minuteOfDay) {
      const today = localDateOf(now(), zone());
      const atMs = instantOf(today, minuteOfDay, zone());
      return atMs > now() ? atMs : instantOf(addDays(today, 1), minuteOfDay, zone());
    },
  };
}

function readAhead(path: string): number {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8'))).aheadMs;
  } catch {
    return 0;
  }
}

/** A clock that cannot be kept is still a clock: the next run begins at wall time. */
function writeAhead(path: string, aheadMs: number): void {
  try {
    // Not `recursive`, see makeFolders: the folder above is made when the terminal opens.
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { mode: 0o700 });
    writeFileSync(`${path}.new`, JSON.stringify({ aheadMs: Math.round(aheadMs) }));
    renameSync(`${path}.new`, path);
  } catch {
    // A read-only folder, with REDIS_URL.
  }
}
