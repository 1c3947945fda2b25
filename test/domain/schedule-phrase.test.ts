import { describe, expect, test } from 'vitest';
import { read } from './schedule/read-phrase.ts';

function readsAs(rows: string) {
  const cases = rows
    .trim()
    .split('\n')
    .map((row) => row.split('=>').map((side) => side.trim()) as [string, string]);
  test.each(cases)('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
}

describe('the phrases of the contract', () => {
  readsAs(`
    08:00 => daily 08:00
    08:00 读书 => daily 08:00 | 读书
    每天早上8点 => daily 08:00
    每天 20:30 晨读 => daily 20:30 | 晨读
    工作日 20:30 打卡 => workdays 20:30 | 打卡
    每周一三五 19:00 学习 => weekly 1,3,5 19:00 | 学习
    每月1号 9点 => monthly 1 09:00
    every weekday 8:00 read => weekly 1,2,3,4,5 08:00 | read
    every Mon, Wed 7pm => weekly 1,3 19:00
    in 30 minutes call mum => once 2026-11-21 10:30 | call mum
    半小时后 喝水 => once 2026-11-21 10:30 | 喝水
    明天下午3点 开会 => once 2026-11-22 15:00 | 开会
    2026-12-01 09:00 考试 => once 2026-12-01 09:00 | 考试
    cron 0 8 * * 1-5 晨读 => cron 0 8 * * 1-5 | 晨读
  `);
});

describe('recurring in Chinese', () => {
  readsAs(`
    早上八点一刻 读书 => daily 08:15 | 读书
    晚上8点半 => daily 20:30
    下午三点二十 喝茶 => daily 15:20 | 喝茶
    每天8点零五分 => daily 08:05
    每天八时三十分 => daily 08:30
    每天8点整 => daily 08:00
    每日 ２０：３０ 晨读 => daily 20:30 | 晨读
    每天 8点和20点 打卡 => daily 08:00,20:00 | 打卡
    每天早晚8点 打卡 => daily 08:00,20:00 | 打卡
    每天上午10点和2点 => daily 10:00,14:00
    每天20:30quiz => daily 20:30 | quiz
    20:30 工作日 打卡 => workdays 20:30 | 打卡
    每个工作日晚上8点半 => workdays 20:30
    周末 10:00 => weekly 6,7 10:00
    每周一到周五 7:30 => weekly 1,2,3,4,5 07:30
    星期一至星期五 早上7点 => weekly 1,2,3,4,5 07:00
    周五到周一 8点 => weekly 1,5,6,7 08:00
    周一三五 19:00 => weekly 1,3,5 19:00
    周一 周三 周五 19:00 => weekly 1,3,5 19:00
    每逢周一、周四 20:00 学习 => weekly 1,4 20:00 | 学习
    每个周三 8点 => weekly 3 08:00
    每周六日 10:00 => weekly 6,7 10:00
    每周日晚上8点 周总结 => weekly 7 20:00 | 周总结
    每周五下午三点和五点 => weekly 5 15:00,17:00
    每月1号和15号 9点 => monthly 1,15 09:00
    每月1、15号 9点 => monthly 1,15 09:00
    每月31日 9点 => monthly 31 09:00
    每小时 喝水 => cron 0 * * * * | 喝水
    每隔15分钟 => cron */15 * * * *
    每2小时 => cron 0 */2 * * *
  `);
});

describe('once in Chinese', () => {
  readsAs(`
    1小时后 => once 2026-11-21 11:00
    半分钟后 => once 2026-11-21 10:00
    1.5小时后 => once 2026-11-21 11:30
    两个半小时后 => once 2026-11-21 12:30
    一小时30分钟后 => once 2026-11-21 11:30
    一刻钟后 => once 2026-11-21 10:15
    过30分钟 叫我 => once 2026-11-21 10:30 | 叫我
    3天后 => once 2026-11-24 10:00
    3天后的上午9点 => once 2026-11-24 09:00
    一个月后 9:00 => once 2026-12-21 09:00
    今晚8点 => once 2026-11-21 20:00
    明早7点半 => once 2026-11-22 07:30
    后天上午10点 => once 2026-11-23 10:00
    明天中午 => once 2026-11-22 12:00
    周三 19:00 => once 2026-11-25 19:00
    周六 9:00 => once 2026-11-28 09:00
    周六 11:00 => once 2026-11-21 11:00
    下周三 19:00 => once 2026-11-25 19:00
    下下周一 9点 => once 2026-11-30 09:00
    20号 9点 => once 2026-12-20 09:00
    31号 9点 => once 2026-12-31 09:00
    下个月1号 9点 => once 2026-12-01 09:00
    12月1日 9点 => once 2026-12-01 09:00
    十二月一日 九点 => once 2026-12-01 09:00
    2026年12月1日上午9点 => once 2026-12-01 09:00
    2026/12/1 9:00 => once 2026-12-01 09:00
    12-1 9:00 => once 2026-12-01 09:00
    1月5日 9点 => once 2027-01-05 09:00
    明年1月1日 0点 => once 2027-01-01 00:00
    2月29日 9点 => once 2028-02-29 09:00
    ２０２６－１２－０１　０９：００　考试 => once 2026-12-01 09:00 | 考试
  `);
});

describe('traditional characters', () => {
  readsAs(`
    每週三 晚上７點 讀書會 => weekly 3 19:00 | 讀書會
    每星期二四 19:00 => weekly 2,4 19:00
    每禮拜天 10點 => weekly 7 10:00
    兩點半 => daily 02:30
    後天下午兩點三刻 => once 2026-11-23 14:45
    下禮拜三晚上7點半 開會 => once 2026-11-25 19:30 | 開會
    30分鐘後 休息 => once 2026-11-21 10:30 | 休息
    兩小時後 => once 2026-11-21 12:00
    每月１號 ９點 => monthly 1 09:00
    週末上午10點 => weekly 6,7 10:00
  `);
});

describe('English', () => {
  readsAs(`
    daily at 8am => daily 08:00
    every day 8:00 => daily 08:00
    Every day at 8, read 20 pages => daily 08:00 | read 20 pages
    every evening at 8:30 => daily 20:30
    every day at 8 in the morning => daily 08:00
    8pm stand-up => daily 20:00 | stand-up
    8 o'clock => daily 08:00
    daily at noon => daily 12:00
    8:00 every day read => daily 08:00 | read
    weekdays at 20:30 => weekly 1,2,3,4,5 20:30
    weekdays 8:30am and 6pm => weekly 1,2,3,4,5 08:30,18:00
    Mon-Fri 7:30 => weekly 1,2,3,4,5 07:30
    Mon/Wed/Fri 7pm => weekly 1,3,5 19:00
    every Monday and Thursday at 7:30 p.m. quiz => weekly 1,4 19:30 | quiz
    Mondays at 9 => weekly 1 09:00
    every week on Monday at 9 => weekly 1 09:00
    every weekend at 10 => weekly 6,7 10:00
    the 1st of every month at 9am => monthly 1 09:00
    every month on the 1st and 15th at 9:00 => monthly 1,15 09:00
    every 30 minutes drink => cron */30 * * * * | drink
    in 2 hours => once 2026-11-21 12:00
    in an hour and a half => once 2026-11-21 11:30
    in 1h30m => once 2026-11-21 11:30
    half an hour later => once 2026-11-21 10:30
    in 3 days at 9am => once 2026-11-24 09:00
    today at 3pm => once 2026-11-21 15:00
    tonight at 8 => once 2026-11-21 20:00
    tomorrow 3pm => once 2026-11-22 15:00
    tomorrow morning at 9 => once 2026-11-22 09:00
    9am tomorrow => once 2026-11-22 09:00
    the day after tomorrow at 5pm => once 2026-11-23 17:00
    on Monday at 9 => once 2026-11-23 09:00
    next Monday 9am => once 2026-11-23 09:00
    Dec 1 9am => once 2026-12-01 09:00
    1 Dec 2026 9:00 => once 2026-12-01 09:00
    December 1st at 9 => once 2026-12-01 09:00
    2026-12-01T09:00 exam => once 2026-12-01 09:00 | exam
  `);
});

describe('noon, midnight and the hours around them', () => {
  readsAs(`
    中午12点 => daily 12:00
    中午1点 => daily 13:00
    下午12点 => daily 12:00
    凌晨1点 => daily 01:00
    凌晨12点 => daily 00:00
    晚上12点 => daily 00:00
    24:00 => daily 00:00
    12am => daily 00:00
    12pm => daily 12:00
    今天晚上12点 睡觉 => once 2026-11-22 00:00 | 睡觉
    明天24:00 => once 2026-11-23 00:00
    明天0点 => once 2026-11-22 00:00
    明天凌晨12点 => once 2026-11-22 00:00
    今晚1点 => once 2026-11-22 01:00
    tonight at 12 => once 2026-11-22 00:00
    每周五晚上12点 => weekly 6 00:00
    每周日晚上12点 => weekly 1 00:00
    每月1号晚上12点 => monthly 2 00:00
    每月31号晚上12点 => not-understood
    工作日晚上12点 => not-understood
  `);
});

describe('where the phrase ends and the text begins', () => {
  readsAs(`
    每天8点20页 => daily 08:00 | 20页
    每天8点20分钟阅读 => daily 08:00 | 20分钟阅读
    每天8点5页 => daily 08:00 | 5页
    每天8点5 页 => daily 08:00 | 5 页
    每天8点半小时阅读 => daily 08:00 | 半小时阅读
    每天8点二十五页 => daily 08:00 | 二十五页
    每天8点，读《论语》 => daily 08:00 | 读《论语》
    8点点名 => daily 08:00 | 点名
    8:00 明天考试 => daily 08:00 | 明天考试
    每周二十点 => weekly 2 10:00
    每周一一点半 => weekly 1 01:30
    每周一三点 => weekly 1 03:00
  `);

  test('the text is kept as it was typed', () => {
    expect(read('每天８點　讀ＡＢＣ、《論語》 Ch. 3  ')).toBe('daily 08:00 | 讀ＡＢＣ、《論語》 Ch. 3');
  });
});
