import { cleanLine, cleanText, isLongerThan } from '../bank/clean-text.ts';
import { decodeText } from '../bank/decode-text.ts';
import { extensionOf, isSpreadsheet } from '../bank/detect-format.ts';
import type { LocalDate } from '../local-date.ts';
import type { DraftItem, PlanDraft } from './draft-plan.ts';
import {
  maxItemDetailCharacters,
  maxItemTitleCharacters,
  maxPlanBytes,
  maxPlanItems,
  maxPlanTitleCharacters,
  type PlanItem,
} from './plan.ts';
import { planProblem, type PlanProblem, type PlanProblemCode } from './plan-problem.ts';
import { readList } from './read-list.ts';
import { readTable } from './read-table.ts';
import { readYaml } from './read-yaml.ts';

/** A file as a member sent it. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A whole plan, every reason why there is none, or nothing to do with plans. `title` may be empty. */
export type PlanImport =
  | { readonly kind: 'plan'; readonly title: string; readonly items: readonly PlanItem[] }
  | { readonly kind: 'refused'; readonly problems: readonly PlanProblem[]; readonly problemCount: number }
  | { readonly kind: 'not-a-plan' };

const maxProblemsShown = 20;
const textExtensions: ReadonlySet<string> = new Set(['yaml', 'yml', 'csv', 'tsv', 'md', 'markdown', 'txt']);

/**
 * The study plan of a YAML, CSV or Markdown file or of a text typed into a chat, all or nothing, its items by day. Days
 * without a date count from the plan's start or today. Never throws.
 */
export function importPlan(source: PlanFile | string, context: { readonly today: LocalDate }): PlanImport {
  const name = typeof source === 'string' ? '' : source.name;
  const isText = name === '' || textExtensions.has(extensionOf(name));
  if (isSpreadsheet(name)) return refusal('spreadsheet-file', extensionOf(name));
  const size = typeof source === 'string' ? source.length : source.bytes.length;
  if (size > maxPlanBytes) return isText ? refusal('too-large', '256 KB') : { kind: 'not-a-plan' };
  const text = typeof source === 'string' ? source.replace(/\r\n?/g, '\n') : decodeText(source.bytes);
  if (text === null) return isText ? refusal('bad-encoding') : { kind: 'not-a-plan' };
  if (text.trim() === '') return isText ? refusal('empty-file') : { kind: 'not-a-plan' };
  const draft = readDraft(extensionOf(name), text, context.today);
  return draft === null ? { kind: 'not-a-plan' } : conclude(draft, stemOf(name));
}

function refusal(code: PlanProblemCode, detail: string | number = ''): PlanImport {
  return { kind: 'refused', problems: [planProblem(0, code, detail)], problemCount: 1 };
}

/** By the extension, otherwise by the content; a text file that is none of them may still hold a list. */
function readDraft(extension: string, text: string, today: LocalDate): PlanDraft | null {
  if (extension === 'yaml' || extension === 'yml') return readYaml(text, today);
  if (extension === 'csv' || extension === 'tsv') return readTable(text, today);
  const looksLikeYaml = /^(?:items|计划|計劃|安排|days|schedule)[^\S\n]*:[^\S\n]*(?:#[^\n]*)?$/m.test(text);
  const fromYaml = looksLikeYaml ? readYaml(text, today) : null;
  return fromYaml ?? readTable(text, today) ?? readList(text, today);
}

function conclude(draft: PlanDraft, stem: string): PlanImport {
  if (draft.items.length > maxPlanItems) return refusal('too-many-items', maxPlanItems);
  const items = draft.items.map((item) => ({ ...item, title: cleanLine(item.title), detail: cleanText(item.detail) }));
  const found = [...draft.problems, ...items.flatMap(itemProblems), ...sameDayProblems(items)];
  const problems = found.sort((a, b) => a.line - b.line);
  if (problems.length > 0)
    return { kind: 'refused', problems: problems.slice(0, maxProblemsShown), problemCount: problems.length };
  if (items.length === 0) return refusal('no-items');
  const title = Array.from(cleanLine(draft.title) || stem)
    .slice(0, maxPlanTitleCharacters)
    .join('');
  const byDay = items.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return { kind: 'plan', title, items: byDay.map(({ on, title, detail, goal }) => ({ on, title, detail, goal })) };
}

function itemProblems({ line, title, detail }: DraftItem): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (title === '') problems.push(planProblem(line, 'empty-title'));
  if (isLongerThan(title, maxItemTitleCharacters))
    problems.push(planProblem(line, 'title-too-long', maxItemTitleCharacters));
  if (isLongerThan(detail, maxItemDetailCharacters))
    problems.push(planProblem(line, 'detail-too-long', maxItemDetailCharacters));
  return problems;
}

function sameDayProblems(items: readonly DraftItem[]): readonly PlanProblem[] {
  const lineOfDay = new Map<LocalDate, number>();
  return items.flatMap(({ line, on }) => {
    const first = lineOfDay.get(on);
    if (first !== undefined) return [planProblem(line, 'two-items-on-one-day', first)];
    lineOfDay.set(on, line);
    return [];
  });
}

function stemOf(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  return cleanLine(base.replace(/\.[^.]+$/, ''));
}
