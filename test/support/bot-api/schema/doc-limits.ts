import type { Limit, Shape } from './shape.ts';

/**
 * The bounds a field's official description states, for the kind of value the field holds. Reads wordings such as
 * "1-4096 characters", "1-64 bytes", "A list of 1-12 answer options", "Values between 1-100", "at most 2 line feeds".
 */
export function limitsFromDoc(doc: string, shape: Shape): Limit[] {
  if (isArray(shape)) return arrayLimits(doc);
  if (isNumber(shape)) return numberLimits(doc);
  return isString(shape) ? stringLimits(doc) : [];
}

function stringLimits(doc: string): Limit[] {
  const limits: Limit[] = [];
  const between = /(\d+)-(\d+) (characters|bytes)/i.exec(doc);
  const upTo = /(?:up to|at most) (\d+) (characters|bytes)/i.exec(doc);
  if (between) limits.push(lengthLimit(between[3], Number(between[1]), Number(between[2])));
  else if (upTo) limits.push(lengthLimit(upTo[2], 0, Number(upTo[1])));
  const lineFeeds = /at most (\d+) line feeds/i.exec(doc);
  if (lineFeeds) limits.push({ kind: 'line-feeds', max: Number(lineFeeds[1]) });
  return limits.concat(alphabets(doc));
}

function lengthLimit(unit: string | undefined, min: number, max: number): Limit {
  return { kind: unit?.toLowerCase() === 'bytes' ? 'bytes' : 'characters', min, max };
}

function alphabets(doc: string): Limit[] {
  const plain = doc.replaceAll('`', '');
  if (/only (characters )?A-Z, a-z, 0-9, _ and -/i.test(plain)) return [{ kind: 'alphabet', pattern: /^[\w-]*$/ }];
  if (/only lowercase English letters, digits and underscores/i.test(plain))
    return [{ kind: 'alphabet', pattern: /^[a-z0-9_]*$/ }];
  if (/two-letter ISO 639-1 language code/i.test(plain)) return [{ kind: 'alphabet', pattern: /^([a-z]{2})?$/ }];
  return [];
}

function arrayLimits(doc: string): Limit[] {
  const limits: Limit[] = [];
  const between = /(?:list of|must include) (\d+)-(\d+) /i.exec(doc);
  const upTo = /(?:up to|at most) (\d+) (?!characters|bytes)/i.exec(doc);
  if (between) limits.push({ kind: 'elements', min: Number(between[1]), max: Number(between[2]) });
  else if (upTo) limits.push({ kind: 'elements', min: 0, max: Number(upTo[1]) });
  if (/(strictly|monotonically) increas/i.test(doc)) limits.push({ kind: 'increasing' });
  return limits;
}

function numberLimits(doc: string): Limit[] {
  const between = /(?<![\d-])(\d+)-(\d+)(?![\d-])/.exec(doc);
  if (!between) return [];
  const [min, max] = [Number(between[1]), Number(between[2])];
  return min < max ? [{ kind: 'range', min, max }] : [];
}

const isArray = (shape: Shape): boolean => shape.kind === 'array';
const isNumber = (shape: Shape): boolean => shape.kind === 'number';
const isString = (shape: Shape): boolean =>
  shape.kind === 'string' || (shape.kind === 'union' && shape.options.some((option) => option.kind === 'string'));
