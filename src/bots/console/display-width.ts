const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Characters that terminals draw two cells wide: Han, kana, Hangul, full-width forms, CJK punctuation, emoji.
 * https://www.unicode.org/reports/tr11/ (W and F)
 */
const wide =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]|[\u3000-\u303E\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6])/u;
/** An emoji made of a text sign and the variation selector. */
const emojiByChoice = /\uFE0F/u;
const invisible = /^[\p{Mark}\p{Cf}]+$/u;

/** Terminal cells that a text takes, without control sequences in it. */
export function displayWidth(words: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(words)) width += cellsOf(segment);
  return width;
}

function cellsOf(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) || emojiByChoice.test(grapheme) ? 2 : 1;
}

/** Signs that may not begin a line (避头): they stay with what they close, one cell or two over the edge. */
const closing = /^[，。！？；：、）》」』”’…,.!?;:)\]}]$/u;

/** The text in lines of at most `cells`, cut at spaces or between Han characters; line ends of its own are kept. */
export function wrapText(words: string, cells: number): readonly string[] {
  return words.split('\n').flatMap((line) => wrapLine(line, Math.max(cells, 8)));
}

function wrapLine(line: string, cells: number): readonly string[] {
  if (displayWidth(line) <= cells) return [line];
  const lines: string[] = [];
  let current = '';
  let width = 0;
  for (const piece of piecesOf(line, cells)) {
    const pieceWidth = displayWidth(piece);
    if (width + displayWidth(piece.trimEnd()) > cells && current !== '' && !closing.test(piece)) {
      lines.push(current.trimEnd());
      [current, width] = ['', 0];
    }
    current += piece;
    width += pieceWidth;
  }
  return current === '' ? lines : [...lines, current.trimEnd()];
}

/** What may not be torn apart: a Latin word with the space after it, or one wide character; longer words are cut. */
function piecesOf(line: string, cells: number): readonly string[] {
  const pieces: string[] = [];
  let word = '';
  for (const { segment } of graphemes.segment(line)) {
    const isWide = wide.test(segment);
    if (word !== '' && (isWide || /\s$/u.test(word) || displayWidth(word) >= cells)) {
      pieces.push(word);
      word = '';
    }
    if (isWide) pieces.push(segment);
    else word += segment;
  }
  if (word !== '') pieces.push(word);
  return pieces;
}
