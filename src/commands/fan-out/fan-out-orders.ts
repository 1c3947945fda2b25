import { isRecurring } from '../../domain/fan-out/fan-out.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { FanOutRunStore, RunName } from '../../store/fan-out-runs.ts';
import type { FanOut, FanOutStore } from '../../store/fan-outs.ts';
import type { Orders } from '../core/announcement.ts';

export interface FanOutOrdersParts {
  readonly orders: Orders;
  readonly fanOuts: Pick<FanOutStore, 'setNextZone'>;
  readonly runs: Pick<FanOutRunStore, 'names' | 'read' | 'rest'>;
}

/** Keeps the index of what is due in step with fan-outs. Every call is idempotent. */
export interface FanOutOrders {
  /** Lets what was started or resumed go on. */
  begin(fanOut: FanOut, nowMs: number): Promise<void>;
  /** Has a sending fed at an instant. */
  feedAt(name: RunName, atMs: number): Promise<void>;
  /** Waits for the next time of one that recurs, by the clocks of the zone where it comes first. */
  awaitNext(fanOut: FanOut, zone: TimeZone, nowMs: number): Promise<void>;
  /** Nothing of the fan-out is waited for any more, except to tell what came of a sending that was called off. */
  remove(fanOut: FanOut, nowMs: number): Promise<void>;
}

/** What a wake is about: a sending to feed, the zones to look at, or a time that has come. */
export type WakeName =
  | { readonly kind: 'feed'; readonly name: RunName }
  | { readonly kind: 'zones'; readonly number: number }
  | { readonly kind: 'next'; readonly number: number; readonly zone: TimeZone };

const graceMs = 86_400_000;
/** By then the last that was on its way is out. */
const calledOffMs = 3_000;
const zonesRef = 'zones';
/** What precedes the zone in the name of the order for the next time. */
const nextMark = 'next ';

const orderOf = (number: number, ref: string) => ({ chat: `fan-out-${String(number)}`, kind: 'fan-out', ref }) as const;

/** Null for what is not ours. */
export function readWake({ chat, ref }: { readonly chat: string; readonly ref: string }): WakeName | null {
  const number = Number(/^fan-out-(\d+)$/.exec(chat)?.[1]);
  if (Number.isNaN(number)) return null;
  if (ref === zonesRef) return { kind: 'zones', number };
  if (ref.startsWith(nextMark)) return { kind: 'next', number, zone: ref.slice(nextMark.length) as TimeZone };
  return /^\d+$/.test(ref) ? { kind: 'feed', name: { number, run: Number(ref) } } : null;
}

/** Which days are workdays is each group's own matter, so that one that goes by workdays looks every day. */
const wakingSchedule = (schedule: Schedule): Schedule =>
  schedule.kind === 'workdays' ? { ...schedule, kind: 'daily' } : schedule;

export function createFanOutOrders({ orders, fanOuts, runs }: FanOutOrdersParts): FanOutOrders {
  const wakeAt = async (number: number, ref: string, atMs: number): Promise<void> => {
    const schedule = { kind: 'once', atMs } as const;
    await orders.put({ ...orderOf(number, ref), schedule, zone: 'UTC' as TimeZone, graceMs }, 0);
  };
  const feedAt: FanOutOrders['feedAt'] = ({ number, run }, atMs) => wakeAt(number, String(run), atMs);
  return {
    async begin(fanOut, nowMs) {
      const { number, spec, startedAtMs } = fanOut;
      for (const name of await runs.names(number)) {
        const run = await runs.read(name);
        if (run === null || run.overAtMs !== null) continue;
        // The time for which it was paused is no delay.
        const lanes = run.lanes.map((lane) => ({ ...lane, movedAtMs: nowMs }));
        await runs.rest(name, nowMs, lanes);
        await feedAt(name, nowMs);
      }
      if (isRecurring(spec)) await wakeAt(number, zonesRef, nowMs);
      // The only sending is named by when it was started, also when that is told twice.
      else await feedAt({ number, run: startedAtMs ?? nowMs }, nowMs);
    },
    feedAt,
    async awaitNext({ number, spec, nextZone }, zone, nowMs) {
      if (spec.schedule === null) return;
      await fanOuts.setNextZone(number, zone);
      const schedule = wakingSchedule(spec.schedule);
      await orders.put({ ...orderOf(number, `${nextMark}${zone}`), schedule, zone, graceMs }, nowMs);
      if (nextZone !== null && nextZone !== zone) await orders.remove(orderOf(number, `${nextMark}${nextZone}`));
    },
    async remove({ number, nextZone, startedAtMs, state }, nowMs) {
      if (nextZone !== null) await orders.remove(orderOf(number, `${nextMark}${nextZone}`));
      await orders.remove(orderOf(number, zonesRef));
      if (startedAtMs !== null) await orders.remove(orderOf(number, String(startedAtMs)));
      for (const name of await runs.names(number)) {
        const run = state === 'cancelled' ? await runs.read(name) : null;
        if (run?.overAtMs === null) await feedAt(name, nowMs + calledOffMs);
        else await orders.remove(orderOf(number, String(name.run)));
      }
    },
  };
}
