import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckInReading, readCheckIn } from '../../src/domain/check-in-reply.ts';
import type { Progress } from '../../src/domain/progress.ts';

type Row = readonly [text: string, amount?: number | null, unit?: Progress['unit'], note?: string, of?: number | null];

function checkIn([, amount = null, unit = null, note = '', of = null]: Row): CheckInReading {
  return { kind: 'check-in', progress: { amount, unit, of, note } };
}

const always: readonly Row[] = [
  ['打卡'],
  ['签到'],
  ['簽到'],
  ['完成'],
  ['done'],
  ['Done!'],
  ['checkin'],
  ['打卡✅'],
  ['打卡💪💪'],
  ['打卡[强]'],
  ['✅打卡'],
  ['【打卡】'],
  ['打卡 45分钟 第三章', 45, 'minutes', '第三章'],
  ['打卡45分钟', 45, 'minutes'],
  ['打卡　４５分鐘　第三章', 45, 'minutes', '第三章'],
  ['打卡\n1. 单词\n2. 阅读', null, null, '1. 单词\n2. 阅读'],
  ['打卡：英语', null, null, '英语'],
  ['打卡 机器学习导论', null, null, '机器学习导论'],
  ['打卡 今天复习了第三章，终于明白什么是导数', null, null, '今天复习了第三章，终于明白什么是导数'],
  ['打卡第3天', null, null, '第3天'],
  ['#打卡 day3', null, null, 'day3'],
  ['簽到 讀了二十頁', 20, 'pages'],
  ['完成 3/5', 3, 'fraction', '', 5],
  ['完成80%', 80, 'percent'],
  ['完成 第三章', null, null, '第三章'],
  ['done 3', 3],
  ['done chapter 3', null, null, 'chapter 3'],
  ['done 30 min reading', 30, 'minutes', 'reading'],
  ['checkin 20 pages', 20, 'pages'],
];

const whenPrompted: readonly Row[] = [
  ['已完成'],
  ['✅'],
  ['✅\ufe0f'],
  ['√'],
  ['1'],
  ['+1'],
  ['＋１'],
  ['1\ufe0f\u20e3'],
  ['30分钟', 30, 'minutes'],
  ['半小时', 30, 'minutes'],
  ['半小時', 30, 'minutes'],
  ['读了二十页', 20, 'pages'],
  ['讀了二十頁', 20, 'pages'],
  ['3/5', 3, 'fraction', '', 5],
  ['80%', 80, 'percent'],
  ['完成了'],
  ['学完了'],
  ['都完成了'],
  ['今日打卡'],
  ['已打卡'],
  ['打卡啦'],
  ['打咗卡'],
  ['搞掂'],
  ['做完喇'],
  ['Day 3 打卡', null, null, 'Day 3'],
  ['今日任务完成', null, null, '今日任务'],
  ['看了30分钟', 30, 'minutes'],
  ['学习30分钟', 30, 'minutes'],
  ['一个半小时', 90, 'minutes'],
  ['英语30分钟', 30, 'minutes', '英语'],
  ['第三章 45分钟', 45, 'minutes', '第三章'],
  ['第三章看完了', null, null, '第三章'],
  ['刚看完第三章', null, null, '第三章'],
  ['单词 ✅', null, null, '单词'],
  ['作业写完了', null, null, '作业'],
  ['睇咗30分鐘書', 30, 'minutes', '書'],
  ['背了50个单词', 50, 'items'],
  ['听了两遍', 2, 'items'],
  ['听了两节课', 2, 'items'],
  ['刷了20道题', 20, 'items'],
  ['今天一共学了1小时', 60, 'minutes'],
  ['读了20页《论语》', 20, 'pages', '《论语》'],
  ['进度80%', 80, 'percent'],
  ['all done'],
  ["I'm done"],
  ['finished!'],
  ['checked in'],
  ['done for today'],
  ['done with chapter 3', null, null, 'chapter 3'],
  ['finished chapter 3', null, null, 'chapter 3'],
  ['1h', 60, 'minutes'],
  ['45min', 45, 'minutes'],
  ['half an hour', 30, 'minutes'],
  ['an hour and a half', 90, 'minutes'],
  ['20p', 20, 'pages'],
  ['read 20 pages', 20, 'pages'],
  ['read 20 pages of Emma', 20, 'pages', 'Emma'],
  ['Studied for 2 hours today', 120, 'minutes'],
  ['studied English for 45 minutes', 45, 'minutes', 'English'],
  ['vocab 30 min', 30, 'minutes', 'vocab'],
];

