import type { BoundDeliveries } from './bound-deliveries.ts';
import { type Deliver, type DeliveryJob, type DeliverResult, overAtMs } from './deliver.ts';
import { deliveryId } from './delivery-id.ts';

/** What a worker does with a job that it has made, or has not. */
export type Step = (job: DeliveryJob) => Promise<Exclude<DeliverResult, { kind: 'elsewhere' }>>;

export interface HandOnParts {
  readonly deliver: Deliver;
  readonly bound: Pick<BoundDeliveries, 'handOn' | 'look' | 'takeBack'>;
  clock(): number;
}

/** A moment after a delivery was to be made at the latest. */
const afterAllMs = 1_000;
/** What is in hand elsewhere is over soon. */
const inHandMs = 10_000;

/**
 * Makes a delivery, or hands it on to the process that has its account and looks when its time is over: a delivery that
 * nobody took up there is noted as too late, as any other.
 */
export function createHandingOn(parts: HandOnParts): Step {
  const { deliver, bound, clock } = parts;
  const settle = async (result: DeliverResult): ReturnType<Step> => {
    if (result.kind !== 'elsewhere') return result;
    const { platform, account } = result.account;
    const handedOnTo = { platform, account };
    await bound.handOn(result.job, deliveryId(result.job), handedOnTo);
    return { kind: 'later', waitMs: waitMsOf(result.job, clock()), job: { ...result.job, handedOnTo } };
  };
  return async (job) => {
    const { handedOnTo, ...own } = job;
    if (handedOnTo === undefined) return settle(await deliver(job));
    const id = deliveryId(own);
    const there = await bound.look(id, handedOnTo);
    if (there === null) return { kind: 'done', outcome: null };
    if (clock() <= overAtMs(there)) return { kind: 'later', waitMs: waitMsOf(there, clock()), job };
    if (!(await bound.takeBack(id, handedOnTo))) return { kind: 'later', waitMs: inHandMs, job };
    return settle(await deliver(there));
  };
}

const waitMsOf = (job: DeliveryJob, nowMs: number): number => Math.max(0, overAtMs(job) - nowMs) + afterAllMs;

/** An account that has just gone elsewhere may come back; its deliveries stay where whoever has it looks. */
const goneMs = 1_000;

/** Makes deliveries that were handed on. */
export const createTakingUp =
  (deliver: Deliver): Step =>
  async (job) => {
    const result = await deliver(job);
    return result.kind === 'elsewhere' ? { kind: 'later', waitMs: goneMs, job: result.job } : result;
  };
