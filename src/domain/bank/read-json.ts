import { maxQuestions } from './bank-limits.ts';
import type { BankDraft, DraftQuestion } from './draft-question.ts';
import { flaw, problemAt, type ImportProblem } from './import-problem.ts';
import { readJsonQuestion, readTriviaQuestion } from './json-question.ts';
import { elementLines, lineOfJsonError } from './json-lines.ts';
import { asText, field, fieldsOf, isObject } from './json-value.ts';

const listKeys = ['questions', '题目', '题库', 'results', 'data', 'items'];

interface QuestionList {
  readonly name: string;
  readonly key: string | null;
  readonly values: readonly unknown[];
}

/**
 * The questions of a JSON text: a list, `{name, questions: […]}` or what the Open Trivia Database returns
 * (https://opentdb.com/api_config.php); null when it is JSON of another kind.
 */
export function readJson(text: string): BankDraft | null {
  const parsed = parseJson(text);
  if ('problem' in parsed) return { name: '', questions: [], problems: [parsed.problem], skipped: [] };
  const list = questionList(parsed.value);
  if (list === null) return null;
  if (list.values.length > maxQuestions)
    return { name: '', questions: [], problems: [problemAt(0, 'too-many-questions', maxQuestions)], skipped: [] };
  const lines = elementLines(text, list.key);
  const questions: DraftQuestion[] = [];
  const problems: ImportProblem[] = [];
  const skipped: ImportProblem[] = [];
  let objects = 0;
  for (const [index, value] of list.values.entries()) {
    const line = isObject(value) ? (lines[objects] ?? 0) : (lines[objects - 1] ?? 1);
    const path = `${list.key ?? ''}[${String(index)}]`;
    if (isObject(value)) objects += 1;
    const read = readElement(value, path);
    if ('unsupported' in read) skipped.push(problemAt(line, 'unsupported-type', read.unsupported));
    else if ('code' in read) problems.push({ line, ...read });
    else questions.push({ line, ...read });
  }
  return { name: list.name, questions, problems, skipped };
}

function parseJson(text: string): { readonly value: unknown } | { readonly problem: ImportProblem } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { problem: problemAt(lineOfJsonError(text, message), 'not-json') };
  }
}

function questionList(value: unknown): QuestionList | null {
  if (Array.isArray(value)) {
    const values = value as readonly unknown[];
    return values.some(isObject) ? { name: '', key: null, values } : null;
  }
  if (!isObject(value)) return null;
  const key = listKeys.find((candidate) => Object.hasOwn(value, candidate) && Array.isArray(value[candidate]));
  if (key === undefined) return null;
  const name = asText(field(fieldsOf(value), ['name', 'title', '名称', '标题'])) ?? '';
  return { name, key, values: value[key] as readonly unknown[] };
}

function readElement(value: unknown, path: string): ReturnType<typeof readJsonQuestion> {
  if (!isObject(value)) return flaw('wrong-shape', path);
  return Object.hasOwn(value, 'correct_answer') && Array.isArray(value['incorrect_answers'])
    ? readTriviaQuestion(value, path)
    : readJsonQuestion(value, path);
}
