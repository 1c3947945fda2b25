import { commonHan } from './common-han.ts';

/** Windows-1252's own letters at 0x80–0x9F: https://encoding.spec.whatwg.org/index-windows-1252.txt */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Chinese texts have half of their characters among the common ones, wrong readings next to none. */
const leastCommonShare = 0.15;
/** What a decoder, a database and a debugger leave behind where text was lost. */
const lostText = /\ufffd|锟斤拷|烫烫烫|屯屯屯/;

/**
 * The text of a file whose encoding nobody states: UTF-8, UTF-16 with its mark, GB18030 (what Excel saves in Chinese)
 * or Big5; null when it is none of them or was damaged before. Line breaks come out as `\n`, the mark is dropped.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decodeMarked(bytes) ?? decode(bytes, 'utf-8') ?? decodeChinese(bytes);
  if (text === null || text.includes('\u0000') || lostText.test(text) || isDoublyEncoded(text)) return null;
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function decodeMarked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * GB18030 takes nearly every sequence of bytes, so a Big5 or Western file would come out as wrong characters without a
 * word: the reading is believed only if it has its share of the characters that every Chinese text has.
 */
function decodeChinese(bytes: Uint8Array): string | null {
  const [best] = ['gb18030', 'big5']
    .map((encoding) => decode(bytes, encoding))
    .filter((text) => text !== null)
    .map((text) => ({ text, share: commonShare(text) }))
    .sort((a, b) => b.share - a.share);
  return best === undefined || best.share < leastCommonShare ? null : best.text;
}

/** The share of common characters and Chinese punctuation among all that is not ASCII. */
function commonShare(text: string): number {
  let total = 0;
  let common = 0;
  for (const character of text.slice(0, 100_000)) {
    if (character < '\u0080') continue;
    total += 1;
    if (commonHan.has(character)) common += 1;
  }
  return total === 0 ? 0 : common / total;
}

/** True for UTF-8 that was read as Western text and saved again (“ä¸­å›½”). */
function isDoublyEncoded(text: string): boolean {
  const bytes = new Uint8Array(Math.min(text.length, 20_000));
  let high = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const unit = text.charCodeAt(at);
    const byte = unit <= 0xff ? unit : windowsLetters.indexOf(text.charAt(at)) + 0x80;
    if (byte < 0x80 && unit > 0x7f) return false;
    bytes[at] = byte;
    high ||= byte >= 0x80;
  }
  return high && decodesAsStart(bytes);
}

/** The sample may end within a character. */
function decodesAsStart(bytes: Uint8Array): boolean {
  return [0, 1, 2, 3].some((cut) => decode(bytes.subarray(0, Math.max(0, bytes.length - cut)), 'utf-8') !== null);
}
