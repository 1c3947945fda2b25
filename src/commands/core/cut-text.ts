const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The text in pieces of at most `max` UTF-16 units, cut at line ends, else at spaces, else between graphemes.
 * Nothing is lost but the white space at the cuts; an empty text is no piece at all.
 */
export function cutText(words: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let rest = words.trim();
  while (rest.length > max) {
    const cut = cutAt(rest, max);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** A cut in the first half would leave a stub of a message. */
const leastFill = 0.5;

function cutAt(words: string, max: number): number {
  const head = words.slice(0, max + 1);
  for (const mark of ['\n', ' ']) {
    const at = head.lastIndexOf(mark);
    if (at >= max * leastFill) return at;
  }
  return graphemeBorder(words, max);
}

/** The last border between graphemes at or before `max`; a single longer grapheme is cut between code points. */
function graphemeBorder(words: string, max: number): number {
  // A window is enough: borders depend on what stands just before.
  const from = Math.max(0, max - 64);
  let border = 0;
  for (const { index } of graphemes.segment(words.slice(from, max + 64))) {
    if (from + index <= max && from + index > 0) border = from + index;
  }
  if (border > 0) return border;
  const unit = words.charCodeAt(max);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowSurrogate && max > 1 ? max - 1 : max;
}

/** The text itself when it fits, else its beginning with `…`, never cutting a grapheme. */
export function shorten(words: string, max: number): string {
  return words.length <= max ? words : `${words.slice(0, graphemeBorder(words, max - 1)).trimEnd()}…`;
}
