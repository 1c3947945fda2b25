import { formatText } from '../entities/format-text.ts';
import { isRecord, isWellFormed } from '../json.ts';
import { below, problem, type Problem } from './problem.ts';

/** Fields with a text people read, and the names of the fields that say how it is formatted. */
const FORMATTED: readonly (readonly [text: string, parseMode: string, entities: string])[] = [
  ['text', 'parse_mode', 'entities'],
  ['caption', 'parse_mode', 'caption_entities'],
  ['question', 'question_parse_mode', 'question_entities'],
  ['explanation', 'explanation_parse_mode', 'explanation_entities'],
  ['description', 'description_parse_mode', 'description_entities'],
];

/** What is wrong with the texts at the top of a request: empty, broken markup, entities that do not fit. */
export function checkTexts(params: Readonly<Record<string, unknown>>, path = ''): Problem[] {
  return FORMATTED.flatMap(([textField, parseModeField, entitiesField]) => {
    const text = params[textField];
    if (typeof text !== 'string') return [];
    const parseMode = params[parseModeField];
    const entities = params[entitiesField];
    const at = below(path, textField);
    const problems: Problem[] = [];
    if (parseMode !== undefined && entities !== undefined)
      problems.push(problem('conflict', at, `${parseModeField} and ${entitiesField} exclude each other`));
    if (textField === 'text' && params['draft_id'] === undefined) problems.push(...checkNotBlank(text, parseMode, at));
    if (typeof parseMode === 'string') problems.push(...checkMarkup(text, parseMode, at));
    if (Array.isArray(entities)) problems.push(...checkEntities(entities, text, below(path, entitiesField)));
    return problems;
  });
}

function checkNotBlank(text: string, parseMode: unknown, path: string): Problem[] {
  const formatted = formatText(text, typeof parseMode === 'string' ? parseMode : undefined);
  const isBlank = formatted.kind === 'formatted' && formatted.text.trim() === '' && text !== '';
  return isBlank ? [problem('too-short', path, 'nothing but white space', 'message text is empty')] : [];
}

function checkMarkup(text: string, parseMode: string, path: string): Problem[] {
  const formatted = formatText(text, parseMode);
  if (formatted.kind === 'formatted') return [];
  return [problem('bad-text', path, formatted.reason, `can't parse entities: ${formatted.reason}`)];
}

function checkEntities(entities: readonly unknown[], text: string, path: string): Problem[] {
  return entities.flatMap((entity, index) => {
    if (!isRecord(entity)) return [];
    const offset = Number(entity['offset']);
    const length = Number(entity['length']);
    const at = `${path}[${String(index)}]`;
    if (offset < 0 || length <= 0 || offset + length > text.length)
      return [problem('wrong-value', at, `${String(offset)}+${String(length)} lies outside the text`)];
    const isCut = !isWellFormed(text.slice(0, offset)) || !isWellFormed(text.slice(0, offset + length));
    return isCut ? [problem('wrong-value', at, 'cuts a surrogate pair')] : [];
  });
}
