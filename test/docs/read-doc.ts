import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Text of a file named from the checkout. */
export const readDoc = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Cells of every table row below a heading, the header and its rule left out; the whole text without a heading. */
export function tableRows(text: string, heading?: string): readonly (readonly string[])[] {
  const part = heading === undefined ? text : section(text, heading);
  const rows = part.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .filter((_line, index) => !/^\|[\s:|-]+\|$/.test(rows[index + 1] ?? '') && !isRule(rows[index]))
    .map(cells);
}

const isRule = (line = ''): boolean => /^\|[\s:|-]+\|$/.test(line);

const cells = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/** What stands between a heading and the next of its level or above. */
export function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === heading && line.startsWith('#'));
  if (start === -1) throw new Error(`there is no heading “${heading}”`);
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 1;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && (/^#+/.exec(line)?.[0].length ?? 9) <= level);
  return rest.slice(0, end === -1 ? rest.length : end).join('\n');
}

/** What stands in `code` in a cell or a paragraph. */
export const codeSpans = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
