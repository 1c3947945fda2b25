import { isRecurring } from '../../domain/fan-out/fan-out.ts';
import { laneRef } from '../../domain/fan-out/lane-ref.ts';
import { isSlow, type SpreadPace } from '../../domain/spread.ts';
import { audienceOf } from '../../domain/fan-out/audience.ts';
import type { Aside, FanOutRun, FanOutRunStore, LaneStand, RunName } from '../../store/fan-out-runs.ts';
import type { FanOut, FanOutStore } from '../../store/fan-outs.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Waker } from '../core/announcement.ts';
import { type FanOutOrders, readWake } from './fan-out-orders.ts';
import { dueTimes, earliestZone, openRun, type OpeningParts, somebodyWorks } from './opening.ts';
import type { Progress } from './progress.ts';

/** One message to one chat, as the queue of deliveries takes it. */
export interface FanOutJob {
  readonly chat: string;
  readonly kind: 'fan-out';
  readonly ref: string;
  readonly dueAtMs: number;
  readonly graceMs: number;
  readonly plannedMs: number;
  readonly turn: number;
}

export interface FeederParts extends OpeningParts {
  readonly fanOuts: Pick<FanOutStore, 'read' | 'change' | 'setMissed'>;
  readonly runs: FanOutRunStore;
  readonly orders: FanOutOrders;
  readonly deliveries: { enqueue(jobs: readonly FanOutJob[]): Promise<void> };
  readonly progress: Pick<Progress, 'tell' | 'tellEnd'>;
  readonly log: CoreLog;
  paceOf(account: Pick<LaneStand, 'platform' | 'account'>): SpreadPace;
}

/** What is late by more than this is skipped and listed (product.md, “on time, once”). */
const graceMs = 2 * 3_600_000;
/** In the queue at a time: half a minute of a fast account, so that it never runs dry when a process is killed. */
const aheadMax = 1_000;
/** A slow account has its messages told when to come; more than these minutes' worth need not be among them. */
const slowAheadMax = 40;
/** Handed on in one go: some 2 ms during which nobody else is served. */
const chunkSize = 50;
/** Read in one go, so that those of an account that has enough are soon passed over. */
const asidesAtOnce = 200;
/** Times that were missed, of one fan-out. */
const missedMax = 50;
const stepMs = 1_000;
const restMs = 3_000;
const longestRestMs = 60_000;
/** A sending that nobody fed for so long after it was to be fed was not held up by its pace but by us. */
const downAfterMs = 20_000;
/** Longer than a platform asks to be left alone: after it, an account was away. */
const stillAfterMs = 5 * 60_000;

/**
 * Hands the chats of a sending on to the queue, a little ahead of what the platforms take. One process does it at a time:
 * the wake is leased, and places in a lane are moved on only from where they were seen.
 */
export function createFeeder(parts: FeederParts): Waker {
  return {
    kind: 'fan-out',
    async wake(occurrence) {
      const wake = readWake(occurrence);
      const number = wake === null ? 0 : wake.kind === 'feed' ? wake.name.number : wake.number;
      const fanOut = await parts.fanOuts.read(number);
      if (wake === null || fanOut === null) return;
      if (fanOut.state === 'cancelled' && wake.kind === 'feed') return endCalledOff(fanOut, wake.name, parts);
      if (fanOut.state !== 'running') return;
      switch (wake.kind) {
        case 'feed':
          return feed(fanOut, wake.name, parts);
        case 'zones': {
          const audience = audienceOf(fanOut.spec.audience, await parts.groups.all());
          return parts.orders.awaitNext(fanOut, earliestZone(fanOut, audience, parts.clock()), parts.clock());
        }
        case 'next':
          return beginNext(fanOut, wake.zone, occurrence.dueAtMs, parts);
      }
    },
  };
}

