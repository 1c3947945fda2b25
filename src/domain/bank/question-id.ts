import { fingerprint } from '../fingerprint.ts';

/** What makes a question the same one: its answer and explanation may be corrected without losing its statistics. */
export interface QuestionIdentity {
  readonly kind: string;
  readonly text: string;
  readonly options?: readonly string[];
}

/** A short stable id, up to 11 characters of base 36: the 53-bit hash of kind, text and options in their order. */
export function questionId({ kind, text, options = [] }: QuestionIdentity): string {
  return fingerprint([kind, text, ...options].join('\u001f'));
}
