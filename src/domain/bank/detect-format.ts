import { answerLine } from './aiken-lines.ts';
import { optionLabel } from './option-letters.ts';
import { findLayout } from './read-csv.ts';

export const bankFormats = ['csv', 'json', 'aiken', 'gift'] as const;
export type BankFormat = (typeof bankFormats)[number];

const formatOfExtension: ReadonlyMap<string, BankFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['json', 'json'],
  ['aiken', 'aiken'],
  ['gift', 'gift'],
]);
const spreadsheets: ReadonlySet<string> = new Set(['xls', 'xlsx', 'xlsm', 'ods', 'et', 'numbers']);
const sniffedCharacters = 200_000;

/** The part of a file name after its last dot, in lower case. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** True for a spreadsheet program's own file, which must be saved as CSV first. */
export function isSpreadsheet(name: string): boolean {
  return spreadsheets.has(extensionOf(name));
}

/** True when the name alone says that a question bank or a text is meant. */
export function isNamedAsText(name: string): boolean {
  const extension = extensionOf(name);
  return extension === 'txt' || formatOfExtension.has(extension);
}

/** The format by the file's extension, or by its content where the extension leaves it open; null for other texts. */
export function detectFormat(name: string, text: string): BankFormat | null {
  return formatOfExtension.get(extensionOf(name)) ?? sniff(text.slice(0, sniffedCharacters));
}

function sniff(text: string): BankFormat | null {
  if (/^\s*(?:\{\s*"|\[\s*[{\]])/.test(text)) return 'json';
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.some((line) => line.startsWith('$CATEGORY:') || /^::.*::/.test(line))) return 'gift';
  if (lines.some((line) => answerLine.test(line)) && lines.some((line) => optionLabel.test(line))) return 'aiken';
  if (/(?:^|[^\\])\{\s*(?:[=~#}]|(?:TRUE|FALSE|T|F)\s*[#}])/i.test(text)) return 'gift';
  return findLayout(text)?.missing === null ? 'csv' : null;
}
