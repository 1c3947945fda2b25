import { formatText } from '../entities/format-text.ts';
import { below, problem, type Problem } from './problem.ts';
import type { Field, Limit } from './shape.ts';

const LIMIT_ANSWERS: Readonly<Record<string, string>> = {
  text: 'message is too long',
  caption: 'message caption is too long',
  callback_data: 'BUTTON_DATA_INVALID',
  description: 'BOT_COMMAND_DESCRIPTION_INVALID',
  command: 'BOT_COMMAND_INVALID',
};

/** Which bounds of its description a field breaks; texts are measured after their markup is parsed. */
export function checkLimits(parent: Readonly<Record<string, unknown>>, field: Field, parentPath: string): Problem[] {
  const value = parent[field.name];
  const path = below(parentPath, field.name);
  return field.limits.flatMap((limit) => {
    if (typeof value === 'string') return checkText(measuredText(parent, field.name, value), limit, path, field.name);
    if (typeof value === 'number') return checkRange(value, limit, path);
    return Array.isArray(value) ? checkElements(value, limit, path) : [];
  });
}

/** The text people see: without the markup that the sibling parse mode takes away. */
function measuredText(parent: Readonly<Record<string, unknown>>, name: string, value: string): string {
  const parseMode = parent[name === 'text' || name === 'caption' ? 'parse_mode' : `${name}_parse_mode`];
  if (typeof parseMode !== 'string') return value;
  const formatted = formatText(value, parseMode);
  return formatted.kind === 'formatted' ? formatted.text : value;
}

function checkText(text: string, limit: Limit, path: string, name: string): Problem[] {
  switch (limit.kind) {
    case 'characters':
      // TDLib counts code points, not UTF-16 units (MessageContent.cpp, utf8_length).
      return checkLength(Array.from(text).length, limit, { path, name, unit: 'characters' });
    case 'bytes':
      return checkLength(Buffer.byteLength(text), limit, { path, name, unit: 'bytes' });
    case 'alphabet':
      return limit.pattern.test(text) ? [] : [problem('wrong-value', path, `"${text}" has a character not allowed`)];
    case 'line-feeds': {
      const lineFeedCount = text.split('\n').length - 1;
      return lineFeedCount <= limit.max ? [] : [problem('too-many', path, `${String(lineFeedCount)} line feeds`)];
    }
    case 'elements':
    case 'range':
    case 'increasing':
      return [];
  }
}

function checkLength(
  length: number,
  limit: { readonly min: number; readonly max: number },
  where: { readonly path: string; readonly name: string; readonly unit: string },
): Problem[] {
  const found = `${String(length)} ${where.unit}, allowed are ${String(limit.min)}-${String(limit.max)}`;
  if (length < limit.min)
    return [problem('too-short', where.path, found, where.name === 'text' ? 'message text is empty' : undefined)];
  return length > limit.max ? [problem('too-long', where.path, found, LIMIT_ANSWERS[where.name])] : [];
}

function checkRange(value: number, limit: Limit, path: string): Problem[] {
  if (limit.kind !== 'range' || (value >= limit.min && value <= limit.max)) return [];
  return [problem('wrong-value', path, `${String(value)} is not within ${String(limit.min)}-${String(limit.max)}`)];
}

function checkElements(elements: readonly unknown[], limit: Limit, path: string): Problem[] {
  if (limit.kind === 'increasing') {
    const isIncreasing = elements.every((one, index) => index === 0 || Number(one) > Number(elements[index - 1]));
    return isIncreasing ? [] : [problem('wrong-value', path, 'must be strictly increasing')];
  }
  if (limit.kind !== 'elements') return [];
  const found = `${String(elements.length)} elements, allowed are ${String(limit.min)}-${String(limit.max)}`;
  if (elements.length < limit.min) return [problem('too-short', path, found)];
  return elements.length > limit.max ? [problem('too-many', path, found)] : [];
}
