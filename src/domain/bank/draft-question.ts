import type { Picture } from '../question.ts';
import type { ImportProblem } from './import-problem.ts';

/** What counts as right, as a reader of one format found it. */
export type DraftAnswer =
  | { readonly kind: 'single' | 'multiple'; readonly correct: readonly number[] }
  | { readonly kind: 'true-false'; readonly isTrue: boolean }
  | { readonly kind: 'fill-in'; readonly accepted: readonly string[] };

/** A question as it stands in a file: not yet cleaned, not yet checked. */
export interface DraftQuestion {
  readonly line: number;
  readonly text: string;
  /** Empty for true/false and fill-in. */
  readonly options: readonly string[];
  readonly answer: DraftAnswer;
  readonly explanation: string;
  readonly source: string;
  readonly topic: string;
  readonly picture: Picture | null;
}

/** What a reader found in a file; `name` is empty when the format carries none. */
export interface BankDraft {
  readonly name: string;
  readonly questions: readonly DraftQuestion[];
  readonly problems: readonly ImportProblem[];
  readonly skipped: readonly ImportProblem[];
}
