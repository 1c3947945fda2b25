import type { LocalDate } from '../local-date.ts';
import type { PlanItem } from './plan.ts';
import type { PlanProblem } from './plan-problem.ts';

/** An item as it stands in a file, with its line. */
export interface DraftItem extends PlanItem {
  readonly line: number;
}

/** What a reader found. */
export interface PlanDraft {
  readonly title: string;
  readonly items: readonly DraftItem[];
  readonly problems: readonly PlanProblem[];
}

/** What relative days count from: `Day 1` is the start, a day without a year lies near it. */
export interface DayContext {
  readonly today: LocalDate;
  readonly start: LocalDate;
}
