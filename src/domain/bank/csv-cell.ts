/**
 * A cell of a CSV text, quoted where needed. A spreadsheet takes `=`, `+`, `-` and `@` at the start for a formula: an
 * apostrophe in front prevents it (https://owasp.org/www-community/attacks/CSV_Injection) and is taken off on reading.
 */
function csvCell(text: string): string {
  const safe = /^'*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",;\t\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV text with the mark and line ends that spreadsheet programs expect. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** The cell's own text, without the apostrophe that `csvCell` put in front. */
export function plainCell(cell: string): string {
  return /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
