import { setTimeout as sleep } from 'node:timers/promises';
import type { City } from '../test/support/city.ts';

/** One check-in, waits counted from when it was written; infinite for what did not come in time. */
export interface CheckIn {
  readonly atMs: number;
  /** Until the sign was on it. */
  readonly signMs: number;
  /** Until the group's board showed it. */
  readonly boardMs: number;
}

export interface CheckIns {
  /** Writes no more; resolves to all of them when the last was answered or given up. */
  stop(): Promise<readonly CheckIn[]>;
}

const givenUpAfterMs = 20_000;

/**
 * Members check in at a steady rate, whether those before were answered or not: each time another one, in a group that
 * was sent nothing for minutes.
 */
export function startCheckIns(city: City, perSecond: number): CheckIns {
  const over = new AbortController();
  const made: Promise<CheckIn>[] = [];
  const writing = write(city, perSecond, made, over.signal);
  return {
    async stop() {
      over.abort();
      await writing;
      return Promise.all(made);
    },
  };
}

async function write(city: City, perSecond: number, made: Promise<CheckIn>[], signal: AbortSignal): Promise<void> {
  const startMs = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    await sleep(Math.max(0, startMs + (count * 1_000) / perSecond - performance.now()));
    made.push(checkIn(city, count));
  }
}

async function checkIn({ api, members, quietGroups }: City, count: number): Promise<CheckIn> {
  const group = quietGroups[count % quietGroups.length] ?? { id: 0 };
  const round = Math.floor(count / quietGroups.length);
  const member = members[(count + round) % members.length] ?? { id: 0 };
  const shownCount = (): number => api.botMessages(group).reduce((sum, { editCount }) => sum + 1 + editCount, 0);
  const before = shownCount();
  const [atMs, startMs] = [Date.now(), performance.now()];
  const { message_id: id } = api.say(group, member, '打卡');
  const seen = async (isSeen: () => boolean): Promise<number> => {
    const isAnswered = await api.waitFor(isSeen, givenUpAfterMs).catch(() => false);
    return isAnswered ? performance.now() - startMs : Number.POSITIVE_INFINITY;
  };
  const [signMs, boardMs] = await Promise.all([
    seen(() => api.messages(group).some((one) => one.id === id && one.reactions.length > 0)),
    seen(() => shownCount() > before),
  ]);
  return { atMs, signMs, boardMs };
}
