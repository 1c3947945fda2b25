import { dayNumber, localDateOf } from '../../domain/calendar.ts';
import { dayTotal } from '../../domain/day-total.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { streakOf } from '../../domain/streak.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { Chat } from '../../store/chat.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import type { ProgressStore } from '../../store/progress.ts';
import { amountText } from '../check-in/amount-text.ts';
import { shownName } from '../check-in/roster-message.ts';
import type { Announcer } from '../core/announcement.ts';
import { say } from '../core/reply.ts';
import { type ActiveMember, type DayStanding, type DayStandingParts, readDayStanding } from './day-standing.ts';

export interface DigestParts extends DayStandingParts {
  readonly progress: Pick<ProgressStore, 'day' | 'states' | 'lastQuiz'>;
}

const streaksShown = 3;
/** Shorter ones are nothing to tell. */
const streakLeastDays = 3;

/** The day's digest for the group; nothing on a day on which nobody did anything, nor on its days off. */
export function createDigestAnnouncer(parts: DigestParts & { readonly daysOff: Pick<DaysOffStore, 'has'> }): Announcer {
  return {
    kind: 'digest',
    async announce(chat, { dueAtMs }) {
      const on = localDateOf(dueAtMs, chat.zone);
      if (await parts.daysOff.has(chat.id, on)) return null;
      const words = await digestText(chat, on, parts);
      return words === null ? null : { replies: [say(words)], asksForCheckIn: false };
    },
  };
}

/** A day in figures; null when nobody checked in and nobody played a quiz. */
export async function digestText(chat: Chat, on: LocalDate, parts: DigestParts): Promise<Text | null> {
  const [standing, playerCount] = await Promise.all([
    readDayStanding(chat.id, on, parts),
    playersOn(chat, on, parts.progress),
  ]);
  const { done, madeUp } = standing;
  if (done.length + madeUp.length + playerCount === 0) return null;
  return lines(
    text('digest-head', { day: day(on) }),
    ...countLines(standing),
    amountsLine([...done, ...madeUp]),
    playerCount === 0 ? null : text('digest-quiz', { count: playerCount }),
    await streaksLine(chat.id, on, done, parts.progress),
  );
}

function countLines({ done, madeUp, excused, open, memberCount }: DayStanding): readonly (Text | null)[] {
  return [
    text('digest-done', { count: done.length, total: memberCount }),
    madeUp.length === 0 ? null : text('digest-made-up', { count: madeUp.length }),
    excused.length === 0 ? null : text('digest-excused', { count: excused.length }),
    open.length === 0 ? null : text('digest-open', { count: open.length }),
  ];
}

/** Shares of a whole (`3/5`, `80%`) are different people's and do not add up. */
function amountsLine(members: readonly ActiveMember[]): Text | null {
  const amounts = members.flatMap(({ entries }) => dayTotal(entries.map(({ amount }) => amount)));
  const countable = amounts.filter(({ unit }) => unit === 'minutes' || unit === 'pages' || unit === 'items');
  const total = dayTotal(countable);
  return total.length === 0 ? null : text('digest-amounts', { amounts: { list: total.map(amountText) } });
}

async function playersOn(chat: Chat, on: LocalDate, progress: DigestParts['progress']): Promise<number> {
  const quiz = await progress.lastQuiz(chat.id);
  if (quiz === null) return 0;
  return localDateOf(quiz.openedAtMs, chat.zone) === on ? quiz.playerCount : 0;
}

async function streaksLine(
  chat: string,
  on: LocalDate,
  members: readonly ActiveMember[],
  progress: DigestParts['progress'],
): Promise<Text | null> {
  const named = members.filter(({ isOptedOut }) => !isOptedOut);
  const states = await progress.states(
    chat,
    named.map(({ seat }) => seat),
  );
  const streaks = named
    .map(({ name }, index) => ({ name, count: streakOf(states[index] ?? new Uint8Array(), dayNumber(on)).current }))
    .filter(({ count }) => count >= streakLeastDays)
    .sort((a, b) => b.count - a.count)
    .slice(0, streaksShown);
  if (streaks.length === 0) return null;
  const names = streaks.map(({ name, count }) => text('digest-streak', { name: shownName(name), count }));
  return text('digest-streaks', { names: { list: names } });
}
