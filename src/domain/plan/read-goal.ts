import { findAmountPrefix } from '../amount.ts';
import { normalise } from '../normalise.ts';
import type { PlanGoal } from './plan.ts';

/** The goal that the whole text is: `30分钟`, `半小时`, `20 pages`, `3章`; null for anything else. */
export function readGoal(text: string): PlanGoal | null {
  if (text.length > 60) return null;
  const folded = normalise(text).replace(/项$/, '个');
  const found = findAmountPrefix(folded);
  if (found?.length !== folded.length || !(found.amount > 0)) return null;
  const { amount, unit } = found;
  return unit === 'minutes' || unit === 'pages' || unit === 'items' ? { amount, unit } : null;
}

/** A title and the goal in brackets at its end: `第一章（30分钟）`. Other brackets stay with the title. */
export function splitGoal(text: string): { readonly title: string; readonly goal: PlanGoal | null } {
  const trimmed = text.trim();
  const open = Math.max(trimmed.lastIndexOf('('), trimmed.lastIndexOf('（'), trimmed.lastIndexOf('['));
  if (open < 0 || !/[)）\]]$/.test(trimmed)) return { title: trimmed, goal: null };
  const goal = readGoal(trimmed.slice(open + 1, -1));
  return goal === null ? { title: trimmed, goal } : { title: trimmed.slice(0, open).trim(), goal };
}
