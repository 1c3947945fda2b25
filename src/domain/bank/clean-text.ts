const lineBreak = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const unseen = /(?![\n\t])\p{Cc}|\p{Surrogate}|[\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text as it is kept: `\n` line breaks, at most one blank line in a row, no control or direction characters, no
 * space at the ends of lines; the indentation of program code stays.
 */
export function cleanText(text: string): string {
  return text
    .replace(lineBreak, '\n')
    .replace(unseen, '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same in one line: options and accepted answers have no line breaks. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n\s*/g, ' ');
}

/** True when the text has more characters (code points) than the limit. */
export function isLongerThan(text: string, limit: number): boolean {
  return text.length > limit && Array.from(text).length > limit;
}
