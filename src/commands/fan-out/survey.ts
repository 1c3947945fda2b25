import { audienceOf } from '../../domain/fan-out/audience.ts';
import { sameWallTime } from '../../domain/fan-out/due-in-zones.ts';
import type { FanOutSpec } from '../../domain/fan-out/fan-out.ts';
import { nextDueAtMs } from '../../domain/next-due.ts';
import { afterQuiet } from '../../domain/quiet-hours.ts';
import { type SpreadPace, spreadMs } from '../../domain/spread.ts';
import type { Group } from '../../store/groups.ts';
import { type Unreachable, unreachableOf } from './unreachable.ts';

export type Account = Pick<Group, 'platform' | 'account'>;

/** What of an account decides how a fan-out fares. */
export interface AccountView {
  paceOf(account: Account): SpreadPace;
  isConnected(account: Account): boolean;
}

/** A fan-out seen beforehand. */
export interface Survey {
  readonly groups: readonly Group[];
  readonly accounts: readonly (Account & { readonly count: number; readonly takesMs: number })[];
  /** Accounts send side by side. */
  readonly takesMs: number;
  readonly zoneCount: number;
  /** Those that it would not reach now, and why. */
  readonly unreachable: readonly Unreachable[];
  /** Chats that are quiet when they are due. */
  readonly quietCount: number;
}

/** Slots are booked a little below the limit. */
const usedShare = 0.97;

export const takesMs = (count: number, pace: SpreadPace): number => spreadMs(count, pace) / usedShare;

/** Whom it would reach and how long it would take, as things stand. */
export function surveyOf(spec: FanOutSpec, all: readonly Group[], view: AccountView, nowMs: number): Survey {
  const groups = audienceOf(spec.audience, all);
  const dueAtMs = dueIn(spec, nowMs);
  const reachable = groups.filter(({ standing }) => standing === 'active');
  const accounts = accountsOf(reachable).map((account) => ({
    ...account,
    takesMs: takesMs(account.count, view.paceOf(account)),
  }));
  return {
    groups,
    accounts,
    takesMs: Math.max(0, ...accounts.map((account) => account.takesMs)),
    zoneCount: new Set(groups.map(({ zone }) => zone)).size,
    unreachable: unreachableOf(groups, view),
    quietCount: reachable.filter(({ quiet, zone }) => afterQuiet(dueAtMs(zone), quiet, zone) > dueAtMs(zone)).length,
  };
}

function accountsOf(groups: readonly Group[]): readonly (Account & { readonly count: number })[] {
  const counts = new Map<string, Account & { count: number }>();
  for (const { platform, account } of groups) {
    const key = `${platform}:${account}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { platform, account, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

/** When a group with the clocks of a zone is due. */
function dueIn({ schedule, isWallTime, zone }: FanOutSpec, nowMs: number): (there: Group['zone']) => number {
  const atMs = schedule === null ? nowMs : (nextDueAtMs(schedule, nowMs, zone) ?? nowMs);
  return (there) => (schedule !== null && isWallTime ? sameWallTime(atMs, zone, there) : atMs);
}
