import { foldInPlace } from '../normalise.ts';

const punctuation = /[、–—−〜～∶\u00a0\u2009\u202f\t\n\r]/g;
const plainOf: Readonly<Record<string, string>> = {
  ...{ '、': ',', '–': '-', '—': '-', '−': '-', '〜': '~', '～': '~', '∶': ':' },
  ...{ '\u00a0': ' ', '\u2009': ' ', '\u202f': ' ', '\t': ' ', '\n': ' ', '\r': ' ' },
};

/**
 * The text in lower case, half width, simplified characters and plain punctuation, **as long as the original**: an
 * index into one is an index into the other, so that what follows a phrase can be cut from the text as it was typed.
 */
export function foldPhrase(text: string): string {
  return foldInPlace(text).replace(punctuation, (sign) => plainOf[sign] ?? sign);
}

/** What was typed after index `end`, without the spaces and the punctuation that set it off from the phrase. */
export function restAfter(text: string, end: number): string {
  return text
    .slice(end)
    .replace(/^(?:[\s,，、:：;；。.!！|]|[-–—]+\s)+/u, '')
    .trim();
}
