import type { TimeZone } from '../local-date.ts';
import type { Schedule } from '../schedule.ts';

/** What is said in many chats. */
export type FanOutContent =
  | { readonly kind: 'text'; readonly words: string }
  /** The item of the day in each chat's own plan. */
  | { readonly kind: 'plan' }
  /** Null: the first bank, and as many questions as the chat has set. */
  | { readonly kind: 'quiz'; readonly bank: string | null; readonly count: number | null }
  /** Each chat's own report of the day. */
  | { readonly kind: 'report' };

/** Which chats; units of an organisation will be one more kind. */
export type Audience =
  | { readonly kind: 'all' }
  /** Chats that bear one of the tags, as they are compared. */
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  | { readonly kind: 'list'; readonly chats: readonly string[] };

/** A message to many chats as somebody wished it. */
export interface FanOutSpec {
  readonly content: FanOutContent;
  readonly audience: Audience;
  /** Null: as soon as it is started. */
  readonly schedule: Schedule | null;
  /** True where every chat gets it when its own clock shows the time, false for an instant (“in half an hour”). */
  readonly isWallTime: boolean;
  /** Whose clock the schedule was typed by. */
  readonly zone: TimeZone;
}

/** `draft`: shown and not started · `done`: everything that was to be sent has an outcome. */
export type FanOutState = 'draft' | 'running' | 'paused' | 'cancelled' | 'done';

/** True for what comes again and again until somebody ends it. */
export const isRecurring = ({ schedule }: FanOutSpec): boolean => schedule !== null && schedule.kind !== 'once';
