import type { Address } from '../core/event.ts';

/** A bot account as its adapter describes it. */
export interface Watched extends Pick<Address, 'platform' | 'account'> {
  readonly isConnected: boolean;
  /** Absent while all is well or the account is only on its way. */
  readonly trouble?: 'login-wanted' | 'out-of-reach' | 'served-elsewhere';
}

/** What owners should hear of an account. */
export interface Change {
  readonly watched: Watched;
  readonly change: 'login-wanted' | 'out-of-reach' | 'over';
  /** Since when it has not worked, ms since 1970. */
  readonly sinceMs: number;
}

/** Finds out which accounts have not worked for too long, and which work again. */
export interface Troubles {
  /** What has changed since the last look. */
  look(accounts: readonly Watched[], nowMs: number): readonly Change[];
  /** Nobody could be told of the account's trouble: it comes again a little later. */
  tellAgain(account: Watched, nowMs: number): void;
}

/** Accounts come and go for a few seconds all the time; nobody need hear of that. */
const patienceMs = 60_000;
/** A connection that comes and goes is told of once in this time. */
const quietMs = 10 * 60_000;

/** Where nobody could be told it is tried again after this. */
const againMs = 60_000;

interface Trouble {
  sinceMs: number | null;
  isTold: boolean;
  quietUntilMs: number;
}

const nameOf = ({ platform, account }: Watched): string => `${platform}:${account}`;

export function createTroubles(): Troubles {
  const troubles = new Map<string, Trouble>();
  return {
    look(accounts, nowMs) {
      const changes: Change[] = [];
      for (const watched of accounts) {
        const name = nameOf(watched);
        const trouble = troubles.get(name) ?? { sinceMs: null, isTold: false, quietUntilMs: -Infinity };
        troubles.set(name, trouble);
        const change = changeOf(watched, trouble, nowMs);
        if (change !== null) changes.push(change);
      }
      return changes;
    },
    tellAgain(account, nowMs) {
      const known = troubles.get(nameOf(account));
      if (known === undefined) return;
      known.isTold = false;
      known.quietUntilMs = nowMs + againMs;
    },
  };
}

function changeOf(watched: Watched, known: Trouble, nowMs: number): Change | null {
  const { isConnected, trouble } = watched;
  // A second process that stands by says so only while the first one serves the account.
  if (isConnected || trouble === 'served-elsewhere') {
    const { sinceMs, isTold } = known;
    known.sinceMs = null;
    known.isTold = false;
    return isTold && sinceMs !== null ? { watched, change: 'over', sinceMs } : null;
  }
  if (trouble === undefined) return null;
  known.sinceMs ??= nowMs;
  if (known.isTold || nowMs < known.quietUntilMs || nowMs - known.sinceMs < patienceMs) return null;
  known.isTold = true;
  known.quietUntilMs = nowMs + quietMs;
  return { watched, change: trouble, sinceMs: known.sinceMs };
}
