import type { LocalDate } from '../local-date.ts';

/** How much an item asks for. */
export interface PlanGoal {
  readonly amount: number;
  readonly unit: 'minutes' | 'pages' | 'items';
}

/** What to study on one day. */
export interface PlanItem {
  readonly on: LocalDate;
  readonly title: string;
  /** More about it, perhaps with a link; may be empty. */
  readonly detail: string;
  readonly goal: PlanGoal | null;
}

/** A study plan: at most one item a day, by day. */
export interface Plan {
  readonly title: string;
  readonly items: readonly PlanItem[];
}

/** A thousand items fit; the YAML parser takes seconds for a hostile megabyte (quadratic in the number of errors). */
export const maxPlanBytes = 256 * 1024;
export const maxPlanItems = 1_000;
export const maxPlanTitleCharacters = 100;
export const maxItemTitleCharacters = 200;
export const maxItemDetailCharacters = 1_000;
