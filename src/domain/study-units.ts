/** The unit kept of an amount: hours come as minutes; words, questions and chapters as items. */
export type AmountUnit = 'minutes' | 'pages' | 'items' | 'percent' | 'fraction';

/**
 * What the wording alone shows. `plain`: surely an amount of study (45分钟, 20页, 50个单词). `loose`: only beside a study
 * verb in the past (看了30分, 听了两遍). `vague`: not even then (看了两集, a bare number).
 */
export type Evidence = 'plain' | 'loose' | 'vague';

/** One way to measure study. */
export interface Measure {
  readonly unit: AmountUnit;
  /** What one of it is in the unit kept: 60 for an hour. */
  readonly size: number;
  /** What follows the number; group `half` adds a half, group `about` makes plain evidence loose. */
  readonly pattern: RegExp;
  readonly evidence: Evidence;
}

const about = '(?<about>多|来|余)?';
const hanHours = new RegExp(`^ ?${about}个?(?<half>半)? ?(?:小时|钟头)`);
const cantoneseHours = /^ ?个(?<half>半)?钟(?!点|表|情|爱)/;
const hours = /^[ -]?(?<half>and a half )?(?:hours?|hrs?|h)(?![a-z])/;
const hanMinutes = new RegExp(`^ ?${about} ?分钟`);
const minutes = /^[ -]?(?:minutes?|mins?)(?![a-z])/;
const shortMinutes = /^ ?分(?![\u4e00-\u9fff])|^m(?![a-z\d])/;
const quarterHours = /^ ?个?刻钟/;
const hanPages = new RegExp(`^ ?${about}页`);
const pages = /^[ -]?(?:pages?|pgs?|pp)(?![a-z])|^p(?![a-z\d]|\.m)/;
const percent = /^ ?(?:%|percent|per cent|pct)(?![a-z\d])/;
const hanItems = new RegExp(
  `^ ?${about}(?:[个道篇套条节张首组段句]?(?:练习|选择|判断|填空|英语|数学)?` +
    '(?:题目?|单词|词汇|生词|词|知识点|例句|句子|课文|文章|古诗|成语|汉字|试卷|卷子|作业|任务|视频|网课|单元|章节|小节|课时)' +
    '|章|本书)(?!组|代|干|长|堂|间|桌|表|典)',
);
const items =
  /^[ -]?(?:chapters?|lessons?|units?|questions?|words?|items?|exercises?|problems?|flash ?cards?|cards?|articles?|sections?|tasks?|topics?|poems?)(?![a-z]| ?#?\d)/;
const looseItems = /^ ?(?:[遍讲组套篇节首段句道字课]|节课)(?![\u4e00-\u9fff])/;
const vagueItems = /^ ?[个次集条张回](?![\u4e00-\u9fff])|^ ?times(?![a-z])/;

/** In the order tried. */
export const measures: readonly Measure[] = [
  { unit: 'minutes', size: 60, pattern: hanHours, evidence: 'plain' },
  { unit: 'minutes', size: 60, pattern: cantoneseHours, evidence: 'plain' },
  { unit: 'minutes', size: 60, pattern: hours, evidence: 'plain' },
  { unit: 'minutes', size: 1, pattern: hanMinutes, evidence: 'plain' },
  { unit: 'minutes', size: 1, pattern: minutes, evidence: 'plain' },
  { unit: 'minutes', size: 15, pattern: quarterHours, evidence: 'plain' },
  { unit: 'pages', size: 1, pattern: hanPages, evidence: 'plain' },
  { unit: 'pages', size: 1, pattern: pages, evidence: 'plain' },
  { unit: 'percent', size: 1, pattern: percent, evidence: 'plain' },
  { unit: 'items', size: 1, pattern: hanItems, evidence: 'plain' },
  { unit: 'items', size: 1, pattern: items, evidence: 'plain' },
  { unit: 'minutes', size: 1, pattern: shortMinutes, evidence: 'loose' },
  { unit: 'items', size: 1, pattern: looseItems, evidence: 'loose' },
  { unit: 'items', size: 1, pattern: vagueItems, evidence: 'vague' },
];
