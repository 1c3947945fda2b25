import type { Schedule } from '../../domain/schedule.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import type { Chat } from '../../store/chat.ts';
import type { Outcome } from '../../store/outcome.ts';
import type { Address } from './event.ts';
import type { Reply } from './reply.ts';

export const announcementKinds = ['reminder', 'plan', 'nudge', 'digest', 'fan-out'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

/** One due time of a schedule in one chat. */
export interface Occurrence {
  readonly chat: string;
  /** Names the reminder, or the round, within the chat; empty where the kind alone says it. */
  readonly ref: string;
  readonly dueAtMs: number;
  /** How often it was handed on before; absent: never. */
  readonly turn?: number;
}

/** How an occurrence ended, as the ledger has it. */
export interface Ending {
  readonly outcome: Outcome;
  readonly atMs: number;
  readonly code: string | null;
}

/** What a chat is told at a due time. */
export interface Announced {
  readonly replies: readonly Reply[];
  /** Quick replies count as check-ins after it. */
  readonly asksForCheckIn: boolean;
  /** The topic it belongs to; absent: the main room. */
  readonly thread?: string;
  /** Where it goes instead of the chat, such as to one of its members in private; absent: to the chat. */
  readonly aside?: { readonly to: Address; readonly isGroup: boolean };
}

/** Says what a chat is told at a due time; null when there is nothing to say (the ledger notes it as skipped). */
export interface Announcer {
  readonly kind: AnnouncementKind;
  announce(chat: Chat, occurrence: Occurrence & { readonly lateMs: number }, nowMs: number): Promise<Announced | null>;
  /**
   * Called when the outcome of an occurrence is in the ledger, sent or not; may be called again. Null: it ended before,
   * in a process that may have died before it could say so.
   */
  settled?(occurrence: Occurrence, ending: Ending | null): Promise<void>;
  /** Asked before anything else of what people may stop under way; absent: always `due`. */
  stand?(occurrence: Occurrence): Promise<'due' | 'held' | 'called-off'>;
  /** Takes back what is not to be sent before an instant, and sees that it comes again; absent: it waits in the queue. */
  putBack?(occurrence: Occurrence, untilMs: number): Promise<void>;
}

/** Work that is due at an instant and does by itself what is to be done, such as the end of a quiz round. */
export interface Waker {
  readonly kind: 'quiz' | 'fan-out';
  /** Does nothing when it has been done already. */
  wake(occurrence: Occurrence): Promise<void>;
}

/** A standing order: when it is due next follows from the schedule in the zone. */
export interface StandingOrder {
  readonly chat: string;
  readonly kind: AnnouncementKind | Waker['kind'];
  readonly ref: string;
  readonly schedule: Schedule;
  readonly zone: TimeZone;
  /** What is late by more than this is skipped and listed. */
  readonly graceMs: number;
}

/** The index of what is due, as features see it. Every call is idempotent and may follow an effect as a second step. */
export interface Orders {
  /** Adds or replaces the order of `chat`, `kind` and `ref`; resolves to the next due instant, null when there is none. */
  put(order: StandingOrder, nowMs: number): Promise<number | null>;
  remove(order: Pick<StandingOrder, 'chat' | 'kind' | 'ref'>): Promise<void>;
}
