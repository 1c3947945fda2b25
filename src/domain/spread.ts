/** What of an account's pace decides how long many messages take. */
export interface SpreadPace {
  readonly accountPerSecond: number;
  readonly accountPerMinute: number | null;
  readonly chatSwitchMs: { readonly least: number; readonly most: number } | null;
}

const secondMs = 1_000;
const minuteMs = 60_000;

/** Of an account's messages a minute, those that answers to people alone may use: reminders are many and can wait. */
const keptForAnswersShare = 0.25;

/** How many messages a minute may be reminders and other messages that nobody waits for; at least one. */
export const bulkPerMinute = (accountPerMinute: number): number =>
  Math.max(1, Math.floor(accountPerMinute * (1 - keptForAnswersShare)));

/** True where messages to many chats take so long that their order matters and people are told beforehand. */
export const isSlow = ({ accountPerMinute, chatSwitchMs }: Omit<SpreadPace, 'accountPerSecond'>): boolean =>
  accountPerMinute !== null || chatSwitchMs !== null;

/** What lies on average between two reminders to two chats, in milliseconds. */
export function bulkGapMs({ accountPerSecond, accountPerMinute, chatSwitchMs }: SpreadPace): number {
  const perMinute = accountPerMinute === null ? 0 : minuteMs / bulkPerMinute(accountPerMinute);
  const perSwitch = chatSwitchMs === null ? 0 : (chatSwitchMs.least + chatSwitchMs.most) / 2;
  return Math.max(secondMs / accountPerSecond, perMinute, perSwitch);
}

/** From the first of `count` reminders that are due at the same time to the last, in milliseconds; 0 for fewer than two. */
export const spreadMs = (count: number, pace: SpreadPace): number => Math.max(0, count - 1) * bulkGapMs(pace);

/** Within which time a reminder due at `dueAtMs` arrives. */
export interface SpreadWindow {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The window of `count` reminders of one account due at `dueAtMs`, ending on a full minute; null where the pace sets no
 * reason to say one, and when it is over within a minute.
 */
export function spreadWindow(dueAtMs: number, count: number, pace: SpreadPace): SpreadWindow | null {
  const lastsMs = isSlow(pace) ? spreadMs(count, pace) : 0;
  if (lastsMs < minuteMs) return null;
  return { fromMs: dueAtMs, untilMs: Math.ceil((dueAtMs + lastsMs) / minuteMs) * minuteMs };
}
