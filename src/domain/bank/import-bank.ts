import type { Question } from '../question.ts';
import { maxBankBytes, maxProblemsShown, maxQuestions } from './bank-limits.ts';
import { cleanLine } from './clean-text.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat, isNamedAsText, isSpreadsheet, type BankFormat } from './detect-format.ts';
import type { BankDraft, DraftQuestion } from './draft-question.ts';
import { finishDraft } from './finish-draft.ts';
import { problemAt, type ImportProblem, type ImportProblemCode } from './import-problem.ts';
import { readAiken } from './read-aiken.ts';
import { findLayout, readCsv } from './read-csv.ts';
import { readGift } from './read-gift.ts';
import { readJson } from './read-json.ts';

/** A file as a member sent it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A whole bank, every reason why there is none, or nothing to do with question banks. */
export type BankImport =
  | {
      readonly kind: 'bank';
      /** The bank's name in the file, or the file's name without its extension. */
      readonly name: string;
      readonly questions: readonly Question[];
      readonly format: BankFormat;
      /** Questions of types that cannot be asked in a chat, by line. */
      readonly skipped: readonly ImportProblem[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly ImportProblem[]; readonly problemCount: number }
  | { readonly kind: 'not-a-bank' };

/**
 * The questions of a CSV, JSON, Aiken or GIFT file, all or none: one wrong line refuses the file and every wrong line is
 * named, the first 20 of them. Never throws; linear in the file's size.
 */
export function importBank(file: NamedFile): BankImport {
  const isText = isNamedAsText(file.name);
  if (isSpreadsheet(file.name)) return refusal('spreadsheet-file', file.name.split('.').at(-1));
  if (file.bytes.length > maxBankBytes) return isText ? refusal('too-large', '5 MB') : { kind: 'not-a-bank' };
  if (file.bytes.length === 0) return isText ? refusal('empty-file') : { kind: 'not-a-bank' };
  const text = decodeText(file.bytes);
  if (text === null) return isText ? refusal('bad-encoding') : { kind: 'not-a-bank' };
  if (text.trim() === '') return isText ? refusal('empty-file') : { kind: 'not-a-bank' };
  const format = detectFormat(file.name, text);
  const draft = format === null ? null : readers[format](text);
  return format === null || draft === null ? { kind: 'not-a-bank' } : conclude(file.name, format, draft);
}

const readers: Readonly<Record<BankFormat, (text: string) => BankDraft | null>> = {
  csv: (text) => {
    const layout = findLayout(text);
    return layout === null ? null : readCsv(text, layout);
  },
  json: readJson,
  aiken: readAiken,
  gift: readGift,
};

function refusal(code: ImportProblemCode, detail: string | number = ''): BankImport {
  return { kind: 'refused', problems: [problemAt(0, code, detail)], problemCount: 1 };
}

function conclude(fileName: string, format: BankFormat, draft: BankDraft): BankImport {
  const found = draft.questions.length + draft.skipped.length + draft.problems.length;
  if (found > maxQuestions) return refusal('too-many-questions', maxQuestions);
  const { questions, problems } = finishAll(draft.questions);
  const wrong = [...draft.problems, ...problems].sort((a, b) => a.line - b.line);
  const all = wrong.length === 0 && questions.length === 0 ? draft.skipped : wrong;
  if (all.length > 0) return { kind: 'refused', problems: all.slice(0, maxProblemsShown), problemCount: all.length };
  if (questions.length === 0) return refusal('no-questions');
  const name = cleanLine(draft.name).slice(0, 100) || stemOf(fileName);
  return { kind: 'bank', name, questions, format, skipped: draft.skipped };
}

function finishAll(drafts: readonly DraftQuestion[]): {
  readonly questions: readonly Question[];
  readonly problems: readonly ImportProblem[];
} {
  const questions: Question[] = [];
  const problems: ImportProblem[] = [];
  const lineOfId = new Map<string, number>();
  for (const draft of drafts) {
    const finished = finishDraft(draft);
    if ('flaws' in finished) {
      problems.push(...finished.flaws.map((one) => ({ line: draft.line, ...one })));
      continue;
    }
    const { id } = finished.question;
    const first = lineOfId.get(id);
    if (first === undefined) lineOfId.set(id, draft.line);
    else problems.push(problemAt(draft.line, 'duplicate-question', first));
    questions.push(finished.question);
  }
  return { questions, problems };
}

/** `folder/Geography.csv` → `Geography`. */
function stemOf(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  return cleanLine(base.replace(/\.[^.]+$/, '')).slice(0, 100);
}
