import { distance } from 'fastest-levenshtein';
import { foldPhrase } from './fold-phrase.ts';

const clock =
  '(?:\\d{1,2}:\\d{2}(?!\\d)|\\d{1,2} ?[ap]m\\b|\\d{1,2}(?:点|时(?!间|候))|[一二两三四五六七八九十]{1,3}点(?![了点]))';
const chineseDay =
  '(?:每个?(?:[天日晚]|工作日|(?:周|星期|礼拜)[一二三四五六日天末、,\\d]*)|工作日|周末|[今明后][天日晚]|大后天|[上下这本]?个?(?:周|星期|礼拜)[一二三四五六日天末\\d])';
const partOfDay = '(?:早上|早晨|上午|中午|下午|傍晚|晚上|凌晨)?';
const dateOfYear = '(?:(?:\\d{4}年)?\\d{1,2}月\\d{1,2}[日号]?|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/]\\d{1,2})';
/** `每天25点`, `2026-13-01 08:00`, `10月32日 8点`: a day and at once a time. */
const dayAndClock = new RegExp(`^(?:${chineseDay}|${dateOfYear}) ?的?${partOfDay} ?${clock}`, 'u');
const englishDayAndClock = new RegExp(`^(?:on |every |next )?([a-z]{4,10})s?,? (?:at )?${clock}`, 'u');
const clockAlone = /^(?:at )?(?:(\d{1,2}):(\d{2})(?![\d:])|(\d{1,2})点(?=\s|$))/u;

const dayNames: readonly string[] = [
  ...['today', 'tonight', 'tomorrow', 'daily', 'weekdays', 'everyday'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
];

/**
 * True when a text that no time could be read from begins like one all the same: a day and a time of day, or a time that
 * no clock shows (每天25点, 14:75, tomorow 8:00). Sentences that merely speak of a day or a number are none.
 */
export function beginsLikeMistypedTime(text: string): boolean {
  const phrase = foldPhrase(text.trim()).replace(/ +/g, ' ');
  if (dayAndClock.test(phrase)) return true;
  const word = englishDayAndClock.exec(phrase)?.[1];
  if (word !== undefined && dayNames.some((name) => isNearly(word, name))) return true;
  const [whole, hour, minute = '0', chineseHour] = clockAlone.exec(phrase) ?? [];
  return whole !== undefined && (Number(hour ?? chineseHour) > 24 || Number(minute) > 59);
}

/** One slip of the finger in a short word, two in a longer one; nobody misses the first letter. */
function isNearly(word: string, name: string): boolean {
  return word[0] === name[0] && distance(word, name) <= (name.length > 6 ? 2 : 1);
}
