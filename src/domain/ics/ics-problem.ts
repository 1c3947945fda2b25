/** Every reason why a calendar file is not taken. The comment says what `detail` holds; it is never a sentence. */
export const icsProblemCodes = [
  'too-large', // the limit with its unit
  'bad-encoding', // –
  'unclosed-event', // –
  'no-event-start', // –
  'bad-date', // the date as it stands in the file
  'event-backwards', // the end as it stands in the file
  'event-too-long', // the limit in days
  'unsupported-rule', // the rule as it stands in the file
  'no-days-off', // –
  'too-many-days-off', // the limit
] as const;

export type IcsProblemCode = (typeof icsProblemCodes)[number];

/** One thing wrong in a calendar file; `line` is 1-based, 0 when it is about the whole file. */
export interface IcsProblem {
  readonly line: number;
  readonly code: IcsProblemCode;
  readonly detail: string;
}

const maxDetailCharacters = 60;

/** A problem whose detail is one short line, whatever the file held there. */
export function icsProblem(line: number, code: IcsProblemCode, detail: string | number = ''): IcsProblem {
  const text = String(detail).slice(0, 1_000).replace(/\s+/gu, ' ').trim();
  return { line, code, detail: text.length > maxDetailCharacters ? `${text.slice(0, maxDetailCharacters)}…` : text };
}
