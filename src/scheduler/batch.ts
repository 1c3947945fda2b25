import type { Rendered } from '../commands/core/render.ts';
import type { FinalCode } from './attempt.ts';
import type { Recipient } from './recipient.ts';
import type { Urgency } from './urgency.ts';

/** Calls for one chat that belong together and go out one after the other. */
export interface Batch {
  readonly recipient: Recipient;
  /** Replaced while a standing message waits: only its latest text matters. */
  calls: readonly Rendered[];
  /** Its calls are being made; too late to replace them. */
  isStarted: boolean;
  readonly urgency: Urgency;
  /** Its calls are messages of their own: one that is refused does not end the others. */
  readonly isLoose?: boolean;
  /** Asked before each call that is to be made in a moment; none is made after a no. Never rejects. */
  mayCall?(): Promise<boolean>;
  /** Called once, when it is known what came of it. */
  done(outcome: BatchOutcome): void;
}

export type BatchOutcome =
  /** `messageId` of the last message that has one. */
  | { readonly kind: 'sent'; readonly messageId: string | null; readonly hasMoved?: boolean }
  /** The rest, from call `sentCount` on, may be tried again at or after `atMs`; with `direct` only when the process ends. */
  | { readonly kind: 'later'; readonly atMs: number; readonly sentCount: number }
  | { readonly kind: 'unreachable'; readonly sentCount: number }
  | { readonly kind: 'failed'; readonly code: FinalCode | 'crowded-out' };

/** The standing message that a batch changes, null when it says something of its own. */
export function slotOf({ calls }: Batch): string | null {
  const [call] = calls;
  return calls.length === 1 && call?.kind === 'standing' ? call.slot : null;
}
