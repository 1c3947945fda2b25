import { addDays, daysBetween } from './calendar.ts';
import { beginsLikeDate } from './date-like.ts';
import { type DateRange, parseDateRange } from './date-phrase.ts';
import type { LocalDate } from './local-date.ts';
import { foldPhrase } from './schedule/fold-phrase.ts';

/** What somebody wants of a chat's days off. */
export type DaysOffWish =
  | { readonly kind: 'list' | 'clear' | 'bad-days' }
  | { readonly kind: 'add'; readonly days: readonly LocalDate[]; readonly name: string }
  | { readonly kind: 'remove'; readonly days: readonly LocalDate[] };

const opening = /^(?:days?[- ]?off|休息日|放假|假期)(?:\s*[:：=]\s*|\s+|$)/iu;
const listWords = /^(?:list|show|列表|查看)?$/iu;
const clearWords = /^(?:(?:clear|remove|delete)(?:\s+all)?|清空|全部(?:删除|刪除|取消)|(?:删除|刪除|取消)全部)$/iu;
const removeWords = /^(?:remove|delete|cancel|删除|刪除|删掉|刪掉|取消|去掉)\s*/iu;
const addWords = /^(?:add|new|添加|新增|增加|加)\s*/iu;
/** `2026-12-24..2026-12-26`, as people who write ranges like that do. */
const dots = /\s*(?:\.{2,3}|…+|—+|–)\s*(?=\d)/gu;
/** Days that people name after a day of the calendar; what follows a holiday with 到 is a stretch and no name. */
const holidayNames =
  /^(?:(?:国庆|春节|元旦|中秋|清明|端午)(?:节|假期?)?(?=$|\s(?!\s*[到至~-]))|三月三$|年初[一二三四五六七]$|[一二三四五六七八九十]+周年)/u;
const longestDays = 366;
/** Days off that ended so recently are entered afterwards; before that, whoever names no year means the next one. */
const afterwardsDays = 7;
const daysOffNameMaxCharacters = 60;

/** Reads what follows /settings: `days-off 2026-12-24..2026-12-26 Christmas`, `休息日 删除 12月24日`; null where it is about something else. */
export function readDaysOffWish(words: string, today: LocalDate): DaysOffWish | null {
  const folded = words.normalize('NFKC').trim();
  const head = opening.exec(folded)?.[0];
  if (head === undefined) return null;
  const rest = folded.slice(head.length).trim();
  if (listWords.test(rest)) return { kind: 'list' };
  if (clearWords.test(rest)) return { kind: 'clear' };
  const isRemoval = removeWords.test(rest);
  const named = rest.replace(isRemoval ? removeWords : addWords, '').replace(dots, '~');
  const range = rangeMeant(named, today);
  if (range === null || daysBetween(range.from, range.to) >= longestDays) return { kind: 'bad-days' };
  const { from, to, rest: name } = range;
  // A second day that could not be read is no name.
  const isDate = beginsLikeDate(name) && !holidayNames.test(foldPhrase(name));
  if (isDate || (isRemoval && name !== '')) return { kind: 'bad-days' };
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  return isRemoval ? { kind: 'remove', days } : { kind: 'add', days, name: name.slice(0, daysOffNameMaxCharacters) };
}

function rangeMeant(words: string, today: LocalDate): DateRange | null {
  const near = parseDateRange(words, { today, lean: 'future' });
  const isOver = near !== null && daysBetween(near.to, today) > afterwardsDays;
  return isOver ? parseDateRange(words, { today, lean: 'coming' }) : near;
}
