import type { LocalDate } from '../../domain/local-date.ts';
import { type BankImport, importBank } from '../../domain/bank/import-bank.ts';
import type { ImportProblem } from '../../domain/bank/import-problem.ts';
import { importPlan, type PlanImport } from '../../domain/plan/import-plan.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';
import type { IcsProblem } from '../../domain/ics/ics-problem.ts';
import { type DaysOffFile, readDaysOffFile } from '../../domain/ics/read-days-off.ts';

/** What a file turned out to be. */
export type FileImport =
  | { readonly kind: 'bank'; readonly bank: BankImport & { kind: 'bank' } }
  | { readonly kind: 'plan'; readonly plan: PlanImport & { kind: 'plan' } }
  | { readonly kind: 'days-off'; readonly calendar: DaysOffFile & { kind: 'days-off' } }
  | {
      readonly kind: 'refused';
      readonly problems: readonly (ImportProblem | PlanProblem | IcsProblem)[];
      readonly problemCount: number;
    }
  | { readonly kind: 'neither' }
  /** Called a calendar, and none. */
  | { readonly kind: 'not-ics' };

/** A bank, a plan or a calendar of days off, whichever the file is; where it is none, the reasons of the nearer of the two. */
export function readFile(file: { readonly name: string; readonly bytes: Uint8Array }, today: LocalDate): FileImport {
  if (/\.(ics|ical)$/i.test(file.name)) return readCalendar(file.bytes, today);
  const bank = importBank(file);
  if (bank.kind === 'bank') return { kind: 'bank', bank };
  const plan = importPlan(file, { today });
  if (plan.kind === 'plan') return { kind: 'plan', plan };
  const isRatherPlan = /\.(ya?ml|md|markdown)$/i.test(file.name) || isHeaderAlone(bank);
  const nearer = isRatherPlan && plan.kind === 'refused' ? plan : bank.kind === 'refused' ? bank : plan;
  if (nearer.kind !== 'refused') return { kind: 'neither' };
  return { kind: 'refused', problems: nearer.problems, problemCount: nearer.problemCount };
}

function readCalendar(bytes: Uint8Array, today: LocalDate): FileImport {
  const calendar = readDaysOffFile(bytes, today);
  return calendar.kind === 'days-off' ? { kind: 'days-off', calendar } : calendar;
}

/** A table without question columns may well be a plan. */
const isHeaderAlone = (bank: BankImport): boolean =>
  bank.kind === 'not-a-bank' || (bank.kind === 'refused' && bank.problems[0]?.code === 'bad-header');
