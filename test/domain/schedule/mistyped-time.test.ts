import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TimeZone } from '../../../src/domain/local-date.ts';
import { beginsLikeMistypedTime } from '../../../src/domain/schedule/mistyped-time.ts';
import { parseSchedulePhrase } from '../../../src/domain/schedule-phrase.ts';

const context = { nowMs: Date.UTC(2026, 10, 21, 4), zone: 'Asia/Shanghai' as TimeZone };
const isMistyped = (words: string): boolean =>
  parseSchedulePhrase(words, context).kind === 'not-understood' && beginsLikeMistypedTime(words);

describe('a time with a slip', () => {
  it.each([
    '每天25点 你好',
    '每天 25:00 你好',
    '明天25点 你好',
    '25点 开会',
    '10月32日 8点 交作业',
    '2月30日8:00 你好',
    '2026-13-01 08:00 hi',
    '14:75 x',
    '14：75 你好',
    'tomorow 8:00 hi',
    'Tomorrw at 8am hi',
    'every mondy 7pm check in',
    'Wensday 19:30 hi',
  ])('is seen in “%s”', (words) => {
    expect(isMistyped(words)).toBe(true);
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
  ])('is not seen in “%s”', (words) => {
    expect(isMistyped(words)).toBe(false);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'])('is not seen in ordinary talk in %s', (locale) => {
    const file = new URL(`../../fixtures/group-talk/${locale}.txt`, import.meta.url);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.filter(isMistyped)).toEqual([]);
  });
});
