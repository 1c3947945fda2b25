import { plainCell } from '../bank/csv-cell.ts';
import { readRows, type CsvRow } from '../bank/csv-rows.ts';
import type { LocalDate } from '../local-date.ts';
import { normalise } from '../normalise.ts';
import type { DayContext, DraftItem, PlanDraft } from './draft-plan.ts';
import { maxPlanItems } from './plan.ts';
import { planProblem, type PlanProblem } from './plan-problem.ts';
import { readDay } from './read-day.ts';
import { readGoal, splitGoal } from './read-goal.ts';

const columnWords = {
  day: '日期 时间 日 天 第几天 date day on when',
  title: '内容 标题 学习内容 任务 主题 章节 title content task topic what',
  detail: '详情 说明 链接 备注 资料 detail details link url note notes',
  goal: '目标 要求 goal target amount',
} as const;
type ColumnRole = keyof typeof columnWords;
type Columns = ReadonlyMap<ColumnRole, number>;

const roleOf: ReadonlyMap<string, ColumnRole> = new Map(
  (Object.keys(columnWords) as ColumnRole[]).flatMap((role) =>
    columnWords[role].split(' ').map((word) => [word, role] as const),
  ),
);
const headerWithinRows = 10;
const headerWithinCharacters = 20_000;

/** The plan of a CSV or TSV text with the columns 日期, 内容, 详情, 目标 in any order; null when no row is such a header. */
export function readTable(text: string, today: LocalDate): PlanDraft | null {
  const head = text.slice(0, headerWithinCharacters);
  for (const delimiter of [',', '\t', ';', '，']) {
    for (const { line, cells } of readRows(head, delimiter, headerWithinRows).rows) {
      const columns = readHeader(cells);
      if (columns.has('day') && columns.has('title'))
        return readBelow({ text, delimiter, headerLine: line, columns }, today);
    }
  }
  return null;
}

function readHeader(cells: readonly string[]): Columns {
  const columns = new Map<ColumnRole, number>();
  for (const [index, cell] of cells.entries()) {
    const role = roleOf.get(normalise(cell.slice(0, 100)).replace(/\(.*\)$|[\s*:]/g, ''));
    if (role !== undefined && !columns.has(role)) columns.set(role, index);
  }
  return columns;
}

interface Table {
  readonly text: string;
  readonly delimiter: string;
  readonly headerLine: number;
  readonly columns: Columns;
}

function readBelow({ text, delimiter, headerLine, columns }: Table, today: LocalDate): PlanDraft {
  const { rows, problem } = readRows(text, delimiter, maxPlanItems + headerWithinRows + 1);
  const items: DraftItem[] = [];
  const problems: PlanProblem[] = [];
  for (const row of rows) {
    if (row.line <= headerLine) continue;
    const read = readRow(row, columns, { today, start: today });
    if ('code' in read) problems.push(read);
    else items.push(read);
  }
  if (problem !== null) problems.push(planProblem(problem.line, 'unclosed-quote'));
  return { title: '', items, problems };
}

function readRow({ line, cells }: CsvRow, columns: Columns, context: DayContext): DraftItem | PlanProblem {
  const cell = (role: ColumnRole): string => plainCell(cells[columns.get(role) ?? -1] ?? '').trim();
  const day = cell('day');
  const on = readDay(/^\d{1,3}$/.test(day) ? `day ${day}` : day, context);
  if (on === null) return planProblem(line, 'bad-date', day);
  const stated = cell('goal');
  const goal = stated === '' ? null : readGoal(stated);
  if (stated !== '' && goal === null) return planProblem(line, 'bad-goal', stated);
  const split = columns.has('goal') ? { title: cell('title'), goal } : splitGoal(cell('title'));
  return { line, on, title: split.title, detail: cell('detail'), goal: split.goal };
}
