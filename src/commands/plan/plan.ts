import { z } from 'zod';
import { addDays, weekStart } from '../../domain/calendar.ts';
import { parseDatePhrase } from '../../domain/date-phrase.ts';
import type { PlanItem } from '../../domain/plan/plan.ts';
import { maxItemTitleCharacters } from '../../domain/plan/plan.ts';
import { readGoal, splitGoal } from '../../domain/plan/read-goal.ts';
import { Refusal } from '../../errors.ts';
import { lines, text } from '../../i18n/text.ts';
import type { PlanStore } from '../../store/plans.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type Reply, say } from '../core/reply.ts';
import { planImportedText } from '../files/file-listener.ts';
import { problemsText } from '../files/problem-texts.ts';
import { linkCalendar, type PlanCalendarParts, sendCalendar } from './plan-calendar.ts';
import { itemText, weekLine } from './plan-texts.ts';

export interface PlanParts extends PlanCalendarParts {
  readonly plans: PlanStore;
}

type PlanWish =
  | { readonly kind: 'week'; readonly isNext: boolean }
  | { readonly kind: 'set'; readonly words: string }
  | { readonly kind: 'import'; readonly list: string }
  | { readonly kind: 'link'; readonly act: 'show' | 'new' | 'off' }
  | { readonly kind: 'ics' };

const linkWords = /^(?:link|subscribe|订阅|訂閱)(?:\s*(new|新|换|換|重置)|\s*(off|关|關|关闭|關閉|取消))?$/iu;
const icsWords = /^(?:ics|ical|calendar|日历|日曆|行事曆|行事历)$/iu;

function readPlanWish(words: string): PlanWish | null {
  if (/^(本周|本週|这周|這週|this week)?$/i.test(words)) return { kind: 'week', isNext: false };
  if (/^(下周|下週|next week)$/i.test(words)) return { kind: 'week', isNext: true };
  const link = linkWords.exec(words);
  if (link !== null) return { kind: 'link', act: link[1] ? 'new' : link[2] ? 'off' : 'show' };
  if (icsWords.test(words)) return { kind: 'ics' };
  const match = /^(set|import|设置|设定|設置|設定|导入|汇入|匯入|導入)(?:[\s:：]+([\s\S]*))?$/iu.exec(words);
  if (match?.[1] === undefined) return null;
  const rest = match[2] ?? '';
  return /^(set|设置|设定|設置|設定)$/i.test(match[1]) ? { kind: 'set', words: rest } : { kind: 'import', list: rest };
}

/** `/plan`: this week's plan; organisers set days or import a list. */
export function createPlanCommand(parts: PlanParts): AnyCommand {
  return command({
    name: 'plan',
    words: ['计划', '計畫', '計劃', 'plan'],
    where: 'anywhere',
    who: 'member',
    summary: 'plan-summary',
    usage: 'plan-usage',
    args: z
      .string()
      .transform(readPlanWish)
      .pipe(z.custom<PlanWish>((wish) => wish !== null)),
    isCall: (rest, { isGroup }) => !isGroup || readPlanWish(rest) !== null,
    run: (wish, context) => runWish(wish, context, parts),
  });
}

async function runWish(wish: PlanWish, context: Context, parts: PlanParts): Promise<readonly Reply[]> {
  if (wish.kind === 'week') return [await week(wish.isNext, context, parts)];
  if (wish.kind === 'ics') return sendCalendar(context, parts);
  if (!(await context.isOrganiser())) throw new Refusal('only-organisers');
  if (wish.kind === 'link') return linkCalendar(wish.act, context, parts);
  return wish.kind === 'set' ? setDay(wish.words, context, parts) : importList(wish.list, context, parts);
}

async function week(isNext: boolean, { chat, today }: Context, { plans }: PlanParts): Promise<Reply> {
  const monday = addDays(weekStart(today), isNext ? 7 : 0);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const items = (await plans.days(chat.id, days)).filter((planItem) => planItem !== null);
  if (items.length === 0) return say(text(isNext ? 'plan-empty-next' : 'plan-empty'));
  const week = isNext ? text('plan-week-next') : text('plan-week');
  const head = chat.planTitle === '' || isNext ? week : text('plan-week-of', { title: chat.planTitle });
  return say(lines(head, ...items.map(weekLine)));
}

async function setDay(words: string, { chat, today, event }: Context, { plans }: PlanParts): Promise<readonly Reply[]> {
  const dated = parseDatePhrase(words, { today });
  if (dated === null || dated.rest === '') throw new Refusal('plan-usage');
  const { title, goal } = goalAtEnd(dated.rest);
  if (title.length > maxItemTitleCharacters) throw new Refusal('plan-title-long', { max: maxItemTitleCharacters });
  const planItem: PlanItem = { on: dated.on, title, detail: '', goal };
  await plans.setDay(chat.id, event.id, planItem);
  return [say(lines(text('plan-set', { day: { on: dated.on } }), itemText(planItem)))];
}

async function importList(
  list: string,
  { chat, today, event }: Context,
  { plans }: PlanParts,
): Promise<readonly Reply[]> {
  if (list.trim() === '') throw new Refusal('plan-import-usage');
  // Loaded when somebody brings a plan, not at every start.
  const { importPlan } = await import('../../domain/plan/import-plan.ts');
  const plan = importPlan(list, { today });
  if (plan.kind === 'not-a-plan') throw new Refusal('plan-import-usage');
  if (plan.kind === 'refused') return [say(problemsText(text('plan-word'), plan.problems, plan.problemCount))];
  await plans.replace(chat.id, event.id, plan);
  return [say(planImportedText(plan.title, plan.items))];
}

/** `第一章（30分钟）` as in files, and `第一章 30分钟` as people type it. */
function goalAtEnd(words: string): ReturnType<typeof splitGoal> {
  const split = splitGoal(words);
  const [, title, last] = /^(.*\S)\s+(\S+)$/su.exec(words) ?? [];
  const goal = split.goal === null && last !== undefined ? readGoal(last) : null;
  return goal === null || title === undefined ? split : { title, goal };
}
