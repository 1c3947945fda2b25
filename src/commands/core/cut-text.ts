const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** How long a text may be; bytes are those of UTF-8. */
export interface TextLimit {
  readonly characters: number;
  /** Absent where only characters count. */
  readonly bytes?: number;
}

/**
 * The text in pieces of at most `max` UTF-16 units (and bytes), cut at line ends, else after a sentence, else at spaces,
 * else between graphemes. Nothing is lost but the white space at the cuts; an empty text is no piece at all.
 */
export function cutText(words: string, max: number | TextLimit): readonly string[] {
  const limit = limitOf(max);
  const pieces: string[] = [];
  let rest = words.trim();
  for (let fits = fitting(rest, limit); fits < rest.length; fits = fitting(rest, limit)) {
    const cut = cutAt(rest, fits);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** The text itself when it fits, else its beginning with `…`, never cutting a grapheme. */
export function shorten(words: string, max: number | TextLimit): string {
  const limit = limitOf(max);
  if (fitting(words, limit) === words.length) return words;
  const { characters, bytes = Number.POSITIVE_INFINITY } = limit;
  const fits = fitting(words, { characters: characters - 1, bytes: bytes - Buffer.byteLength('…') });
  return `${words.slice(0, graphemeBorder(words, fits)).trimEnd()}…`;
}

const limitOf = (max: number | TextLimit): TextLimit => (typeof max === 'number' ? { characters: max } : max);

/** No code point is longer in UTF-8; texts of a third of the bytes need not be counted. */
const unitMaxBytes = 3;

/** How many UTF-16 units from the beginning are within the limit; at least one character, or nothing would ever end. */
function fitting(words: string, { characters, bytes }: TextLimit): number {
  const most = Math.min(words.length, characters);
  if (bytes === undefined || most * unitMaxBytes <= bytes) return most;
  let counted = 0;
  let at = 0;
  while (at < most) {
    const character = String.fromCodePoint(words.codePointAt(at) ?? 0);
    counted += Buffer.byteLength(character);
    if (at + character.length > most || (counted > bytes && at > 0)) break;
    at += character.length;
  }
  return at;
}

/** A cut in the first half would leave a stub of a message. */
const leastFill = 0.5;

const sentenceEnds = '。！？；!?;…';
const closings = '”’」』）)';

function cutAt(words: string, max: number): number {
  const head = words.slice(0, max + 1);
  const least = Math.ceil(max * leastFill);
  const line = head.lastIndexOf('\n');
  if (line >= least) return line;
  const sentence = afterSentence(words, least, max);
  if (sentence !== null) return sentence;
  const space = head.lastIndexOf(' ');
  return space >= least ? space : graphemeBorder(words, max);
}

/** The last end of a sentence, its closing quotes included, between `least` and `max`. */
function afterSentence(words: string, least: number, max: number): number | null {
  for (let at = max; at >= Math.max(1, least); at -= 1) {
    const [last = '', next = ''] = [words[at - 1], words[at]];
    const isEnd =
      sentenceEnds.includes(last) || (closings.includes(last) && sentenceEnds.includes(words[at - 2] ?? ' '));
    const goesOn = sentenceEnds.includes(next) || closings.includes(next) || /\u200d|\p{M}/u.test(next);
    if (isEnd && !goesOn) return at;
  }
  return null;
}

/** The last border between graphemes at or before `max`; a single longer grapheme is cut between code points. */
function graphemeBorder(words: string, max: number): number {
  let border = 0;
  // From the beginning: a window might open within a flag and see borders where there are none.
  for (const { index } of graphemes.segment(words.slice(0, max + 64))) {
    if (index > max) break;
    border = index;
  }
  if (border > 0) return border;
  const unit = words.charCodeAt(max);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowSurrogate && max > 1 ? max - 1 : max;
}
