import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TimeZone } from '../../../src/domain/local-date.ts';
import { mistypedTime } from '../../../src/domain/schedule/mistyped-time.ts';
import { parseSchedulePhrase } from '../../../src/domain/schedule-phrase.ts';

const context = { nowMs: Date.UTC(2026, 10, 21, 4), zone: 'Asia/Shanghai' as TimeZone };
const found = (words: string): string | null =>
  parseSchedulePhrase(words, context).kind === 'not-understood' ? mistypedTime(words) : null;

describe('a time with a slip', () => {
  it.each([
    ['每天25点', '你好'],
    ['每天 25:00', '你好'],
    ['明天25点', '你好'],
    ['25点', '开会'],
    ['10月32日 8点', '交作业'],
    ['2月30日8:00', '你好'],
    ['2026-13-01 08:00', 'hi'],
    ['14:75', 'x'],
    ['14：75', '你好'],
    ['今晚8点75分', '直播'],
    ['今晚8點75分', '左右開始，歡迎'],
    ['明天  早上8点99', '交作业'],
    ['明天八点七十五分', '开会'],
    ['8点75分', '开会'],
    ['凌晨13点', '开会'],
    ['下午25点', '开会'],
    ['每週八 8點', '讀書'],
    ['周一三五 25点', '读书'],
    ['每月32号 9点', '交作业'],
    ['后年1月5日8点', '开学'],
    ['每两天 8点', '浇水'],
    ['每年1月1日 8点', '新年好'],
    ['国庆节 8点', '升旗'],
    ['月底 9点', '交作业'],
    ['tomorow 8:00', 'hi'],
    ['Tomorrw at 8am', 'hi'],
    ['every mondy 7pm', 'check in'],
    ['Wensday 19:30', 'hi'],
    ['tonight 8:75pm', 'talk'],
    ['13pm', 'talk'],
    ['every mon 25:00', 'talk'],
    ['every day 8:61', 'read'],
    ['Feb 30 8am', 'start'],
    ['31st of June at 8:00', 'start'],
  ])('is seen in “%s” %s', (when, words) => {
    expect(found(`${when} ${words}`)).toBe(when);
  });

  it.each([
    '你好',
    '今天的直播 20:00 开始',
    '每天做3题',
    '每天打卡的同学有奖',
    '明天放假',
    '3:1 我们赢了',
    '100点积分到手',
    '2026-10-01 放假一周',
    '12月考试报名开始了',
    '周末9.5折',
    '第25点 请看讲义',
    'Class 8pm in room 4',
    'Meeting 8:00 in the hall',
    'Tomorrow is a holiday',
    'Monthly 8am breakfast is on',
    'Done by 14:75 of the audio book',
    '24/7 support is here',
    '早上8点前交作业',
    '8点-9点自习，请安静',
    '国庆节快乐',
    '每月一次的读书会',
    '下午好',
    'Every day counts',
    'May 1 be your lucky day',
  ])('is not seen in “%s”', (words) => {
    expect(found(words)).toBeNull();
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'])('is not seen in ordinary talk in %s', (locale) => {
    const file = new URL(`../../fixtures/group-talk/${locale}.txt`, import.meta.url);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.filter((line) => found(line) !== null)).toEqual([]);
  });
});
