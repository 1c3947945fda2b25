import { letterOf } from './option-letters.ts';
import { asText, field, fieldsOf, isObject, type JsonObject } from './json-value.ts';

/** The options of a JSON question. */
export interface OptionList {
  readonly options: readonly string[];
  /** True when the file writes them as numbers, so that a number in the answer is an option's text. */
  readonly isNumeric: boolean;
  /** The letters of those marked as correct on the spot; undefined when none is. */
  readonly marked: readonly string[] | undefined;
}

/** The options given as `["…"]`, `{"A": "…"}` or `[{"text": "…", "correct": true}]`; null for any other shape. */
export function readOptionList(value: unknown): OptionList | null {
  if (value === undefined) return { options: [], isNumeric: false, marked: undefined };
  if (isObject(value)) return letteredOptions(value);
  if (!Array.isArray(value)) return null;
  const values = value as readonly unknown[];
  return values.length > 0 && values.every(isObject) ? objectOptions(values) : plainOptions(values);
}

function plainOptions(values: readonly unknown[]): OptionList | null {
  const options = values.map((value) => (value === null ? null : asText(value)));
  if (!options.every((option) => option !== null)) return null;
  return { options, isNumeric: values.some((value) => typeof value === 'number'), marked: undefined };
}

function letteredOptions(value: JsonObject): OptionList | null {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const isLettered = entries.every(([letter], index) => letter.toUpperCase() === letterOf(index));
  return isLettered ? plainOptions(entries.map(([, option]) => option)) : null;
}

function objectOptions(values: readonly JsonObject[]): OptionList | null {
  const lists = values.map(fieldsOf);
  const options = lists.map((fields) =>
    asText(field(fields, ['text', 'content', 'value', 'option', 'answer', 'label'])),
  );
  if (!options.every((option) => option !== null)) return null;
  const flags = lists.map((fields) => field(fields, ['correct', 'iscorrect', 'isright', 'right']) === true);
  const marked = flags.flatMap((isCorrect, index) => (isCorrect ? [letterOf(index)] : []));
  return { options, isNumeric: false, marked: marked.length === 0 ? undefined : marked };
}