async function beginNext(fanOut: FanOut, zone: FanOut['spec']['zone'], wokenAtMs: number, parts: FeederParts) {
  const { schedule } = fanOut.spec;
  if (schedule === null) return;
  const workdays = somebodyWorks(parts.workdays);
  const dueAtMs = dueTimes({ schedule, zone, workdays }, wokenAtMs, parts.clock());
  const run = dueAtMs.at(-1);
  if (run === undefined) return parts.orders.awaitNext(fanOut, zone, parts.clock());
  const name = { number: fanOut.number, run };
  await noteMissed(fanOut, dueAtMs.slice(0, -1), parts);
  const nextZone = await openRun(fanOut, name, zone, parts);
  await parts.orders.feedAt(name, parts.clock());
  await parts.orders.awaitNext(fanOut, nextZone, parts.clock());
}

/** Of several times that passed while nobody was there only the latest is made up for; the others are listed. */
async function noteMissed(
  { number, missedAtMs }: FanOut,
  passed: readonly number[],
  parts: FeederParts,
): Promise<void> {
  const begun = new Set((await parts.runs.names(number)).map(({ run }) => run));
  const missed = passed.filter((atMs) => !begun.has(atMs));
  if (missed.length === 0) return;
  const all = [...new Set([...missedAtMs, ...missed])].toSorted((a, b) => a - b).slice(-missedMax);
  await parts.fanOuts.setMissed(number, all);
  parts.log.warn({ fanOut: number, missed }, 'sendings were missed');
}

/** What is left of a sending that was called off has its outcome by that. */
async function endCalledOff(fanOut: FanOut, name: RunName, parts: FeederParts): Promise<void> {
  const run = await parts.runs.read(name);
  if (run !== null) await end(fanOut, run, parts);
}

async function feed(fanOut: FanOut, name: RunName, parts: FeederParts): Promise<void> {
  if (!isRecurring(fanOut.spec) && (await parts.runs.read(name)) === null) await openRun(fanOut, name, null, parts);
  const opened = await parts.runs.read(name);
  if (opened === null) return;
  if (opened.overAtMs !== null) return end(fanOut, opened, parts);
  const run = withDownTime(opened, parts.clock());
  const room = run.lanes.map((stand) => roomIn(stand, parts));
  await feedAsides(run, room, parts);
  for (const [lane, stand] of run.lanes.entries()) await feedLane(run, { lane, stand, room: room[lane] ?? 0 }, parts);
  const after = (await parts.runs.read(name)) ?? run;
  if (doneCount(after) < after.total) {
    parts.progress.tell(fanOut, after);
    const wakeAtMs = parts.clock() + (await waitMs(after, parts));
    await parts.runs.rest(name, wakeAtMs, run.lanes);
    await parts.orders.feedAt(name, wakeAtMs);
    return;
  }
  await end(fanOut, after, parts);
}

const doneCount = ({ lanes }: Pick<FanOutRun, 'lanes'>): number => lanes.reduce((sum, lane) => sum + lane.doneCount, 0);

/** With the time for which lanes that were due stood still: nobody fed them, or nothing could be sent. */
function withDownTime(run: FanOutRun, nowMs: number): FanOutRun {
  return { ...run, lanes: run.lanes.map((lane) => laneWithDownTime(lane, run.wakeAtMs, nowMs)) };
}

function laneWithDownTime(lane: LaneStand, wakeAtMs: number, nowMs: number): LaneStand {
  const { downMs, doneCount: seenCount } = lane;
  const idleMs = nowMs - Math.max(wakeAtMs, lane.dueAtMs);
  if (idleMs > downAfterMs) return { ...lane, downMs: downMs + idleMs, movedAtMs: nowMs, seenCount };
  const isWaiting = lane.cursor > lane.doneCount + lane.asideCount;
  if (isWaiting && lane.doneCount === lane.seenCount) return lane;
  const stillMs = nowMs - Math.max(lane.movedAtMs, lane.dueAtMs);
  const lostMs = stillMs > stillAfterMs ? stillMs : 0;
  return { ...lane, downMs: downMs + lostMs, movedAtMs: nowMs, seenCount };
}

/** How many more chats of a lane may be handed on now; none or fewer when there are enough. */
function roomIn(stand: LaneStand, { paceOf }: FeederParts): number {
  const isEnough = isSlow(paceOf(stand)) ? slowAheadMax : aheadMax;
  return isEnough - (stand.cursor - stand.doneCount - stand.asideCount);
}

