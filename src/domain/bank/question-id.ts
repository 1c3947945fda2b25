/** What makes a question the same one: its answer and explanation may be corrected without losing its statistics. */
export interface QuestionIdentity {
  readonly kind: string;
  readonly text: string;
  readonly options?: readonly string[];
}

/** A short stable id, up to 11 characters of base 36: the 53-bit hash of kind, text and options in their order. */
export function questionId({ kind, text, options = [] }: QuestionIdentity): string {
  return hash53([kind, text, ...options].join('\u001f')).toString(36);
}

/** cyrb53, a public-domain hash: https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
