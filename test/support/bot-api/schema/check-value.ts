import { isRecord, isWellFormed } from '../json.ts';
import { checkLimits } from './check-limits.ts';
import { below, problem, type Problem } from './problem.ts';
import type { Field, Shape } from './shape.ts';

/** Names of the files uploaded with the request, which `attach://NAME` may refer to. */
export type Uploads = ReadonlySet<string>;

/** What is wrong with `value` where `shape` is wanted; empty if nothing. */
export function checkValue(value: unknown, shape: Shape, path: string, uploads: Uploads): Problem[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? checkAttachment(value, path, uploads) : wrongType(value, 'String', path);
    case 'number':
      return checkNumber(value, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrongType(value, 'Boolean', path);
    case 'file':
      return checkFile(value, path, uploads);
    case 'literal':
      return value === shape.value
        ? []
        : [problem('wrong-value', path, `${show(value)} is not ${JSON.stringify(shape.value)}`)];
    case 'array':
      if (!Array.isArray(value)) return wrongType(value, 'Array', path);
      return value.flatMap((one, index) => checkValue(one, shape.element(), `${path}[${String(index)}]`, uploads));
    case 'object':
      return isRecord(value) ? checkFields(value, shape.fields(), path, uploads) : wrongType(value, shape.name, path);
    case 'union':
      return checkUnion(value, shape, path, uploads);
  }
}

/** What is wrong with an object's fields: unknown, missing, deprecated, of the wrong type, or out of their limits. */
export function checkFields(
  value: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, Field>,
  path: string,
  uploads: Uploads,
): Problem[] {
  const problems: Problem[] = [];
  for (const field of fields.values())
    if (field.isRequired && value[field.name] === undefined)
      problems.push(problem('missing-field', below(path, field.name), `${field.name} is required`));
  for (const [name, held] of Object.entries(value)) {
    if (held === undefined) continue;
    const field = fields.get(name);
    const at = below(path, name);
    if (!field) problems.push(problem('unknown-field', at, `${name} is not a field here`));
    else if (field.isDeprecated) problems.push(problem('deprecated-field', at, `${name} is deprecated`));
    else problems.push(...checkValue(held, field.shape, at, uploads), ...checkLimits(value, field, path));
  }
  return problems;
}

function checkUnion(
  value: unknown,
  shape: Extract<Shape, { kind: 'union' }>,
  path: string,
  uploads: Uploads,
): Problem[] {
  if (shape.options.every((option) => option.kind === 'literal')) {
    const allowed = shape.options.map((option) => option.value);
    if (allowed.some((one) => one === value)) return [];
    return [problem('wrong-value', path, `${show(value)} is not one of ${show(allowed)}`)];
  }
  let best: Problem[] | undefined;
  for (const option of candidates(value, shape.options)) {
    const problems = checkValue(value, option, path, uploads);
    if (problems.length === 0) return [];
    if (!best || weight(problems) < weight(best)) best = problems;
  }
  return best ?? wrongType(value, shape.name, path);
}

/** Options whose discriminating literals (`type`, `status`, `source` …) fit, or all when none does. */
function candidates(value: unknown, options: readonly Shape[]): readonly Shape[] {
  if (!isRecord(value)) return options;
  const fitting = options.filter(
    (option) =>
      option.kind === 'object' &&
      [...option.fields().values()].every(
        (field) => field.shape.kind !== 'literal' || !field.isRequired || value[field.name] === field.shape.value,
      ),
  );
  return fitting.length > 0 ? fitting : options;
}

/** A missing field says "another kind of object was meant" more strongly than any other problem. */
const weight = (problems: readonly Problem[]): number =>
  problems.reduce((sum, one) => sum + (one.code === 'missing-field' || one.code === 'wrong-type' ? 3 : 1), 0);

function checkNumber(value: unknown, path: string): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(value, 'Number', path);
  const isFloat = /(latitude|longitude|accuracy|percentage|scale|shift|timestamp|temperature|rating|angle)$/.test(path);
  if (!isFloat && !Number.isSafeInteger(value)) return wrongType(value, 'Integer', path);
  return [];
}

function checkFile(value: unknown, path: string, uploads: Uploads): Problem[] {
  if (typeof value !== 'string' || !value.startsWith('attach://')) return wrongType(value, 'an uploaded file', path);
  return checkAttachment(value, path, uploads);
}

function checkAttachment(value: string, path: string, uploads: Uploads): Problem[] {
  if (!isWellFormed(value))
    return [problem('bad-text', path, 'holds half of a surrogate pair', 'strings must be encoded in UTF-8')];
  if (!value.startsWith('attach://') || uploads.has(value.slice('attach://'.length))) return [];
  return [problem('wrong-value', path, `${value} was not uploaded with the request`)];
}

function wrongType(value: unknown, wanted: string, path: string): Problem[] {
  return [problem('wrong-type', path, `${show(value)} is not ${wanted}`)];
}

function show(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
