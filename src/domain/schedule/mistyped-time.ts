import { distance } from 'fastest-levenshtein';
import { foldPhrase } from './fold-phrase.ts';

const han = '[一二两三四五六七八九十]';
const minutesOf = (hour: string): string => `${hour}(?: *(?:\\d{1,2}|${han}{1,3}) *分(?!钟|享|组)|\\d{1,2}(?!\\d)|半)?`;
const clock = [
  '(?:\\d{1,2}:\\d{2}(?!\\d)(?: *[ap]m\\b)?',
  '\\d{1,2} ?[ap]m\\b',
  minutesOf('\\d{1,2}(?:点|时(?!间|候))'),
  `${minutesOf(`${han}{1,3}点(?![了点])`)})`,
].join('|');
const weekdays = '(?:周|星期|礼拜)[一二三四五六七八九日天末\\d][一二三四五六日天、,\\d]*';
const dateOfYear =
  '(?:(?:\\d{4}|[今明后])年)?\\d{1,2}月\\d{1,2}[日号]?|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/]\\d{1,2}';
const day = [
  `(?:每个?(?:[天日晚]|工作日|${weekdays})|工作日|周末|[今明后][天日晚]|大后天|[上下这本]?个?${weekdays}`,
  `(?:每年|每季度|每个?月|[下本]个?月) *(?:${dateOfYear}|\\d{1,2}[日号])?|每隔?(?:\\d{1,2}|${han}+)个?(?:[天日周月年]|星期)|隔[天日周]`,
  `(?:国庆|春节|元旦|中秋|清明|端午|劳动|除夕|月[底初]|年底)节?(?:当天)?|${dateOfYear})`,
].join('|');
/** `每天25点`, `2026-13-01 08:00`, `10月32日 8点`: a day and at once a time, whether or not there is such a day. */
const dayAndClock = new RegExp(`^${day} *的?(?:早上|早晨|上午|中午|下午|傍晚|晚上|凌晨)? *(?:${clock})`, 'u');
const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?';
const englishDateAndClock = new RegExp(
  `^(?:on |the )*(?:${months} +${ordinal}|${ordinal} +(?:of +)?${months}),?(?: +\\d{4},?)? +(?:at +)?(?:${clock})`,
  'u',
);
const englishDayAndClock = new RegExp(`^(every +|on +|next +)?([a-z]{3,10})s?,? *(?:at +)?(?:${clock})`, 'u');
const clockAlone =
  /^(?:at )?(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)? *(?:(\d{1,2}):(\d{2})(?![\d:])|(\d{1,2})点(?: *(\d{1,2})分?)?(?=\s|$)|(\d{1,2}) ?[ap]m\b)/u;

const shortDayNames: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayNames: readonly string[] = [
  ...['today', 'tonight', 'tomorrow', 'daily', 'weekdays', 'everyday'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
];

/**
 * What a text begins with, as typed, where no time could be read from it that is like one all the same: a day and a time
 * of day, or a time that no clock shows (每天25点, 14:75, tomorow 8:00). Null for sentences that merely speak of a day or
 * a number.
 */
export function mistypedTime(text: string): string | null {
  const typed = text.trim();
  const phrase = foldPhrase(typed);
  const found = dayAndClock.exec(phrase) ?? englishDateAndClock.exec(phrase);
  const length = (found ?? englishDay(phrase) ?? impossibleClock(phrase))?.[0].length;
  return length === undefined ? null : typed.slice(0, length).trim();
}

function englishDay(phrase: string): RegExpExecArray | null {
  const found = englishDayAndClock.exec(phrase);
  const [, opening = '', word = ''] = found ?? [];
  const isDay =
    shortDayNames.includes(word) ||
    (opening.startsWith('every') && /^(?:day|morning|evening|night)$/.test(word)) ||
    (word.length > 3 && dayNames.some((name) => isNearly(word, name)));
  return isDay ? found : null;
}

/** One slip of the finger in a short word, two in a longer one; nobody misses the first letter. */
const isNearly = (word: string, name: string): boolean =>
  word[0] === name[0] && distance(word, name) <= (name.length > 6 ? 2 : 1);

function impossibleClock(phrase: string): RegExpExecArray | null {
  const found = clockAlone.exec(phrase);
  if (found === null) return null;
  const [, part = '', digital, digitalMinute, spoken, spokenMinute = 0, half] = found;
  const hour = Number(digital ?? spoken ?? half);
  const hoursMax = half !== undefined || /[凌清晨早]|上午/u.test(part) ? 12 : 24;
  return hour > hoursMax || Number(digitalMinute ?? spokenMinute) > 59 ? found : null;
}
