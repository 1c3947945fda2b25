import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { publishedWorkdays, type WorkCalendar, workdaysWith } from './domain/workdays.ts';
import { readWorkdayTable, type WorkdayProblem, workdayFileMaxBytes } from './domain/workday-table.ts';
import type { ConfigProblem } from './errors.ts';

/** The calendar to live by, and what is wrong with the file that changes it. */
export interface ConfiguredWorkdays {
  readonly calendar: WorkCalendar;
  readonly problems: readonly ConfigProblem[];
}

/** The published calendar with the days of `BANZHANG_WORKDAYS_FILE`, whose path is taken from `cwd`. */
export function readWorkdaysFile(env: Readonly<Record<string, string | undefined>>, cwd: string): ConfiguredWorkdays {
  const path = (env['BANZHANG_WORKDAYS_FILE'] ?? '').trim();
  if (path === '') return { calendar: publishedWorkdays, problems: [] };
  const read = readBytes(resolve(cwd, path));
  if (typeof read === 'string') return refused([`${path} ${read}`]);
  const table = readWorkdayTable(read);
  if (table.kind === 'refused') return refused(table.problems.map((problem) => `${path}${sentence(problem)}`));
  return { calendar: workdaysWith(table.rows, table.completeYears), problems: [] };
}

const refused = (messages: readonly string[]): ConfiguredWorkdays => ({
  calendar: publishedWorkdays,
  problems: messages.map((message) => ({ key: 'BANZHANG_WORKDAYS_FILE', message })),
});

/** The bytes, or why there are none. */
function readBytes(path: string): Uint8Array | string {
  try {
    const { size } = statSync(path);
    return size > workdayFileMaxBytes ? `is larger than ${String(workdayFileMaxBytes / 1024)} kB` : readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return reasons[code] ?? `cannot be read (${code})`;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a folder; name the file in it',
};

function sentence({ line, code, detail }: WorkdayProblem): string {
  const at = line === 0 ? '' : `, line ${String(line)}`;
  switch (code) {
    case 'bad-encoding':
      return ' is neither UTF-8 nor GB18030';
    case 'empty':
      return ' holds no days; it wants lines such as 2027-10-01,off,National Day';
    case 'unclosed-quote':
      return `${at}: a quotation mark is not closed`;
    case 'bad-date':
      return `${at}: "${detail}" is no date; write it like 2027-10-01`;
    case 'bad-kind':
      return `${at}: "${detail}" is neither work nor off (上班, 休息)`;
    case 'twice':
      return `${at}: the day stands in line ${detail} already`;
    case 'empty-year':
      return `${at}: ${detail} is said to be complete, but no day off of it is listed`;
  }
}
