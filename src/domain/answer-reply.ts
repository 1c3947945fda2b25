import { normalise, withoutInvisible } from './normalise.ts';
import { readOptions } from './option-reply.ts';
import type { QuestionKind } from './question.ts';

/** What a message says while a round is open; positions are 0-based as displayed, increasing. */
export type AnswerReading =
  | { readonly kind: 'options'; readonly positions: readonly number[] }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'none' };

export interface AskedQuestion {
  readonly kind: QuestionKind;
  readonly optionCount: number;
}

const none: AnswerReading = { kind: 'none' };
const longestTyped = 60;
const mostWords = 10;

const truths = new Set('对 对的 是 正确 真 √ ✓ ✔ ✅ ☑ ○ ⭕ o true t yes y correct 圈 勾 打勾'.split(' '));
const falsehoods = new Set(
  '错 错的 不对 否 错误 不正确 假 × ✗ ✘ ✖ ❌ x false f no n wrong incorrect 叉 打叉'.split(' '),
);
const verdictLead =
  /^我?(?:选择?|答案?(?:应该)?是?|答|回答|判断)[:,]? ?(?:是(?=.))?|^(?:my |the )?answer(?: is|:) ?|^it's ?/;
const verdictWrap = /^[\s("'[【「『]+|[\s.。!)"'\]】」』~]+$/g;

const answerLead = /^(?:我(?:的)?)?(?:答案(?:应该)?[是为:：]|答[:：])[:：]?\s*|^(?:my |the )?answer(?: is|:)\s*/i;
const question = /[?？]\s*$|[吗么呢嘛]\s*[!！。~～]*$|^(?:什么|怎么|为什么|谁|哪)(?![\u4e00-\u9fff]{3})|几点/;
const address = /@|https?:|www\.|\.(?:com|cn|net|org)(?![a-z])|^\/|[\r\n]/i;
const sentenceEnd = /[。！!；;…](?=\s*[^\s。！!；;…])|[.](?=\s+\p{L})/u;
const chat = new RegExp(
  [
    "^(?:好的?|好吧|好滴|收到|嗯+|恩+|哦+|噢|哈+|呵呵|嘿嘿|嘻嘻|谢谢.{0,4}|多谢|感谢.{0,4}|辛苦了?|加油|早|早上好|晚安|晚上好|大家好|你好|不会|不知道|不懂|不清楚|忘了|等等|等一?下|稍等|来了|在的?|可以|行|没有|有|是的|太难了?|好难|难|厉害|牛|棒|赞|打卡|签到|开始|继续|下一题|跳过|放弃|提示|ok+|okay|oh|lol|haha.*|hmm+|thanks?.{0,10}|thx|hi|hello|hey|idk|i do ?n[o'’]?t know|no idea|dunno|wait|skip|pass|next|hint|nice|cool|great|wow|sorry|please|help|good (?:morning|night|luck|job)|done|check ?in)$",
    '^(?:我|我们|咱们?|俺)(?:不|觉得|感觉|想|猜|在|去|也|刚|先|要|就|说|还|已|没|会|到|知道|今天|昨天|明天|都|又|来|可|能|怎|真|太)',
    '^(?:你|你们|他|她|他们|谁|大家|各位|同学|老师|有没有|有人|这题|这道|这个题|今天|明天|昨天|刚才|群主|班长)(?!.{0,2}$)',
    "^(?:i|i'm|i'll|i've|we|you|he|she|they|who|does|do|did|can|could|is|are|was|this|that|what|why|how|let's|lets|anyone|someone|please|sorry) ",
    '[吧啊呀哈啦嘞哦呗]$',
  ].join('|'),
);

function readTrueFalse(plain: string): AnswerReading | null {
  const bare = plain.replace(verdictWrap, '');
  const verdict = bare.replace(verdictLead, '');
  for (const word of [bare, verdict]) {
    if (truths.has(word)) return { kind: 'options', positions: [0] };
    if (falsehoods.has(word)) return { kind: 'options', positions: [1] };
  }
  return null;
}

/** A typed answer may be nearly anything short; what is surely talk is left alone. */
function readTyped(text: string): AnswerReading {
  const typed = withoutInvisible(text).trim();
  if (typed.length > longestTyped || address.test(typed)) return none;
  const plain = normalise(typed);
  const answer = typed.replace(answerLead, '').trim();
  if (!/[\p{L}\p{N}\p{S}]/u.test(answer) || question.test(plain) || sentenceEnd.test(typed)) return none;
  const bare = plain
    .replace(/[\s.。!,，~]+$/, '')
    .replace(/\p{Extended_Pictographic}/gu, '')
    .trim();
  if (bare === '' || bare.split(' ').length > mostWords || chat.test(bare)) return none;
  return { kind: 'typed', text: answer };
}

/**
 * What a message says about the question of the open round: which options, or a typed answer, or nothing. Ordinary talk
 * is none; a single-choice or true-false question takes one option only, and a letter beyond the options is none.
 */
export function readAnswer(text: string, { kind, optionCount }: AskedQuestion): AnswerReading {
  if (kind === 'fill-in') return readTyped(text);
  if (text.length > longestTyped || text === '') return none;
  const verdict = kind === 'true-false' ? readTrueFalse(normalise(text)) : null;
  if (verdict !== null) return verdict;
  const positions = readOptions(text, optionCount, kind === 'multiple');
  return positions === null ? none : { kind: 'options', positions };
}
