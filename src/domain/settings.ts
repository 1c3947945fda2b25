import type { WorkdaysKind } from './chat-workdays.ts';
import type { QuietHours } from './quiet-hours.ts';

/** The rules of one chat; everything has a default so that nothing must be set up first. */
export interface ChatSettings {
  readonly quiet: QuietHours | null;
  /** Minute of the day of the plan's morning message, the evening nudge and the digest; null turns it off. */
  readonly planMinute: number | null;
  readonly nudgeMinute: number | null;
  readonly digestMinute: number | null;
  /** Who may see the names of those who have not checked in. */
  readonly missingNames: 'organiser' | 'group';
  /** How many days back a make-up may reach, and how many a calendar month; 0 forbids. */
  readonly makeupWindowDays: number;
  readonly makeupPerMonth: number;
  /** By which calendar `工作日` goes: mainland China's, Monday to Friday, or whichever fits the zone (null). */
  readonly workdays: WorkdaysKind | null;
  /** Whether a member's check-ins count for the day of the zone that they have set for themselves. */
  readonly memberZones: boolean;
  readonly quizRounds: number;
  /** Null: the time fits the length of the text. */
  readonly quizSeconds: number | null;
  readonly quizChange: boolean;
  readonly quizSpeedBonus: boolean;
  /** What the programme calls groups of chats by, such as 晨读; for messages to many chats. */
  readonly tags: readonly string[];
}

export const defaultSettings: ChatSettings = {
  quiet: { fromMinute: 22 * 60 + 30, toMinute: 7 * 60 },
  planMinute: 8 * 60,
  nudgeMinute: 20 * 60 + 30,
  digestMinute: 22 * 60,
  missingNames: 'organiser',
  makeupWindowDays: 7,
  makeupPerMonth: 3,
  workdays: null,
  memberZones: false,
  quizRounds: 5,
  quizSeconds: null,
  quizChange: true,
  quizSpeedBonus: false,
  tags: [],
};
