import type { DeliveryErrorCode } from '../../errors.ts';
import type { Inbound } from './event.ts';

/** `not-recorded`: the store could not be reached, the event is told again; `not-ours`: talk, or for another bot. */
export type EventResult = 'taken' | 'not-ours' | 'flood' | 'not-recorded' | 'failed';
/** What a platform said to a call; `unexplained`: an adapter threw something else than DeliveryError. */
export type CallResult = 'ok' | DeliveryErrorCode | 'unexplained';

/**
 * Counts and times what happens, as it happens. Labels are names from the source or bot accounts, never chats, members
 * or words of people; no call costs more than a microsecond, waits or throws.
 */
export interface Meter {
  /** An instant in milliseconds, to be handed back as `sinceMs`; of no meaning otherwise. */
  nowMs(): number;
  /** `lagMs`: from when it happened on the platform until it was handled. */
  handledEvent(event: Pick<Inbound, 'kind' | 'from'>, result: EventResult, lagMs: number): void;
  /** A command or listener has run, to whatever end. */
  ranHandler(name: string, sinceMs: number): void;
  /** `lagMs`: from when it was due until a process took it. */
  claimed(kind: string, lagMs: number): void;
  /** `lagMs`: from when it was due until its outcome was noted. */
  delivered(kind: string, outcome: string, lagMs: number): void;
  /** How long a call waited for its slot. */
  waitedForSlot(urgency: string, sinceMs: number): void;
  /** The platform told us to slow down (429). */
  toldToSlowDown(platform: string, scope: 'chat' | 'account'): void;
  called(platform: string, result: CallResult, sinceMs: number): void;
  /** `code` is null when the command was answered. */
  askedRedis(command: string, code: string | null, sinceMs: number): void;
}

const nothing = (): void => undefined;

/** Measures nothing and costs as much. */
export const silentMeter: Meter = {
  nowMs: () => 0,
  handledEvent: nothing,
  ranHandler: nothing,
  claimed: nothing,
  delivered: nothing,
  waitedForSlot: nothing,
  toldToSlowDown: nothing,
  called: nothing,
  askedRedis: nothing,
};
