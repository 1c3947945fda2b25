import type { Audience, FanOutContent } from '../../domain/fan-out/fan-out.ts';
import { normalise } from '../../domain/normalise.ts';
import { spokenNumber } from '../../domain/schedule/spoken-number.ts';
import { isQuizCall, readQuizWish } from '../quiz/quiz-words.ts';

/** What somebody wants of the messages to many chats. */
export type SendWish =
  | { readonly kind: 'list' }
  | { readonly kind: 'groups'; readonly words: string; readonly page: number }
  | { readonly kind: 'health'; readonly days: number | null; readonly page: number; readonly isFile: boolean }
  | { readonly kind: 'unreachable'; readonly number: number; readonly page: number; readonly isFile: boolean }
  | { readonly kind: 'show' | 'start' | 'pause' | 'resume' | 'cancel' | 'result'; readonly number: number }
  | { readonly kind: 'new'; readonly audience: Aim; readonly words: string }
  | { readonly kind: 'unclear' | 'health-unclear' };

/** An audience as typed; groups still by their numbers on the list. */
export type Aim =
  Exclude<Audience, { kind: 'list' }> | { readonly kind: 'numbers'; readonly numbers: readonly number[] };

type Act = 'start' | 'pause' | 'resume' | 'cancel' | 'result' | 'show';

const actWords: Readonly<Record<Act, readonly string[]>> = {
  start: ['start', 'go', '开始', '发送'],
  pause: ['pause', '暂停'],
  resume: ['resume', 'continue', '继续', '恢复'],
  cancel: ['cancel', 'stop', '取消', '停止'],
  result: ['result', 'results', 'ledger', '结果', '明细'],
  show: ['show', 'progress', '进度', '看'],
};
const acts = new Map(Object.entries(actWords).flatMap(([act, words]) => words.map((word) => [word, act as Act])));
const groupWords: ReadonlySet<string> = new Set(['chats', 'groups', '群', '群组', '群列表', '群名单']);
const healthWords: ReadonlySet<string> = new Set(['health', '群况', '群情况']);
const unreachableWords: ReadonlySet<string> = new Set(['unreachable', '发不到', '发不到的群']);
const fileWords: ReadonlySet<string> = new Set(['file', 'csv', '文件', '表格', '档案']);
const allWords: ReadonlySet<string> = new Set(['all', 'everyone', '全部', '所有', '所有群', '全部群', '全体']);

