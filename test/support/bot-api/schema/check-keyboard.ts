import { isRecord } from '../json.ts';
import { problem, type Problem } from './problem.ts';

// The server keeps 12 buttons a row and drops the rest without a word (td, ReplyMarkup.cpp:747-810); clients stop
// showing them well before 100 in all. Neither may ever be reached.
const MAX_ROW_BUTTONS = 12;
const MAX_BUTTONS = 100;

const ACTION_FIELDS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'disabled',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/**
 * What is wrong with an inline or reply keyboard beyond its types. An edit may carry an empty inline keyboard: that is
 * how a keyboard is taken away.
 */
export function checkKeyboard(markup: unknown, isEdit: boolean): Problem[] {
  if (!isRecord(markup)) return [];
  const inline = markup['inline_keyboard'];
  const reply = markup['keyboard'];
  const rows = Array.isArray(inline) ? inline : reply;
  if (!Array.isArray(rows)) return [];
  const path = `reply_markup.${Array.isArray(inline) ? 'inline_keyboard' : 'keyboard'}`;
  if (rows.length === 0)
    return isEdit && Array.isArray(inline) ? [] : [problem('bad-keyboard', path, 'a keyboard without buttons')];
  const problems = rows.flatMap((row, index) => checkRow(row, `${path}[${String(index)}]`, Array.isArray(inline)));
  const buttonCount = rows.flat().length;
  if (buttonCount > MAX_BUTTONS) problems.push(problem('bad-keyboard', path, `${String(buttonCount)} buttons in all`));
  return problems;
}

function checkRow(row: unknown, path: string, isInline: boolean): Problem[] {
  if (!Array.isArray(row)) return [];
  if (row.length === 0) return [problem('bad-keyboard', path, 'an empty row')];
  const problems: Problem[] = row.flatMap((button, index) =>
    checkButton(button, `${path}[${String(index)}]`, isInline),
  );
  if (row.length > MAX_ROW_BUTTONS)
    problems.push(problem('bad-keyboard', path, `${String(row.length)} buttons in a row`));
  return problems;
}

function checkButton(button: unknown, path: string, isInline: boolean): Problem[] {
  const problems: Problem[] = [];
  const text = isRecord(button) ? button['text'] : button;
  if (typeof text === 'string' && text.trim() === '')
    problems.push(problem('bad-button', `${path}.text`, 'a button without a text'));
  if (!isRecord(button) || !isInline) return problems;
  const actions = ACTION_FIELDS.filter((field) => button[field] !== undefined);
  if (actions.length !== 1) {
    const found = actions.length === 0 ? 'none' : actions.join(', ');
    problems.push(
      problem('bad-button', path, `a button needs exactly one action, found ${found}`, 'BUTTON_TYPE_INVALID'),
    );
  }
  const url = button['url'];
  if (typeof url === 'string' && !/^(https?|tg):\/\/[^\s/]/.test(url))
    problems.push(problem('bad-button', `${path}.url`, `${url} is not an HTTP or tg:// link`, 'BUTTON_URL_INVALID'));
  return problems;
}
