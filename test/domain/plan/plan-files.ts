import { readFileSync } from 'node:fs';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { importPlan, type PlanImport } from '../../../src/domain/plan/import-plan.ts';
import type { PlanItem } from '../../../src/domain/plan/plan.ts';

/** A Saturday. */
export const today = '2026-11-21' as LocalDate;

/** What importing one of test/fixtures/plans gives. */
export function importFixture(name: string): PlanImport {
  return importPlan({ name, bytes: readFileSync(new URL(`../../fixtures/plans/${name}`, import.meta.url)) }, { today });
}

/** What importing a text gives, as a file of that name. */
export function importText(name: string, text: string): PlanImport {
  return importPlan({ name, bytes: new TextEncoder().encode(text) }, { today });
}

/** The items of an import that must have succeeded. */
export function itemsOf(imported: PlanImport): readonly PlanItem[] {
  if (imported.kind !== 'plan') throw new Error(`not imported: ${JSON.stringify(imported)}`);
  return imported.items;
}

/** The same, each as `day title [goal]`. */
export function inShort(imported: PlanImport): readonly string[] {
  return itemsOf(imported).map(({ on, title, goal }) =>
    `${on} ${title} ${goal === null ? '' : `[${String(goal.amount)} ${goal.unit}]`}`.trim(),
  );
}

/** The problems of an import that must have been refused, each as `line code detail`. */
export function problemsOf(imported: PlanImport): readonly string[] {
  if (imported.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(imported)}`);
  return imported.problems.map(({ line, code, detail }) => `${String(line)} ${code} ${detail}`.trim());
}
