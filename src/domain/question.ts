/** What kind of answer a question takes. */
export type QuestionKind = 'single' | 'multiple' | 'true-false' | 'fill-in';

/** A picture shown with a question; `alt` stands in for it where pictures cannot be shown. */
export interface Picture {
  /** Absolute https URL, or a file name relative to the bank's own folder. */
  readonly source: string;
  readonly alt: string;
}

interface QuestionBase {
  /** Stable inside its bank: the hash of its text and options, so that a re-import keeps the statistics. */
  readonly id: string;
  readonly text: string;
  /** Shown after the round; empty when the bank has none. */
  readonly explanation: string;
  /** Where the answer can be checked; empty when the bank has none. */
  readonly source: string;
  readonly topic: string;
  readonly picture: Picture | null;
}

/** A question with options: 2–10 of them; `correct` holds 0-based indexes, increasing, at least one. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'single' | 'multiple' | 'true-false';
  readonly options: readonly string[];
  readonly correct: readonly number[];
  /** False where the options refer to each other (“all of the above”) or have a natural order (true/false). */
  readonly canShuffle: boolean;
}

/** A question with a typed answer; `accepted` holds every wording that counts, the first is the one shown. */
export interface FillInQuestion extends QuestionBase {
  readonly kind: 'fill-in';
  readonly accepted: readonly string[];
}

export type Question = ChoiceQuestion | FillInQuestion;

/** A named set of questions, 1–10,000. */
export interface Bank {
  readonly name: string;
  readonly questions: readonly Question[];
}
