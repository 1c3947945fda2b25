import type { LocalDay } from './values.ts';
import type { TextArgs } from './text-args.ts';

/** A message id that all three catalogues have. */
export type TextKey = keyof TextArgs;

/** A moment shown as date and time of day in `zone`. */
export interface Moment {
  readonly atMs: number;
  readonly zone: string;
}

/** What a text variable may hold; days, moments and nested texts are put into words in the reader's language. */
export type TextValue = string | number | Text | LocalDay | Moment | { readonly list: readonly (string | Text)[] };

export type TextParams = Readonly<Record<string, TextValue>>;

/** Something to say, not yet in any language: a key with its variables, people's own words, or lines of these. */
export type Text =
  | { readonly key: TextKey; readonly params: TextParams }
  | { readonly literal: string }
  | { readonly lines: readonly Text[] };

type ArgsOf<K extends TextKey> = keyof TextArgs[K] extends never ? [] : [TextArgs[K]];

/** A text of the catalogue; a missing key or variable does not compile. */
export function text<K extends TextKey>(key: K, ...[params]: ArgsOf<K>): Text {
  return { key, params: params ?? {} };
}

/** People's or banks' own words, shown as they are in every language. */
export const literal = (words: string): Text => ({ literal: words });

/** A text that needs no variables, given by its key or as it is. */
export const asText = (words: TextKey | Text): Text => (typeof words === 'string' ? { key: words, params: {} } : words);

/** Texts under each other; null lines are left out. */
export const lines = (...parts: readonly (Text | null)[]): Text => ({ lines: parts.filter((part) => part !== null) });

export const blankLine: Text = { literal: '' };
