import { parseSchedulePhrase, type ScheduleParse } from '../../domain/schedule-phrase.ts';
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

/** Reads what follows /remind. */
export function readWish(words: string): Wish {
  const folded = words.normalize('NFKC').trim();
  if (listWords.test(folded)) return { kind: 'list' };
  for (const kind of ['pause', 'resume', 'delete'] as const) {
    const word = actWords[kind].find((one) => folded.toLowerCase().startsWith(one));
    const number = word === undefined ? undefined : numberWords.exec(folded.slice(word.length))?.[1];
    if (number !== undefined) return { kind, number: Number(number) };
  }
  return { kind: 'new', words: words.trim() };
}

/** Whether a text reads as a time does not depend on when it is read; any instant will do. */
const someInstant = { nowMs: Date.UTC(2026, 0, 1, 12), zone: 'UTC' as TimeZone };

/** True when the words after 提醒 are meant for us and not for the people in the group. */
export function isWish(words: string): boolean {
  const wish = readWish(words);
  if (wish.kind !== 'new') return true;
  const when: ScheduleParse['kind'] = parseSchedulePhrase(wish.words, someInstant).kind;
  return when !== 'not-understood';
}
