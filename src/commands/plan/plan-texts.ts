import type { PlanItem } from '../../domain/plan/plan.ts';
import { lines, literal, type Text, text } from '../../i18n/text.ts';

const goalKeys = { minutes: 'plan-goal-minutes', pages: 'plan-goal-pages', items: 'plan-goal-items' } as const;

/** The title with its goal. */
export function titleText({ title, goal }: PlanItem): Text {
  return goal === null
    ? literal(title)
    : text('plan-title-goal', { title, goal: text(goalKeys[goal.unit], { amount: goal.amount }) });
}

/** One line of the week. */
export const weekLine = (planItem: PlanItem): Text =>
  text('plan-row', { day: { on: planItem.on }, title: titleText(planItem) });

/** The item of a day with all that is known of it. */
export function itemText(planItem: PlanItem): Text {
  return lines(titleText(planItem), planItem.detail === '' ? null : literal(planItem.detail));
}
