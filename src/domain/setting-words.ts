import type { TimeZone } from './local-date.ts';
import { normalise } from './normalise.ts';
import type { QuietHours } from './quiet-hours.ts';
import { parseSchedulePhrase } from './schedule-phrase.ts';
import type { ChatSettings } from './settings.ts';
import { parseTimeZone } from './zone.ts';

/** One change that an organiser asks for. */
export type SettingChange =
  | { readonly name: 'locale'; readonly value: 'zh-Hans' | 'zh-Hant' | 'en' }
  | { readonly name: 'zone'; readonly value: TimeZone }
  | { [K in keyof ChatSettings]: { readonly name: K; readonly value: ChatSettings[K] } }[keyof ChatSettings];

export type SettingName = SettingChange['name'];

export type SettingReading =
  | { readonly kind: 'change'; readonly change: SettingChange }
  | { readonly kind: 'unknown-setting' }
  | { readonly kind: 'bad-value'; readonly name: SettingName };

/** What people may call a setting; the first word is the one shown. */
export const settingWords: Readonly<Record<SettingName, readonly string[]>> = {
  locale: ['language', 'locale', '语言'],
  zone: ['zone', 'timezone', '时区'],
  quiet: ['quiet', '安静', '免打扰', '免打扰时段', '勿扰时段', '勿扰'],
  planMinute: ['morning', 'plan', '早上', '早安', '计划时间', '早上发计划', '早上发计画'],
  nudgeMinute: ['nudge', '晚上', '晚间提醒', '催'],
  digestMinute: ['digest', '每日摘要', '小结', '每日小结', '日报时间'],
  missingNames: ['names', '名单', '未打卡名单', '点名'],
  makeupWindowDays: ['makeup-days', '补卡天数', '可补卡天数'],
  makeupPerMonth: ['makeup-quota', '补卡次数', '每月补卡次数'],
  workdays: ['workdays', '工作日', '工作日历'],
  memberZones: ['own-zones', '各用各的时区', '成员时区', '各自时区'],
  quizRounds: ['rounds', '题数', '每场题数'],
  quizSeconds: ['seconds', '每题秒数', '秒数'],
  quizChange: ['change', '改答案', '可改答案'],
  quizSpeedBonus: ['speed', '速度分', '快答加分'],
  tags: ['tag', 'tags', '标签'],
};

const nameOfWord = new Map(
  Object.entries(settingWords).flatMap(([name, words]) => words.map((word) => [word, name as SettingName] as const)),
);

/** True for what a setting may be called, without any value. */
export const isSettingName = (words: string): boolean => nameOfWord.has(normalise(words));

/** The change in `key value`, as typed in any of the three languages. */
export function readSetting(words: string): SettingReading {
  const match = /^(\S+?)(?:\s*[:：=]\s*|\s+)(.+)$/su.exec(words.trim());
  const name = match?.[1] === undefined ? undefined : nameOfWord.get(normalise(match[1]));
  if (match?.[2] === undefined || name === undefined) return { kind: 'unknown-setting' };
  const change = readValue(name, match[2].trim());
  return change === null ? { kind: 'bad-value', name } : { kind: 'change', change };
}

function readValue(name: SettingName, raw: string): SettingChange | null {
  const value = normalise(raw);
  switch (name) {
    case 'locale':
      return made(name, readLocale(value));
    case 'zone':
      return made(name, parseTimeZone(raw));
    case 'quiet':
      return isOff(value) ? { name, value: null } : made(name, readQuiet(value));
    case 'planMinute':
    case 'nudgeMinute':
    case 'digestMinute':
      return isOff(value) ? { name, value: null } : made(name, readClock(value));
    case 'missingNames':
      return made(name, readMissingNames(value));
    case 'makeupWindowDays':
      return made(name, readCount(value, 0, 60));
    case 'makeupPerMonth':
      return made(name, readCount(value, 0, 31));
    case 'workdays':
      return /^(auto|自动|默认|按时区)$/.test(value) ? { name, value: null } : made(name, readWorkdays(value));
    case 'quizRounds':
      return made(name, readCount(value, 1, 50));
    case 'quizSeconds':
      return /^(auto|自动|按题目长短|off|默认)$/.test(value)
        ? { name, value: null }
        : made(name, readCount(value, 10, 600));
    case 'memberZones':
    case 'quizChange':
    case 'quizSpeedBonus':
      return made(name, readSwitch(value));
    case 'tags':
      return isOff(value) ? { name, value: [] } : made(name, readTags(raw));
    default:
      return name satisfies never;
  }
}

