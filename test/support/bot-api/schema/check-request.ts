import { checkKeyboard } from './check-keyboard.ts';
import { checkMethodRules } from './check-method-rules.ts';
import { checkTexts } from './check-texts.ts';
import { checkFields, checkValue, type Uploads } from './check-value.ts';
import { problem, type Problem } from './problem.ts';
import { botApiSchema } from './schema.ts';

const NO_UPLOADS: Uploads = new Set();

/**
 * Everything that is wrong with a request to the Bot API, strictly: what the real server forgives (unknown fields,
 * dropped buttons) is a problem too. Empty means the request is fine as far as it can be told without the chat.
 */
export function checkRequest(
  method: string,
  params: Readonly<Record<string, unknown>>,
  uploads: Uploads = NO_UPLOADS,
): Problem[] {
  const schema = botApiSchema().method(method);
  if (!schema) return [problem('unknown-method', '', `${method} is not a method of the Bot API`)];
  return [
    ...checkFields(params, schema.params, '', uploads),
    ...checkTexts(params),
    ...checkKeyboard(params['reply_markup'], method.startsWith('edit')),
    ...checkMethodRules(method, params),
  ];
}

/** What does not fit the declared result type in what the server answers: a fault of the test server itself. */
export function checkResult(method: string, result: unknown): Problem[] {
  const schema = botApiSchema();
  // Edits are declared to return the part of a message they touch; in truth they return all of it.
  const shape = method.startsWith('edit') ? schema.message : schema.method(method)?.result;
  return shape ? checkValue(result, shape, 'result', NO_UPLOADS) : [];
}

/** What does not fit the declared Update type in an update the server sends: a fault of the test server itself. */
export function checkUpdate(update: unknown): Problem[] {
  return checkValue(update, botApiSchema().update, 'update', NO_UPLOADS);
}