const askedBack: readonly string[] = [
  '打卡 5000分钟',
  '5000分钟',
  '看了25小时',
  '120%',
  '5/3',
  '0分钟',
  '10001页',
  '昨天看了30分钟',
  'yesterday read 20 pages',
  '看了30分钟电影',
  '做了3个',
  '单词50',
  '1、完成阅读 2、打卡',
  '数学80分',
];

const never: readonly string[] = [
  '',
  ' ',
  '打卡？',
  '打卡了吗',
  '打卡吧',
  '打卡地点在哪',
  '打卡 地点在哪',
  '打卡成功率很低',
  '打卡，大家别忘了',
  '没打卡',
  '都打卡了',
  '完成了吗？',
  '完成度',
  '完成这个任务需要多久',
  '完成 80% 的人',
  'done?',
  'done deal',
  'done with this nonsense',
  'done 2 hours ago',
  'done in 30 minutes',
  'almost done',
  'checkin at gate 5',
  '收到',
  '👍',
  '11',
  '45',
  '3个',
  '第三章',
  '没看完',
  '快看完了',
  '饭做完了',
  '30分钟后',
  '大概30分钟',
  '要看30分钟',
  '80%的人',
  '3/5号开会',
  '+1 同意',
  '一共20页',
  '两节课',
  '1 2 3',
  '签到，领红包',
  '打卡 30分钟后截止',
  '打卡 @小王',
  '坚持打卡30天',
  '✅ 已交费',
  '完成的请接龙',
  '打卡失败',
  '看了30分钟电影了吗',
];

describe('readCheckIn', () => {
  it.each(always.map((row) => [row[0], row] as const))('takes %j with or without a prompt', (text, row) => {
    expect(readCheckIn(text, { prompted: false })).toEqual(checkIn(row));
    expect(readCheckIn(text, { prompted: true })).toEqual(checkIn(row));
  });

  it.each(whenPrompted.map((row) => [row[0], row] as const))('takes %j only after a prompt', (text, row) => {
    expect(readCheckIn(text, { prompted: true })).toEqual(checkIn(row));
    expect(readCheckIn(text, { prompted: false })).toEqual({ kind: 'none' });
  });

  it.each(askedBack)('finds %j ambiguous after a prompt', (text) => {
    expect(readCheckIn(text, { prompted: true })).toEqual({ kind: 'ambiguous' });
  });

  it.each(never)('never takes %j', (text) => {
    expect(readCheckIn(text, { prompted: true })).toEqual({ kind: 'none' });
    expect(readCheckIn(text, { prompted: false })).toEqual({ kind: 'none' });
  });

  it('finds an amount out of bounds ambiguous after an explicit word even without a prompt', () => {
    expect(readCheckIn('打卡 5000分钟', { prompted: false })).toEqual({ kind: 'ambiguous' });
  });

  it('never throws, and without a prompt takes nothing that holds none of the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readCheckIn(text, { prompted: true });
        expect(readCheckIn(text, { prompted: false }).kind).toBe('none');
      }),
    );
  });

  it('takes what holds a question mark at its end in no case', () => {
    const texts = fc.constantFrom(...[...always, ...whenPrompted].map(([text]) => text));
    fc.assert(
      fc.property(texts, fc.constantFrom('?', '？', '吗', '吗？'), fc.boolean(), (text, end, prompted) => {
        expect(readCheckIn(text + end, { prompted }).kind).not.toBe('check-in');
      }),
    );
  });

  it('comes back at once from long runs of the same signs', () => {
    for (const unit of ['✅', '刚', '打卡', '打卡 ', '一', '1,', '[强]', 'done ', '30分钟', '学习']) {
      const text = unit.repeat(4000 / unit.length);
      for (const end of ['', 'x', '?']) {
        readCheckIn(text + end, { prompted: true });
        readCheckIn(`打卡 ${text}${end}`, { prompted: true });
        readCheckIn(`${text.slice(0, 58)}${end}`, { prompted: true });
      }
    }
  }, 5_000);
});
