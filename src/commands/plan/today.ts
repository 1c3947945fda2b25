import { z } from 'zod';
import type { LocalDate } from '../../domain/local-date.ts';
import { localDateOf } from '../../domain/calendar.ts';
import { blankLine, lines, text, type Text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { PlanStore } from '../../store/plans.ts';
import { checkInChoice } from '../check-in/check-in-choice.ts';
import type { Announcer } from '../core/announcement.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { type Reply, reply } from '../core/reply.ts';
import { itemText } from './plan-texts.ts';

export interface TodayParts {
  readonly plans: PlanStore;
  /** How many have checked in on the day. */
  dayOf(chat: string, on: LocalDate, count: number): Promise<{ readonly memberCount: number }>;
}

/** `/today`: today's item and where the group stands. */
export function createTodayCommand(parts: TodayParts): AnyCommand {
  return command({
    name: 'today',
    words: ['今日', '今天', 'today'],
    where: 'anywhere',
    who: 'member',
    summary: 'today-summary',
    usage: null,
    args: z.string(),
    run: async (_rest, { chat, today }) => [await todayReply(chat, today, parts)],
  });
}

async function todayReply(chat: Chat, today: LocalDate, parts: TodayParts): Promise<Reply> {
  const [days, { memberCount }] = await Promise.all([parts.plans.allDays(chat.id), parts.dayOf(chat.id, today, 1)]);
  const progress = chat.isGroup ? text('today-progress', { done: memberCount, members: chat.memberCount }) : null;
  return reply({
    kind: 'choices',
    text: lines(
      text('today-head', { day: { on: today } }),
      days.includes(today) ? text('today-number', { number: numberOf(days, today), count: days.length }) : null,
      await dayText(chat, today, days, parts),
      progress,
    ),
    choices: [checkInChoice],
    columns: 1,
  });
}

async function dayText(chat: Chat, today: LocalDate, days: readonly LocalDate[], { plans }: TodayParts): Promise<Text> {
  const [planItem] = await plans.days(chat.id, [today]);
  const next = days.find((on) => on > today);
  if (planItem === null || planItem === undefined) {
    return next === undefined ? text('today-free') : text('today-next', { day: { on: next } });
  }
  return itemText(planItem);
}

/** How far the plan has come by a day. */
const numberOf = (days: readonly LocalDate[], today: LocalDate): number => days.filter((on) => on <= today).length;

/** The plan's morning message: today's item with a button; nothing on days without one. */
export function createPlanAnnouncer({ plans }: TodayParts): Announcer {
  return {
    kind: 'plan',
    async announce(chat, { dueAtMs }) {
      const today = localDateOf(dueAtMs, chat.zone);
      const [planItem] = await plans.days(chat.id, [today]);
      if (planItem === null || planItem === undefined) return null;
      const words = lines(
        text('plan-morning', { day: { on: today } }),
        itemText(planItem),
        blankLine,
        text('plan-morning-ask'),
      );
      return {
        replies: [reply({ kind: 'choices', text: words, choices: [checkInChoice], columns: 1 })],
        asksForCheckIn: true,
      };
    },
  };
}

/** What late joiners are told: how far the group is; null in a chat without a plan, or before and after it. */
export async function standingOf(chat: Chat, nowMs: number, parts: TodayParts): Promise<Reply | null> {
  const today = localDateOf(nowMs, chat.zone);
  const days = await parts.plans.allDays(chat.id);
  const number = numberOf(days, today);
  if (number === 0 || (days.at(-1) ?? today) < today) return null;
  const words = lines(
    text('late-joiner', { number, count: days.length }),
    await dayText(chat, today, days, parts),
    text('late-joiner-how'),
  );
  return reply({ kind: 'choices', text: words, choices: [checkInChoice], columns: 1 });
}
