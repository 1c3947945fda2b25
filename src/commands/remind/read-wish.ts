import { parseSchedulePhrase, type ScheduleParse } from '../../domain/schedule-phrase.ts';
import { foldPhrase } from '../../domain/schedule/fold-phrase.ts';
import { mistypedTime } from '../../domain/schedule/mistyped-time.ts';
import type { TimeZone } from '../../domain/local-date.ts';

/** What somebody wants of the reminders. */
export type Wish =
  | { readonly kind: 'list' }
  | { readonly kind: 'pause' | 'resume' | 'delete'; readonly number: number }
  | { readonly kind: 'new'; readonly words: string };

const actWords = {
  pause: ['pause', '暂停', '暫停'],
  resume: ['resume', '恢复', '恢復', '继续', '繼續'],
  delete: ['delete', 'remove', '删除', '刪除', '删掉', '刪掉', '取消'],
} as const;
const listWords = /^(?:list|列表|清单|清單)?$/iu;
/** `pause 2`, `删除第2条`, `刪除 #2`. */
const numberWords = /^\s*[#第]?\s*(\d{1,6})\s*[条條个個号號]?[.。!]?$/u;

const actAlone = new RegExp(`^(?:${Object.values(actWords).flat().join('|')})\\s*(?:全部|所有|all)?[.。!]?$`, 'iu');
/** What a time begins like, whether or not it can be read: 每天25点, 2月30日, cron …, every other Monday. */
const whenOpening =
  /^(?:每(?!个?(?:人|同学|组|小组|位|名|班))|工作日|周末|大?后天|[明今]天|[明今]晚|[上下这本]个?(?:周|星期|礼拜|月)|(?:周|星期|礼拜)[一二三四五六日天末\d]|[\d一二两三四五六七八九十半]+\s*(?:[点月日号时:/.-]|个?小时|分钟)|(?:早上|上午|中午|下午|晚上|凌晨)[\d一二两三四五六七八九十]|cron\b|at\s|in\s+(?:\d|an?\b|one|two|three|half)|\d{1,2}\s*[ap]m\b|every\s*(?:day|week|month|year|hour|morning|afternoon|evening|night|other|second|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|daily\b|weekly\b|monthly\b|weekdays\b|tomorrow\b|tonight\b|today\b|next\s+(?:week|month|mon|tue|wed|thu|fri|sat|sun)|(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s)/u;

/** Reads what follows /remind. */
export function readWish(words: string): Wish {
  const folded = words.normalize('NFKC').trim();
  if (listWords.test(folded)) return { kind: 'list' };
  for (const kind of ['pause', 'resume', 'delete'] as const) {
    const word = actWords[kind].find((one) => folded.toLowerCase().startsWith(one));
    const number = word === undefined ? undefined : numberWords.exec(folded.slice(word.length))?.[1];
    if (number !== undefined) return { kind, number: Number(number) };
  }
  // Which one is not said: the list shows the numbers and how to name one.
  if (actAlone.test(folded)) return { kind: 'list' };
  return { kind: 'new', words: words.trim() };
}

/** Whether a text reads as a time does not depend on when it is read; any instant will do. */
const someInstant = { nowMs: Date.UTC(2026, 0, 1, 12), zone: 'UTC' as TimeZone };

/** True when the words after 提醒 are meant for us and not for the people in the group. */
export function isWish(words: string): boolean {
  const wish = readWish(words);
  if (wish.kind !== 'new') return true;
  const when: ScheduleParse['kind'] = parseSchedulePhrase(wish.words, someInstant).kind;
  if (when !== 'not-understood') return true;
  const isLikeTime = whenOpening.test(foldPhrase(wish.words)) || mistypedTime(wish.words) !== null;
  return isLikeTime && !/[？?吗嗎]$/u.test(wish.words);
}
