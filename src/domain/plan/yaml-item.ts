import { isMap } from 'yaml';
import type { DayContext, DraftItem } from './draft-plan.ts';
import type { PlanGoal } from './plan.ts';
import { planProblem, type PlanProblem } from './plan-problem.ts';
import { findDay, readDay } from './read-day.ts';
import { readGoal, splitGoal } from './read-goal.ts';
import { scalarText, valueUnder } from './yaml-node.ts';

const names = {
  on: 'on date 日期 日',
  day: 'day 天 第几天',
  title: 'title content task what 标题 内容 任务',
  detail: 'detail details link url note 详情 说明 链接 备注',
  goal: 'goal target 目标',
  amount: 'amount 数量',
  unit: 'unit 单位',
} as const;

/** What reading needs to know: the line of a node and what days count from. */
export interface YamlReading {
  readonly lineOf: (node: unknown) => number;
  readonly context: DayContext;
}

/** One item: a map, a text that begins with a day, or a day (the key) and a title. */
export function readYamlItem(key: unknown, value: unknown, reading: YamlReading): DraftItem | PlanProblem {
  const line = reading.lineOf(key ?? value);
  const stated = scalarText(key);
  const [pair, ...more] = isMap(value) ? value.items : [];
  const isDayAndText = stated === '' && pair !== undefined && more.length === 0 && dayKey(pair.key, reading.context);
  if (isDayAndText) return readYamlItem(pair.key, pair.value, reading);
  if (isMap(value)) {
    const on = scalarText(valueUnder(value, names.on)) ?? '';
    const count = scalarText(valueUnder(value, names.day)) ?? '';
    const day = [on, /^\d+$/.test(count.trim()) ? `day ${count.trim()}` : count, stated ?? ''].find(
      (one) => one !== '',
    );
    return fullItem(value, { line, day: day ?? '', reading });
  }
  const text = scalarText(value);
  if (text === null || stated === null) return planProblem(line, 'wrong-shape', 'items');
  return textItem(stated === '' ? text : `${stated} ${text}`, line, reading.context);
}

/** `- Day 2: Chapter two` is a map to YAML. */
function dayKey(key: unknown, context: DayContext): boolean {
  return findDay(scalarText(key) ?? '', context) !== null;
}

interface ItemPlace {
  readonly line: number;
  readonly day: string;
  readonly reading: YamlReading;
}

function fullItem(map: Parameters<typeof valueUnder>[0], { line, day, reading }: ItemPlace): DraftItem | PlanProblem {
  const on = readDay(day, reading.context);
  if (on === null) return planProblem(line, 'bad-date', day);
  const title = scalarText(valueUnder(map, names.title));
  const detail = scalarText(valueUnder(map, names.detail));
  if (title === null || detail === null) return planProblem(line, 'wrong-shape', title === null ? 'title' : 'detail');
  const goalNode = valueUnder(map, names.goal);
  const goalText = goalTextOf(goalNode);
  const goal = goalText === null || goalText === '' ? null : readGoal(goalText);
  if (goalText === null || (goalText !== '' && goal === null))
    return planProblem(reading.lineOf(goalNode), 'bad-goal', goalText ?? '');
  return { line, on, title, detail, goal };
}

const unitWords: Readonly<Record<PlanGoal['unit'], string>> = { minutes: 'minutes', pages: 'pages', items: '项' };

function goalTextOf(node: unknown): string | null {
  if (!isMap(node)) return scalarText(node);
  const amount = scalarText(valueUnder(node, names.amount));
  const unit = scalarText(valueUnder(node, names.unit));
  if (amount === null || unit === null) return null;
  const known = Object.hasOwn(unitWords, unit) ? unitWords[unit as PlanGoal['unit']] : unit;
  return `${amount} ${known}`;
}

function textItem(text: string, line: number, context: DayContext): DraftItem | PlanProblem {
  const found = findDay(text, context);
  if (found?.on == null) return planProblem(line, 'bad-date', text);
  const { title, goal } = splitGoal(text.slice(found.length).replace(/^[\s:：,，\-–—]+/, ''));
  return { line, on: found.on, title, detail: '', goal };
}