const numberOf = (word: string): number | null => {
  const match = /^[#第]?(\d{1,9})[条个号]?$/u.exec(word);
  return match?.[1] === undefined ? null : Number(match[1]);
};

/** Reads what follows /send. */
export function readSend(typed: string): SendWish {
  const words = typed.trim();
  const [first = '', ...rest] = normalise(words).split(' ');
  if (first === '' || /^(?:list|列表|清单)$/u.test(first)) return { kind: 'list' };
  if (groupWords.has(first)) return groupsOf(rest);
  if (healthWords.has(first)) return healthOf(rest);
  const unreachable = unreachableWords.has(first) ? unreachableOf(rest) : null;
  if (unreachable !== null) return unreachable;
  const glued = /^(\D+?)(\d{1,9})$/u.exec(first);
  const act = acts.get(first) ?? acts.get(glued?.[1] ?? '');
  const number = acts.has(first) ? numberOf(rest[0] ?? '') : Number(glued?.[2]);
  const isActAlone = rest.length === (acts.has(first) ? 1 : 0);
  if (act !== undefined && number !== null && isActAlone) return { kind: act, number };
  // Which one is not said: the list shows the numbers.
  if (acts.has(first) && rest.length === 0) return { kind: 'list' };
  const shown = rest.length === 0 ? numberOf(first) : null;
  return shown === null ? newOf(words) : { kind: 'show', number: shown };
}

function groupsOf(rest: readonly string[]): SendWish {
  const last = /^\d{1,4}$/.exec(rest.at(-1) ?? '')?.[0];
  const words = last === undefined ? rest : rest.slice(0, -1);
  return { kind: 'groups', words: words.join(' '), page: Number(last ?? 1) };
}

/** `14天 2 文件` in any order; what else is typed there is not passed over. */
function healthOf(rest: readonly string[]): SendWish {
  let [days, page, isFile]: [number | null, number, boolean] = [null, 1, false];
  const words = rest.join(' ').replace(/(?<=\d) (?=days?(?: |$))/gu, '');
  for (const word of words.split(' ').filter((one) => one !== '')) {
    const counted = spokenNumber(/^(.{1,9}?)(?:d|天|日|days?)$/u.exec(word)?.[1] ?? '');
    if (counted !== null) days = counted;
    else if (/^\d{1,4}$/.test(word)) page = Number(word);
    else if (fileWords.has(word)) isFile = true;
    else return { kind: 'health-unclear' };
  }
  return { kind: 'health', days, page, isFile };
}

/** `3 2 文件`: those of number 3, a page or all; null where no number is named. */
function unreachableOf([named = '', ...rest]: readonly string[]): SendWish | null {
  const number = numberOf(named);
  const page = rest.find((word) => /^\d{1,4}$/.test(word));
  const isFile = rest.some((word) => fileWords.has(word));
  return number === null ? null : { kind: 'unreachable', number, page: Number(page ?? 1), isFile };
}

const tagsFirst = /^(?:[#＃][^\s#＃,，、]+[\s,，、]*)+/u;
const numbersFirst = /^\d{1,6}(?:\s*[-–~至到]\s*\d{1,6})?(?:\s*[,，、]\s*\d{1,6}(?:\s*[-–~至到]\s*\d{1,6})?)*(?=\s)/u;
/** More than there are groups; a range beyond is a slip of the pen. */
const rangeMax = 100_000;

function newOf(words: string): SendWish {
  const word = /^[^\s,，:：]+/u.exec(words)?.[0] ?? '';
  if (allWords.has(normalise(word)))
    return { kind: 'new', audience: { kind: 'all' }, words: after(words, word.length) };
  const tags = tagsFirst.exec(words)?.[0];
  if (tags !== undefined) {
    const named = tags.split(/[\s#＃,，、]+/u).filter((tag) => tag !== '');
    return { kind: 'new', audience: { kind: 'tags', tags: named }, words: after(words, tags.length) };
  }
  const listed = numbersFirst.exec(words)?.[0];
  const numbers = listed === undefined ? null : numbersIn(listed);
  if (listed === undefined || numbers === null) return { kind: 'unclear' };
  return { kind: 'new', audience: { kind: 'numbers', numbers }, words: after(words, listed.length) };
}

const after = (words: string, length: number): string => words.slice(length).replace(/^[\s,，:：]+/u, '');

function numbersIn(listed: string): readonly number[] | null {
  const numbers = new Set<number>();
  for (const part of listed.split(/[,，、]/u)) {
    const [from = NaN, to = from] = part.split(/[-–~至到]/u).map(Number);
    if (!(to >= from) || to - from > rangeMax) return null;
    for (let number = from; number <= to; number += 1) numbers.add(number);
  }
  return [...numbers];
}

/** What is to be sent, from the words that are left when to whom and when are taken off; null when nothing is. */
export function readContent(words: string): FanOutContent | null {
  const typed = words.trim();
  const plain = normalise(typed);
  if (plain === '') return null;
  if (/^(?:plan|today|(?:今日|今天|学习)?计[划画])$/u.test(plain)) return { kind: 'plan' };
  if (/^(?:report|report day|daily report|日报|今日日报)$/u.test(plain)) return { kind: 'report' };
  const quiz = /^(?:quiz|答题)(?:\s+(.*))?$/su.exec(plain);
  const rest = quiz?.[1] ?? '';
  const wish = quiz !== null && isQuizCall(rest) ? readQuizWish(rest) : null;
  if (wish?.kind === 'start') return { kind: 'quiz', bank: wish.bank, count: wish.count };
  return { kind: 'text', words: typed };
}