function made<N extends SettingName>(
  name: N,
  value: (SettingChange & { name: N })['value'] | null,
): SettingChange | null {
  return value === null ? null : ({ name, value } as SettingChange);
}

const isOff = (value: string): boolean => /^(off|none|no|关|关闭|不用|无)$/.test(value);

/** More than one chat needs, and longer than one is. */
const tagsMax = 10;
const tagMaxCharacters = 20;

/** `晨读`, `#晨读 #城东`, `晨读、城东`; null when there are too many or one is no tag. */
function readTags(raw: string): readonly string[] | null {
  const tags = [...new Set(raw.normalize('NFKC').split(/[\s,，、;；#＃]+/u))].filter((tag) => tag !== '');
  const isFine = tags.every((tag) => tag.length <= tagMaxCharacters && /^[\p{L}\p{N}_-]+$/u.test(tag));
  return isFine && tags.length > 0 && tags.length <= tagsMax ? tags : null;
}

function readSwitch(value: string): boolean | null {
  if (isOff(value)) return false;
  return /^(on|yes|开|开启|打开|允许)$/.test(value) ? true : null;
}

function readLocale(value: string): 'zh-Hans' | 'zh-Hant' | 'en' | null {
  if (/^(zh-hans|zh-cn|简体|简体中文|中文|chinese|zh)$/.test(value)) return 'zh-Hans';
  if (/^(zh-hant|zh-tw|zh-hk|繁体|繁体中文|正体|正体中文)$/.test(value)) return 'zh-Hant';
  return /^(en|english|英文|英语)$/.test(value) ? 'en' : null;
}

function readMissingNames(value: string): 'organiser' | 'group' | null {
  if (/^(organiser|organizer|admin|private|管理员|只给管理员|不公开)$/.test(value)) return 'organiser';
  return /^(group|public|群里|群里可见|群组里可见|公开)$/.test(value) ? 'group' : null;
}

/** What stands in brackets behind a value shown explains it. */
function readWorkdays(words: string): 'china' | 'own' | null {
  const value = words.replace(/\s*[(（].*$/u, '');
  if (/^(china|mainland china|cn|中国|大陆|中国大陆|国内|法定|调休)$/.test(value)) return 'china';
  return /^(own|mon-fri|monday-friday|monday to friday|自己|自定|本群|本群的|周一到周五|周一至周五)$/.test(value)
    ? 'own'
    : null;
}

function readCount(value: string, min: number, max: number): number | null {
  const count = /^\d{1,3}$/.test(value) ? Number(value) : null;
  return count !== null && count >= min && count <= max ? count : null;
}

/** The minute of the day in `20:30`, `晚上8点半`, `8pm`; null when it is no single time of day. */
function readClock(value: string): number | null {
  // A bare time of day is a daily phrase; the instant does not matter for it.
  const parsed = parseSchedulePhrase(value, { nowMs: 0, zone: 'UTC' as TimeZone });
  if (parsed.kind !== 'understood' || parsed.rest !== '' || parsed.schedule.kind !== 'daily') return null;
  const [minute, ...others] = parsed.schedule.minutes;
  return minute === undefined || others.length > 0 ? null : minute;
}

function readQuiet(value: string): QuietHours | null {
  const [from, to, ...others] = value.split(/\s*(?:-|–|—|~|到|至|to)\s*/);
  if (from === undefined || to === undefined || others.length > 0) return null;
  const [fromMinute, toMinute] = [readClock(from), readClock(to)];
  return fromMinute === null || toMinute === null || fromMinute === toMinute ? null : { fromMinute, toMinute };
}
