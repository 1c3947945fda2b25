import { isMap, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import type { LocalDate } from '../local-date.ts';
import type { DraftItem, PlanDraft } from './draft-plan.ts';
import { planProblem, type PlanProblem } from './plan-problem.ts';
import { readDay } from './read-day.ts';
import { readYamlItem, type YamlReading } from './yaml-item.ts';
import { dangerousLine } from './yaml-guard.ts';
import { scalarText, valueUnder } from './yaml-node.ts';

const names = {
  title: 'title name 标题 名称 计划名称',
  start: 'start from begin 开始 开始日期 起始 起始日期',
  items: 'items plan days schedule 计划 内容 安排 列表',
} as const;

/** The plan of a YAML text: `title`, `start` and `items`; null when it is YAML of another kind. */
export function readYaml(text: string, today: LocalDate): PlanDraft | null {
  const lines = new LineCounter();
  const refused = (line: number): PlanDraft => ({ title: '', items: [], problems: [planProblem(line, 'not-yaml')] });
  const dangerous = dangerousLine(text);
  if (dangerous !== null) return refused(dangerous);
  // Plain strings only (failsafe), and no search for equal keys, which takes quadratic time.
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error !== undefined) return refused(lines.linePos(error.pos[0]).line);
  const lineOf = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  return readRoot(document.contents, { lineOf, context: { today, start: today } });
}

function readRoot(root: unknown, reading: YamlReading): PlanDraft | null {
  if (isSeq(root)) return readItems(root, reading, '');
  if (!isMap(root)) return null;
  const items = valueUnder(root, names.items);
  if (items === null) return null;
  const title = scalarText(valueUnder(root, names.title)) ?? '';
  const startNode = valueUnder(root, names.start);
  const start = startNode === null ? reading.context.start : readDay(scalarText(startNode) ?? '', reading.context);
  if (start === null) {
    const problem = planProblem(reading.lineOf(startNode), 'bad-start', scalarText(startNode) ?? '');
    return { title, items: [], problems: [problem] };
  }
  return readItems(items, { ...reading, context: { ...reading.context, start } }, title);
}

function readItems(node: unknown, reading: YamlReading, title: string): PlanDraft | null {
  const items: DraftItem[] = [];
  const problems: PlanProblem[] = [];
  for (const [key, value] of entries(node)) {
    const read = readYamlItem(key, value, reading);
    if ('code' in read) problems.push(read);
    else items.push(read);
  }
  if (!isSeq(node) && !isMap(node)) problems.push(planProblem(reading.lineOf(node), 'wrong-shape', 'items'));
  return { title, items, problems };
}

/** A list has values only, a map (`2026-12-01: …`) has the day as its key. */
function entries(node: unknown): readonly (readonly [unknown, unknown])[] {
  if (isSeq(node)) return node.items.map((item) => [null, item] as const);
  return isMap(node) ? node.items.map(({ key, value }: Pair) => [key, value] as const) : [];
}