/** Those that were put aside, because of quiet hours or a pause, and whose time has come. Takes what it uses off `room`. */
async function feedAsides(run: FanOutRun, room: number[], { runs, deliveries, clock }: FeederParts): Promise<void> {
  const hasRoom = (lane: number): boolean => (room[lane] ?? 0) > 0;
  const isWanted = ({ asideCount }: LaneStand, lane: number): boolean => asideCount > 0 && hasRoom(lane);
  for (let passedCount = 0; run.lanes.some(isWanted);) {
    const asides = await runs.asides(run, clock(), passedCount, asidesAtOnce);
    if (asides.length === 0) return;
    const jobs: FanOutJob[] = [];
    const fed = asides.filter((aside) => {
      const stand = run.lanes[aside.lane];
      if (stand === undefined || !hasRoom(aside.lane)) return false;
      room[aside.lane] = (room[aside.lane] ?? 0) - 1;
      jobs.push(jobOf(run, aside, stand, clock()));
      return true;
    });
    passedCount += asides.length - fed.length;
    if (fed.length === 0) continue;
    await deliveries.enqueue(jobs);
    await runs.unhold(run, fed);
  }
}

/** Those whose turn it is for the first time. */
async function feedLane(
  run: FanOutRun,
  { lane, stand, room }: { readonly lane: number; readonly stand: LaneStand; readonly room: number },
  { runs, deliveries, clock }: FeederParts,
): Promise<void> {
  if (stand.dueAtMs > clock()) return;
  const endAt = Math.min(stand.chatCount, stand.cursor + room);
  for (let fromAt = stand.cursor; fromAt < endAt;) {
    const chats = await runs.chats(run, lane, fromAt, Math.min(chunkSize, endAt - fromAt));
    if (chats.length === 0) return;
    await deliveries.enqueue(
      chats.map((chat) => jobOf(run, { lane, chat, turn: 0, atMs: stand.dueAtMs }, stand, clock())),
    );
    if (!(await runs.feed(run, lane, fromAt, fromAt + chats.length))) return;
    fromAt += chats.length;
  }
}

function jobOf(
  { number, run }: RunName,
  { lane, chat, turn, atMs }: Omit<Aside, 'member'>,
  { dueAtMs, downMs }: LaneStand,
  nowMs: number,
): FanOutJob {
  // Who was put aside until an instant is not late before it.
  const plannedMs = Math.max(atMs, nowMs - downMs) - dueAtMs;
  return { chat, kind: 'fan-out', ref: laneRef({ number, run, lane }), dueAtMs, graceMs, plannedMs, turn };
}

/** How long the sending can be left alone. */
async function waitMs(run: FanOutRun, { runs, clock }: FeederParts): Promise<number> {
  const nowMs = clock();
  const due = run.lanes.filter(({ dueAtMs }) => dueAtMs <= nowMs);
  if (due.some(({ cursor, chatCount }) => cursor < chatCount)) return stepMs;
  if (due.some(({ cursor, doneCount: done, asideCount }) => cursor > done + asideCount)) return restMs;
  const later = run.lanes.filter(({ dueAtMs }) => dueAtMs > nowMs).map(({ dueAtMs }) => dueAtMs);
  const asideAtMs = await runs.nextAsideAtMs(run);
  const nextAtMs = Math.min(...later, asideAtMs ?? Infinity);
  return Math.max(stepMs, Math.min(longestRestMs, nextAtMs - nowMs));
}

async function end(fanOut: FanOut, run: FanOutRun, parts: FeederParts): Promise<void> {
  const { number, spec } = fanOut;
  const nowMs = parts.clock();
  const isFirst = await parts.runs.finish(run, nowMs);
  if (isFirst) parts.log.info({ fanOut: number, run: run.run, ...run.counts }, 'a sending is over');
  // Whoever found it over may have died before telling.
  if (isFirst || (run.overAtMs !== null && !run.isEndTold)) {
    parts.progress.tellEnd(fanOut, run);
    await parts.runs.noteEndTold(run);
  }
  if (isRecurring(spec)) return;
  const act = {
    event: `over-${String(run.run)}`,
    from: ['running', 'paused'],
    to: 'done',
    by: 'all-sent',
    nowMs,
  } as const;
  await parts.fanOuts.change(number, act);
}
