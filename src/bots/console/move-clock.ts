import { longestSkipMs, type Skip } from './read-skip.ts';
import type { SessionParts, SessionState } from './session-parts.ts';
import { skipTime } from './skip-time.ts';

/** Moves the clock by so much or to that time of day, with everything that is due on the way. */
export async function moveClock(wanted: Skip, { stopping }: SessionState, parts: SessionParts): Promise<void> {
  const { clock, transcript, words } = parts;
  const targetMs = 'byMs' in wanted ? clock.now() + wanted.byMs : clock.nextAtMs(wanted.toMinute);
  if (targetMs - clock.now() > longestSkipMs) {
    transcript.note(words.skipTooFar);
    return;
  }
  await move(targetMs, () => stopping.aborted, parts);
  transcript.now();
}

/** Within a day and a night something is due, or nothing ever is. */
const longestWaitMs = 25 * 3_600_000;

/** Moves the clock until something is said. */
export async function moveClockToNext({ stopping }: SessionState, parts: SessionParts): Promise<void> {
  const { clock, transcript } = parts;
  const saidCount = transcript.saidCount();
  const isHeard = (): boolean => transcript.saidCount() !== saidCount;
  await move(clock.now() + longestWaitMs, () => stopping.aborted || isHeard(), parts);
  if (!isHeard()) transcript.now();
}

/** A quiz of fifty questions takes no longer than this. */
const longestEndMs = 3_600_000;

/** Moves the clock until nothing is unfinished any more; does not move it when nothing is. */
export async function moveClockToEnd({ stopping }: SessionState, parts: SessionParts): Promise<void> {
  const { clock, transcript } = parts;
  const untilMs = clock.now() + longestEndMs;
  while (!stopping.aborted && clock.now() < untilMs && (await parts.isUnfinished())) {
    const saidCount = transcript.saidCount();
    await move(untilMs, () => stopping.aborted || transcript.saidCount() !== saidCount, parts);
  }
}

async function move(targetMs: number, isStopped: () => boolean, parts: SessionParts): Promise<void> {
  const { clock, time, transcript } = parts;
  await skipTime(targetMs, { clock, time, lastSaidAtMs: transcript.lastSaidAtMs, isStopped });
}
