/** How much may be sent, as https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this says. */
export type PaceLimits = {
  readonly overallPerSecond: number;
  readonly chatPerSecond: number;
  readonly groupPerMinute: number;
  /** Windows are shorter by this, because calls do not travel equally fast. */
  readonly toleranceMs: number;
};

type PaceRule = 'overall-per-second' | 'chat-per-second' | 'group-per-minute';

type PaceViolation = {
  readonly rule: PaceRule;
  readonly chatId: string;
  readonly method: string;
  readonly atMs: number;
  /** How many were sent within the window, this one included. */
  readonly count: number;
};

type Sending = { readonly method: string; readonly chatId: string; readonly isGroup: boolean };

export type Pace = {
  /** Every sending beyond a limit, whether it was refused or not. */
  readonly violations: () => readonly PaceViolation[];
  /** The most that was ever sent within one window, per rule. */
  readonly peaks: () => Readonly<Record<PaceRule, number>>;
  /** Other numbers from now on. */
  readonly set: (limits: Partial<PaceLimits>) => void;
  /** From now on, what goes beyond a limit is refused with 429 as Telegram does. */
  readonly enforce: (isEnforced: boolean) => void;
  readonly reset: () => void;
};

export type PaceGate = Pace & {
  /** Counts a sending; a number of seconds means it is refused and does not count. */
  readonly admit: (sending: Sending) => number | null;
};

const DEFAULT_LIMITS: PaceLimits = { overallPerSecond: 30, chatPerSecond: 1, groupPerMinute: 20, toleranceMs: 50 };

type Window = { readonly rule: PaceRule; readonly key: string; readonly max: number; readonly lengthMs: number };

/** True for methods that put something into a chat or change it there; edits count like new messages. */
export const isPaced = (method: string): boolean =>
  /^(send|copy|forward|edit)/.test(method) && !/^(sendChatAction|editChat|editForum|editGeneral)/.test(method);

/** Sliding one-second and one-minute windows over everything sent. */
export function createPace(nowMs: () => number, wanted: Partial<PaceLimits> = {}, startsEnforced = false): PaceGate {
  const sentAtMs = new Map<string, number[]>();
  const violations: PaceViolation[] = [];
  let limits: PaceLimits = { ...DEFAULT_LIMITS, ...wanted };
  let isEnforced = startsEnforced;
  let peaks = noPeaks();

  const recent = (window: Window, now: number): number[] => {
    const times = sentAtMs.get(window.key) ?? [];
    while ((times[0] ?? now) <= now - window.lengthMs) times.shift();
    sentAtMs.set(window.key, times);
    return times;
  };

  const admit = (sending: Sending): number | null => {
    const now = nowMs();
    const windows = windowsFor(sending, limits);
    const full = windows.filter((window) => recent(window, now).length >= window.max);
    for (const window of full) {
      const count = recent(window, now).length + 1;
      violations.push({ rule: window.rule, chatId: sending.chatId, method: sending.method, atMs: now, count });
    }
    if (isEnforced && full.length > 0)
      return Math.max(...full.map((one) => Math.ceil(((recent(one, now)[0] ?? now) + one.lengthMs - now) / 1000)), 1);
    for (const window of windows) {
      const times = recent(window, now);
      times.push(now);
      peaks = { ...peaks, [window.rule]: Math.max(peaks[window.rule], times.length) };
    }
    return null;
  };

  return {
    admit,
    violations: () => violations,
    peaks: () => peaks,
    set: (changed) => {
      limits = { ...limits, ...changed };
    },
    enforce: (enforced) => {
      isEnforced = enforced;
    },
    reset: () => {
      sentAtMs.clear();
      violations.length = 0;
      peaks = noPeaks();
    },
  };
}

function windowsFor(sending: Sending, limits: PaceLimits): Window[] {
  const secondMs = 1000 - limits.toleranceMs;
  const minuteMs = 60_000 - limits.toleranceMs;
  const windows: Window[] = [
    { rule: 'overall-per-second', key: 'overall', max: limits.overallPerSecond, lengthMs: secondMs },
    { rule: 'chat-per-second', key: `chat ${sending.chatId}`, max: limits.chatPerSecond, lengthMs: secondMs },
  ];
  if (sending.isGroup)
    windows.push({
      rule: 'group-per-minute',
      key: `group ${sending.chatId}`,
      max: limits.groupPerMinute,
      lengthMs: minuteMs,
    });
  return windows;
}

const noPeaks = (): Record<PaceRule, number> => ({
  'overall-per-second': 0,
  'chat-per-second': 0,
  'group-per-minute': 0,
});
