import { stringify } from 'yaml';
import { csvText } from '../bank/csv-cell.ts';
import { cleanText } from '../bank/clean-text.ts';
import type { Plan, PlanGoal, PlanItem } from './plan.ts';

export const planFormats = ['csv', 'yaml', 'md'] as const;
export type PlanFormat = (typeof planFormats)[number];

/** A plan as the text of a file that `importPlan` reads back; CSV has no place for the plan's title. */
export function exportPlan(plan: Plan, format: PlanFormat): string {
  switch (format) {
    case 'csv':
      return csvText([['日期', '内容', '详情', '目标'], ...plan.items.map(row)]);
    case 'yaml':
      return stringify({ title: plan.title, items: plan.items.map(plainItem) }, { lineWidth: 0 });
    case 'md':
      return `# ${plan.title}\n\n${plan.items.map(listItem).join('')}`;
  }
}

const unitNames: Readonly<Record<PlanGoal['unit'], string>> = { minutes: '分钟', pages: '页', items: '项' };

function goalText(goal: PlanGoal | null): string {
  return goal === null ? '' : `${String(goal.amount)}${unitNames[goal.unit]}`;
}

function row({ on, title, detail, goal }: PlanItem): readonly string[] {
  return [on, title, detail, goalText(goal)];
}

function plainItem({ on, title, detail, goal }: PlanItem): Readonly<Record<string, unknown>> {
  return {
    on,
    title,
    ...(detail === '' ? {} : { detail }),
    ...(goal === null ? {} : { goal: { amount: goal.amount, unit: goal.unit } }),
  };
}

function listItem({ on, title, detail, goal }: PlanItem): string {
  const end = goal === null ? '' : ` (${goalText(goal)})`;
  const lines = detail === '' ? [] : cleanText(detail).split('\n');
  return `- ${on} ${title}${end}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
