import type { LocalDate } from '../../domain/local-date.ts';
import { type BankImport, importBank } from '../../domain/bank/import-bank.ts';
import type { ImportProblem } from '../../domain/bank/import-problem.ts';
import { importPlan, type PlanImport } from '../../domain/plan/import-plan.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';

/** What a file turned out to be. */
export type FileImport =
  | { readonly kind: 'bank'; readonly bank: BankImport & { kind: 'bank' } }
  | { readonly kind: 'plan'; readonly plan: PlanImport & { kind: 'plan' } }
  | {
      readonly kind: 'refused';
      readonly problems: readonly (ImportProblem | PlanProblem)[];
      readonly problemCount: number;
    }
  | { readonly kind: 'neither' };

/** A bank or a plan, whichever the file is; where it is neither, the reasons of the nearer of the two. */
export function readFile(file: { readonly name: string; readonly bytes: Uint8Array }, today: LocalDate): FileImport {
  const bank = importBank(file);
  if (bank.kind === 'bank') return { kind: 'bank', bank };
  const plan = importPlan(file, { today });
  if (plan.kind === 'plan') return { kind: 'plan', plan };
  const isRatherPlan = /\.(ya?ml|md|markdown)$/i.test(file.name) || isHeaderAlone(bank);
  const nearer = isRatherPlan && plan.kind === 'refused' ? plan : bank.kind === 'refused' ? bank : plan;
  if (nearer.kind !== 'refused') return { kind: 'neither' };
  return { kind: 'refused', problems: nearer.problems, problemCount: nearer.problemCount };
}

/** A table without question columns may well be a plan. */
const isHeaderAlone = (bank: BankImport): boolean =>
  bank.kind === 'not-a-bank' || (bank.kind === 'refused' && bank.problems[0]?.code === 'bad-header');
