import { localDateOf } from '../../domain/calendar.ts';
import { text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import type { ProgressStore } from '../../store/progress.ts';
import { checkInChoice } from '../check-in/check-in-choice.ts';
import type { Announcer } from '../core/announcement.ts';
import { reply } from '../core/reply.ts';
import { type DayStandingParts, readDayStanding } from './day-standing.ts';

export interface NudgeParts extends DayStandingParts {
  readonly progress: Pick<ProgressStore, 'day' | 'hasAny'>;
  readonly daysOff: Pick<DaysOffStore, 'has'>;
  hasPlan(chat: string): Promise<boolean>;
}

/**
 * The evening nudge: how many have checked in and how many are left, never who. Nothing when everybody due has, and
 * nothing in a chat that has no plan and in which nobody ever checked in, nor on its days off.
 */
export function createNudgeAnnouncer(parts: NudgeParts): Announcer {
  return {
    kind: 'nudge',
    async announce(chat, { dueAtMs }) {
      if (await parts.daysOff.has(chat.id, localDateOf(dueAtMs, chat.zone))) return null;
      const isInUse = (await parts.progress.hasAny(chat.id)) || (await parts.hasPlan(chat.id));
      if (!isInUse) return null;
      const counts = await countsOf(chat, dueAtMs, parts);
      if (counts.open === 0) return null;
      const words = chat.isGroup ? text('nudge-group', counts) : text('nudge-private');
      const part = { kind: 'choices', text: words, choices: [checkInChoice], columns: 1 } as const;
      return { replies: [reply(part)], asksForCheckIn: true };
    },
  };
}

/** Who does not want to be nudged is not counted as left. */
async function countsOf(chat: Chat, dueAtMs: number, parts: NudgeParts) {
  const { done, madeUp, open } = await readDayStanding(chat.id, localDateOf(dueAtMs, chat.zone), parts);
  return { done: done.length + madeUp.length, open: open.filter(({ isOptedOut }) => !isOptedOut).length };
}
