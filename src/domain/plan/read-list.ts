import type { LocalDate } from '../local-date.ts';
import { normalise } from '../normalise.ts';
import type { DayContext, DraftItem, PlanDraft } from './draft-plan.ts';
import { planProblem, type PlanProblem } from './plan-problem.ts';
import { findDay, readDay } from './read-day.ts';
import { splitGoal } from './read-goal.ts';

const bullet = /^(?:[-*+•·▪–—]|\d{1,3}[.)、．）])\s+(?:\[[ xX]?\]\s+)?/;
const startLine = /^(?:start|from|开始|開始|开始日期|開始日期|起始|起始日期)\s*[:：]\s*(.+)$/i;
const separator = /^[\s:：,，.。、|\-–—*_]+/;
const link = /\[([^\][]+)\]\((https?:\/\/[^()\s]+)\)/;
const bareLink = /(?:^|\s)(https?:\/\/\S+)$/;

interface ListReading {
  readonly items: DraftItem[];
  readonly problems: PlanProblem[];
  title: string;
  context: DayContext;
  /** False while no line began with anything like a day: then it is some other list. */
  hasDays: boolean;
}

/**
 * The plan written as a list, in Markdown or typed into a chat: a day at the beginning of each line, the goal in
 * brackets at its end, what is indented below belongs to it. Null when no line begins with a day.
 */
export function readList(text: string, today: LocalDate): PlanDraft | null {
  const reading: ListReading = { items: [], problems: [], title: '', context: { today, start: today }, hasDays: false };
  const lines = text.split('\n');
  readStart(reading, lines);
  for (const [index, line] of lines.entries()) readLine(reading, line, index + 1);
  const { title, items, problems, hasDays } = reading;
  return hasDays ? { title, items, problems } : null;
}

/** The start holds for all lines, wherever it stands. */
function readStart(reading: ListReading, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    const value = startLine.exec(line.trim())?.[1];
    if (value === undefined) continue;
    const start = readDay(value, reading.context);
    if (start === null) reading.problems.push(planProblem(index + 1, 'bad-start', value));
    else reading.context = { ...reading.context, start };
    return;
  }
}

function readLine(reading: ListReading, line: string, number: number): void {
  const trimmed = line.trim();
  const heading = /^#{1,6}\s+(.+)$/.exec(trimmed)?.[1];
  if (trimmed === '' || startLine.test(trimmed)) return;
  if (heading !== undefined) {
    if (reading.title === '') reading.title = heading;
    return;
  }
  const hasBullet = bullet.test(trimmed);
  const body = trimmed.replace(bullet, '').replace(/^(?:\*\*|__)/, '');
  const found = findDay(body, reading.context);
  reading.hasDays ||= found !== null;
  if (found?.on != null) addItem(reading, { line: number, on: found.on, text: body.slice(found.length) });
  else if (found !== null) reading.problems.push(planProblem(number, 'bad-date', body.slice(0, found.length)));
  else if (/^\s{2,}|^\t/.test(line) && reading.items.length > 0) addDetail(reading, hasBullet ? body : trimmed);
  else if (hasBullet) reading.problems.push(planProblem(number, 'bad-date', body));
}

function addItem({ items }: ListReading, { line, on, text }: { line: number; on: LocalDate; text: string }): void {
  const { title, goal } = splitGoal(text.replace(separator, ''));
  const linked = link.exec(title);
  const bare = linked === null ? bareLink.exec(title)?.[1] : undefined;
  const detail = linked?.[2] ?? bare ?? '';
  const shown = linked === null ? title.slice(0, title.length - (bare?.length ?? 0)) : title.replace(link, '$1');
  items.push({ line, on, title: shown.trim(), detail, goal });
}

function addDetail({ items }: ListReading, text: string): void {
  const last = items.at(-1);
  if (last === undefined) return;
  const isGoal = last.goal === null && /^(?:目标|goal|target)\s*:/.test(normalise(text.slice(0, 80)));
  const goal = isGoal ? splitGoal(`(${text.replace(/^[^:：]*[:：]/, '').trim()})`).goal : null;
  items[items.length - 1] =
    goal === null ? { ...last, detail: last.detail === '' ? text : `${last.detail}\n${text}` } : { ...last, goal };
}
