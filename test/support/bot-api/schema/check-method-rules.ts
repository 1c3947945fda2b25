import { isRecord } from '../json.ts';
import { problem, type Problem } from './problem.ts';

type Params = Readonly<Record<string, unknown>>;

/** What the descriptions demand of single methods and no type can say. */
export function checkMethodRules(method: string, params: Params): Problem[] {
  return [...(RULES[method]?.(params) ?? []), ...(EDITS.has(method) ? checkTarget(params) : [])];
}

const EDITS = new Set(['editMessageText', 'editMessageCaption', 'editMessageMedia', 'editMessageReplyMarkup']);

const RULES: Readonly<Record<string, (params: Params) => Problem[]>> = {
  editMessageText: (params) => {
    const isOne = (params['text'] === undefined) !== (params['rich_message'] === undefined);
    return isOne ? [] : [problem('conflict', 'text', 'exactly one of text and rich_message is wanted')];
  },
  setMyCommands: checkCommands,
  sendPoll: checkPoll,
  setMessageReaction: (params) => {
    const reactions = Array.isArray(params['reaction']) ? params['reaction'] : [];
    const problems: Problem[] = [];
    if (reactions.length > 1)
      problems.push(problem('too-many', 'reaction', 'a bot sets at most one reaction', 'REACTIONS_TOO_MANY'));
    if (reactions.some((one) => isRecord(one) && one['type'] === 'paid'))
      problems.push(problem('wrong-value', 'reaction', 'bots cannot use paid reactions', 'REACTION_INVALID'));
    return problems;
  },
  setWebhook: (params) => {
    const url = typeof params['url'] === 'string' ? params['url'] : '';
    if (url === '' || URL.canParse(url)) return [];
    return [problem('wrong-value', 'url', `${url} is not a URL`, 'invalid webhook URL specified')];
  },
};

function checkTarget(params: Params): Problem[] {
  const isInline = params['inline_message_id'] !== undefined;
  const isChat = params['chat_id'] !== undefined && params['message_id'] !== undefined;
  if (isInline !== isChat) return [];
  return [problem('missing-field', 'message_id', 'chat_id with message_id, or inline_message_id, is required')];
}

function checkCommands(params: Params): Problem[] {
  const commands = Array.isArray(params['commands']) ? params['commands'] : [];
  const names = commands.filter(isRecord).map((one) => one['command']);
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  return doubled.map((name) => problem('wrong-value', 'commands', `${String(name)} is there twice`));
}

function checkPoll(params: Params): Problem[] {
  const problems: Problem[] = [];
  const optionCount = Array.isArray(params['options']) ? params['options'].length : 0;
  const correct = Array.isArray(params['correct_option_ids']) ? params['correct_option_ids'] : [];
  if (params['type'] === 'quiz' && correct.length === 0)
    problems.push(
      problem('missing-field', 'correct_option_ids', 'a quiz needs one', 'Correct quiz option list must be non-empty'),
    );
  if (params['type'] !== 'quiz' && (correct.length > 0 || params['explanation'] !== undefined))
    problems.push(problem('conflict', 'type', 'correct options and explanations are for quizzes'));
  if (correct.some((id) => Number(id) < 0 || Number(id) >= optionCount))
    problems.push(problem('wrong-value', 'correct_option_ids', 'names an option that is not there'));
  if (params['open_period'] !== undefined && params['close_date'] !== undefined)
    problems.push(problem('conflict', 'open_period', 'open_period and close_date exclude each other'));
  return problems;
}
