import { foldPhrase } from './schedule/fold-phrase.ts';

const chineseNumber = '[一二两三四五六七八九十几半廿]+';
const englishDays = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?';
const englishMonths =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?=\\s*\\d)|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const chineseDay =
  '(?:周|星期|礼拜)[一二三四五六日天末]|[上下这本]个?(?:周|星期|礼拜|月)|[大前昨今明后]+[天日年]|[年月周][初中底末]|(?:国庆|春节|元旦|中秋|清明|端午)(?:节|假期)?(?=$|[\\s到至])';

/** Half a day is no stretch of days, and is a reason as good as any. */
const opening = new RegExp(
  `^(?:[从到至]|from |until |till |to |on |in |by |for )?\\s*(?:\\d|${chineseNumber}(?<!半)\\s*(?:个?月|个?星期|个?礼拜|[年日天周号])|半(?:年|个月)|${chineseDay}|[年月周](?![\\p{L}])|(?:the )?(?:next|last|this) (?:week|month|year|${englishDays})\\b|(?:a|one|two|three|four|five|six) (?:day|week|month|year)s?\\b|(?:${englishDays}|${englishMonths}|today|tomorrow|yesterday)\\b)`,
  'u',
);
const inside = new RegExp(`\\d|${chineseDay}|\\b(?:${englishDays}|${englishMonths})\\b`, 'u');
const joint = /^(?:到|至|[-~]|to |until |till |through )\s*/u;

/** True when a text begins like a day or a stretch of days, whether or not the calendar has it (2月30日, 18/11, 一年). */
export const beginsLikeDate = (text: string): boolean => opening.test(foldPhrase(text.trim()));

/** True when a text goes on from a first day to a last one. */
export function goesOnLikeDate(text: string): boolean {
  const phrase = foldPhrase(text.trim());
  const to = joint.exec(phrase)?.[0];
  return to !== undefined && opening.test(phrase.slice(to.length));
}

/** True when something in a text may name a day: a digit, a weekday or a month. */
export const holdsDateWord = (text: string): boolean => inside.test(foldPhrase(text));

const pastDay =
  /^(大前天|前天|昨天|昨日|昨晚|the day before yesterday|yesterday|last night)(?:'s|的)?(?=$|[\s\d,:;.!。])|(?:^|[\s\d分时页题钟],?)(大前天|前天|昨天|昨日|昨晚|yesterday|last night)(?:'s|的)?[.!。]?$/u;

/** The past day that a report of progress is about (`昨天`, `昨天的 30分钟`, `30分钟 昨天的`), null when it is about none. */
export function pastDayOf(text: string): string | null {
  const match = pastDay.exec(foldPhrase(text.trim()));
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? null : word === 'last night' ? 'yesterday' : word;
}
