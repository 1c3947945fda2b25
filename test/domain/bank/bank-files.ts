import { readFileSync } from 'node:fs';
import { importBank, type BankImport } from '../../../src/domain/bank/import-bank.ts';
import type { Question } from '../../../src/domain/question.ts';

/** What importing a text gives, as a file of that name. */
export function importText(name: string, text: string): BankImport {
  return importBank({ name, bytes: new TextEncoder().encode(text) });
}

/** What importing one of test/fixtures/banks gives. */
export function importFixture(name: string): BankImport {
  return importBank({ name, bytes: readFileSync(new URL(`../../fixtures/banks/${name}`, import.meta.url)) });
}

/** The questions of an import that must have succeeded. */
export function questionsOf(imported: BankImport): readonly Question[] {
  if (imported.kind !== 'bank') throw new Error(`not imported: ${JSON.stringify(imported)}`);
  return imported.questions;
}

/** The problems of an import that must have been refused, each as `line code detail`. */
export function problemsOf(imported: BankImport): readonly string[] {
  if (imported.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(imported)}`);
  return imported.problems.map(({ line, code, detail }) => `${String(line)} ${code} ${detail}`.trim());
}

/** What is asked and what is right, in short: `single A:x B:y → B`. */
export function inShort(question: Question): string {
  if (question.kind === 'fill-in') return `${question.kind} → ${question.accepted.join(' | ')}`;
  return `${question.kind} ${question.options.join(' / ')} → ${question.correct.join(',')}`;
}
