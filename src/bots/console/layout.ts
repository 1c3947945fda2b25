import type { Button } from '../../commands/core/outgoing.ts';
import { displayWidth, wrapText } from './display-width.ts';
import type { Paint } from './paint.ts';

export interface Layout {
  readonly paint: Paint;
  /** Cells of a line. */
  readonly columns: number;
}

/** Lines with `head`, which names the speaker, before the first and a margin before the others. */
export function speech(head: string, words: string, { columns, paint }: Layout): readonly string[] {
  const margin = '  ';
  const [first = '', ...rest] = words.split('\n');
  const isShort = displayWidth(head) + displayWidth(first) <= columns;
  const opening = isShort
    ? [`${paint.bot(head)}${first}`]
    : [paint.bot(head.trimEnd()), ...wrapText(first, columns - margin.length).map((line) => margin + line)];
  return [...opening, ...rest.flatMap((line) => wrapText(line, columns - margin.length)).map((line) => indent(line))];
}

const indent = (line: string): string => (line === '' ? '' : `  ${line}`);

/** Buttons as numbered choices, as many in a line as were meant and fit. */
export function numberedChoices(rows: readonly (readonly Button[])[], layout: Layout): readonly string[] {
  let number = 0;
  return rows.flatMap((row) => {
    const labels = row.map(({ label }) => {
      number += 1;
      return { plain: `[${String(number)}] ${label}`, number };
    });
    const joined = labels.map(({ plain }) => plain).join('   ');
    const isOneLine = displayWidth(joined) + 2 <= layout.columns;
    const lines = isOneLine ? [joined] : labels.flatMap(({ plain }) => wrapText(plain, layout.columns - 2));
    return lines.map((line) => `  ${line.replace(/\[\d+\]/gu, (mark) => layout.paint.choice(mark))}`);
  });
}

/** The text without what would move the cursor or change the terminal; banks and names come from anywhere. */
export const withoutControls = (words: string): string =>
  words.replace(/\t/gu, '  ').replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/gu, '');
