import type { Adapter, AdapterTrouble } from '../adapter.ts';

/** How things stand with a bot of our own, for all its parts to see. */
export interface OwnStatus {
  /** The line that is open, logged in or not. */
  side: Adapter | null;
  /** The one that was open last. */
  lastSide: Adapter | null;
  isLoggedIn: boolean;
  /** Up to when all was heard, at the end of the last line. */
  caughtUpAtMs: number;
  /** False from the moment on at which nothing new is taken. */
  isHearing: boolean;
  trouble: AdapterTrouble | null;
  /** For the operator; holds no secret. */
  detail: string;
  /** Whether the lease is held, at this very moment. */
  isHeld(): boolean;
  isConnected(): boolean;
}

export function createOwnStatus(): OwnStatus {
  const status: OwnStatus = {
    side: null,
    lastSide: null,
    isLoggedIn: false,
    caughtUpAtMs: 0,
    isHearing: true,
    trouble: null,
    detail: 'not running',
    isHeld: () => false,
    isConnected: () => status.isHeld() && status.side?.state().isConnected === true,
  };
  return status;
}
