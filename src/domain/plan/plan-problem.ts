/** Every reason why a plan is not taken. The comment says what `detail` holds; it is never a sentence. */
export const planProblemCodes = [
  'empty-file', // –
  'too-large', // the limit with its unit
  'bad-encoding', // –
  'spreadsheet-file', // the file's extension: to be saved as CSV first
  'not-yaml', // –
  'wrong-shape', // the name of the value
  'unclosed-quote', // –
  'no-items', // –
  'too-many-items', // the limit
  'bad-start', // the start as it stands in the file
  'bad-date', // the date as it stands in the file
  'bad-goal', // the goal as it stands in the file
  'empty-title', // –
  'title-too-long', // the limit
  'detail-too-long', // the limit
  'two-items-on-one-day', // the line of the first one
] as const;

export type PlanProblemCode = (typeof planProblemCodes)[number];

/** One thing wrong in a plan; `line` is 1-based, 0 when it is about the whole file. */
export interface PlanProblem {
  readonly line: number;
  readonly code: PlanProblemCode;
  readonly detail: string;
}

const maxDetailCharacters = 60;

/** A problem whose detail is one short line, whatever the file held there. */
export function planProblem(line: number, code: PlanProblemCode, detail: string | number = ''): PlanProblem {
  const text = String(detail).slice(0, 1_000).replace(/\s+/gu, ' ').trim();
  return { line, code, detail: text.length > maxDetailCharacters ? `${text.slice(0, maxDetailCharacters)}…` : text };
}
