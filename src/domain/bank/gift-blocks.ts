/** One line of a file with its 1-based number. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** What a GIFT file consists of: categories, which hold for all below them, and question blocks. */
export type GiftBlock =
  | { readonly kind: 'category'; readonly path: string }
  | {
      readonly kind: 'question';
      readonly lines: readonly NumberedLine[];
      /** Comment lines in and directly above the block, without their slashes. */
      readonly comments: readonly string[];
      /** The line of a brace that is never closed; null when all are. */
      readonly openLine: number | null;
    };

interface SourceLine extends NumberedLine {
  readonly trimmed: string;
  /** The unescaped braces of the line; none in a comment. */
  readonly braces: string;
  /** The first brace below this line, or nothing. */
  nextBrace: string;
}

interface Splitting {
  readonly blocks: GiftBlock[];
  lines: SourceLine[];
  comments: string[];
  depth: number;
  hasAnswers: boolean;
  openLine: number | null;
}

const categoryMark = '$CATEGORY:';

/**
 * The blocks of a GIFT text (https://docs.moodle.org/en/GIFT_format). A blank line ends a question unless it stands
 * within its braces; a title or a category begins a new one even without a blank line.
 */
export function splitGift(text: string): readonly GiftBlock[] {
  const splitting: Splitting = { blocks: [], lines: [], comments: [], depth: 0, hasAnswers: false, openLine: null };
  for (const line of sourceLines(text)) takeLine(splitting, line);
  flush(splitting);
  return splitting.blocks;
}

function sourceLines(text: string): readonly SourceLine[] {
  const lines = text.split('\n').map((line, index): SourceLine => {
    const trimmed = line.trim();
    const braces = trimmed.startsWith('//') ? '' : bracesOf(trimmed);
    return { number: index + 1, text: line, trimmed, braces, nextBrace: '' };
  });
  let next = '';
  for (const line of lines.toReversed()) {
    line.nextBrace = next;
    next = line.braces.charAt(0) || next;
  }
  return lines;
}

function bracesOf(line: string): string {
  if (!line.includes('{') && !line.includes('}')) return '';
  return line.replace(/\\[^]/g, '').replace(/[^{}]+/g, '');
}

function takeLine(splitting: Splitting, line: SourceLine): void {
  const { trimmed } = line;
  if (trimmed.startsWith('//')) {
    splitting.comments.push(trimmed.slice(2).trim());
  } else if (trimmed === '') {
    const isWithinBraces = splitting.depth > 0 && line.nextBrace === '}';
    if (!isWithinBraces) flush(splitting);
  } else if (trimmed.startsWith(categoryMark)) {
    flush(splitting);
    splitting.blocks.push({ kind: 'category', path: trimmed.slice(categoryMark.length).trim() });
  } else {
    if (startsQuestion(splitting, trimmed)) flush(splitting);
    addLine(splitting, line);
  }
}

function startsQuestion({ lines, depth, hasAnswers }: Splitting, trimmed: string): boolean {
  const isTitled = trimmed.startsWith('::') && trimmed.includes('::', 2);
  return lines.length > 0 && isTitled && (depth > 0 || hasAnswers);
}

function addLine(splitting: Splitting, line: SourceLine): void {
  splitting.lines.push(line);
  for (const brace of line.braces) {
    if (brace === '{' && splitting.depth === 0) splitting.openLine = line.number;
    splitting.depth = Math.max(0, splitting.depth + (brace === '{' ? 1 : -1));
    if (splitting.depth === 0) splitting.hasAnswers = true;
  }
}

function flush(splitting: Splitting): void {
  const { lines, comments, depth, openLine } = splitting;
  if (lines.length > 0) {
    const numbered = lines.map(({ number, text }) => ({ number, text }));
    splitting.blocks.push({ kind: 'question', lines: numbered, comments, openLine: depth > 0 ? openLine : null });
  }
  splitting.comments = [];
  splitting.lines = [];
  splitting.depth = 0;
  splitting.hasAnswers = false;
  splitting.openLine = null;
}
