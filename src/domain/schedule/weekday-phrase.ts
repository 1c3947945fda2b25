import { groupsAt, listAt, type Match } from './scan.ts';

/** Weekdays as they were listed, 1 for Monday to 7 for Sunday, and whether the wording says that they come back. */
export interface WeekdayList {
  readonly weekdays: readonly number[];
  readonly isPlural: boolean;
}

const chineseWeek = '(?:周|星期|礼拜)';
const englishWeekday =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(s?)';

/** A digit or numeral directly before a time word is the hour and not the weekday (每周一三点). */
const chinesePattern = new RegExp(`${chineseWeek}?([一二三四五六日天]|[1-7](?!\\d))(?!\\s*[:点时])`, 'y');
const chineseLead = new RegExp(chineseWeek, 'y');
const chineseSeparator = /\s*(?:[,和及与跟&]|以及|还有)?\s*/y;
const chineseTo = /\s*(?:到|至|-|~)\s*/y;
const englishPattern = new RegExp(`${englishWeekday}\\b\\.?`, 'y');
const englishSeparator = /\s*(?:,\s*and\b|,|&|\/|and\b)\s*|\s+/y;
const englishTo = /\s*(?:-|~|to\b|through\b|thru\b)\s*/y;
const englishNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

interface WeekdayWord {
  readonly weekday: number;
  readonly isPlural: boolean;
}

/** One weekday at an index of a folded phrase, with its 周/星期/礼拜 in Chinese. */
export function weekdayAt(phrase: string, at: number): Match<number> | null {
  const word = groupsAt(chineseLead, phrase, at) === null ? englishWord(phrase, at) : chineseWord(phrase, at);
  return word === null || word.value.isPlural ? null : { value: word.value.weekday, end: word.end };
}

/** The weekdays that begin at an index of a folded phrase: `周一三五`, `星期一到星期五`, `Mon, Wed and Fri`. */
export function weekdayListAt(phrase: string, at: number): Match<WeekdayList> | null {
  if (groupsAt(chineseLead, phrase, at) !== null) return listOf(chineseWord, chineseTo, chineseSeparator, phrase, at);
  return listOf(englishWord, englishTo, englishSeparator, phrase, at);
}

type Word = (phrase: string, at: number) => Match<WeekdayWord> | null;

function chineseWord(phrase: string, at: number): Match<WeekdayWord> | null {
  const groups = groupsAt(chinesePattern, phrase, at);
  if (groups === null) return null;
  const name = groups[1] ?? '';
  const index = '一二三四五六日'.indexOf(name === '天' ? '日' : name);
  return { value: { weekday: index < 0 ? Number(name) : index + 1, isPlural: false }, end: at + groups[0].length };
}

function englishWord(phrase: string, at: number): Match<WeekdayWord> | null {
  const groups = groupsAt(englishPattern, phrase, at);
  if (groups === null) return null;
  const weekday = englishNames.indexOf((groups[1] ?? '').slice(0, 3)) + 1;
  return { value: { weekday, isPlural: groups[2] === 's' }, end: at + groups[0].length };
}

function listOf(word: Word, to: RegExp, separator: RegExp, phrase: string, at: number): Match<WeekdayList> | null {
  const list = listAt((index) => spanAt(word, to, phrase, index), separator, phrase, at);
  if (list === null) return null;
  const words = list.value.flat();
  const weekdays = [...new Set(words.map(({ weekday }) => weekday))].toSorted((first, second) => first - second);
  return {
    value: { weekdays, isPlural: weekdays.length > 1 || words.some(({ isPlural }) => isPlural) },
    end: list.end,
  };
}

function spanAt(word: Word, to: RegExp, phrase: string, at: number): Match<readonly WeekdayWord[]> | null {
  const first = word(phrase, at);
  if (first === null) return null;
  const joint = groupsAt(to, phrase, first.end);
  const last = joint === null ? null : word(phrase, first.end + joint[0].length);
  if (last === null) return { value: [first.value], end: first.end };
  const length = (last.value.weekday - first.value.weekday + 7) % 7;
  const value = Array.from({ length: length + 1 }, (_, step) => ({
    weekday: ((first.value.weekday - 1 + step) % 7) + 1,
    isPlural: true,
  }));
  return { value, end: last.end };
}
