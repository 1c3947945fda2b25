import { type ImportProblem } from '../../domain/bank/import-problem.ts';
import type { IcsProblem } from '../../domain/ics/ics-problem.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';
import { lines, type Text, text, type TextKey } from '../../i18n/text.ts';

type AnyProblem = ImportProblem | PlanProblem | IcsProblem;
type ProblemKey = TextKey & `problem-${string}`;

/** Problems shown of one file; more would fill the screen. */
const shownMax = 10;

/** Every problem by line with its reason, and that nothing was changed. */
export function problemsText(name: string | Text, problems: readonly AnyProblem[], problemCount: number): Text {
  const shown = problems.slice(0, shownMax);
  return lines(
    text('import-refused', { name, count: problemCount }),
    ...shown.map(problemText),
    problemCount > shown.length ? text('import-more-problems', { count: problemCount - shown.length }) : null,
    text('import-unchanged'),
  );
}

/** One problem: its line, the reason and what stands there. */
export function problemText({ line, code, detail }: AnyProblem): Text {
  const key: ProblemKey = `problem-${code}`;
  const reason: Text = { key, params: { detail } };
  return line === 0 ? text('problem-of-file', { reason }) : text('problem-at-line', { line, reason });
}
