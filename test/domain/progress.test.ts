import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinBounds, type Progress, readProgress } from '../../src/domain/progress.ts';

type Row = [text: string, amount: number | null, unit: Progress['unit'], note: string, of: number | null];

describe('readProgress', () => {
  it.each<Row>([
    ['', null, null, '', null],
    ['45分钟 第三章', 45, 'minutes', '第三章', null],
    ['４５分鐘　第三章', 45, 'minutes', '第三章', null],
    ['第三章 45分钟', 45, 'minutes', '第三章', null],
    ['第三章看了30分钟', 30, 'minutes', '第三章', null],
    ['今天学了45分钟英语', 45, 'minutes', '英语', null],
    ['半小时', 30, 'minutes', '', null],
    ['半个小时', 30, 'minutes', '', null],
    ['1.5h', 90, 'minutes', '', null],
    ['一个半小时', 90, 'minutes', '', null],
    ['两个半钟头', 150, 'minutes', '', null],
    ['1小时半', 90, 'minutes', '', null],
    ['1小时20分钟', 80, 'minutes', '', null],
    ['一小时二十分', 80, 'minutes', '', null],
    ['三刻钟', 45, 'minutes', '', null],
    ['半個鐘', 30, 'minutes', '', null],
    ['1h30 math', 90, 'minutes', 'math', null],
    ['2hrs 15 mins Piano', 135, 'minutes', 'Piano', null],
    ['half an hour', 30, 'minutes', '', null],
    ['an hour and a half', 90, 'minutes', '', null],
    ['one and a half hours', 90, 'minutes', '', null],
    ['twenty-five minutes', 25, 'minutes', '', null],
    ['读了二十页', 20, 'pages', '', null],
    ['讀了二十頁論語', 20, 'pages', '論語', null],
    ['read 20 pages of Harry Potter', 20, 'pages', 'Harry Potter', null],
    ['20P', 20, 'pages', '', null],
    ['看了二十多页', 20, 'pages', '', null],
    ['背了50个单词 20页', 50, 'items', '20页', null],
    ['Day 3 two chapters', 2, 'items', 'Day 3', null],
    ['1,200字', 1200, 'items', '', null],
    ['3/5', 3, 'fraction', '', 5],
    ['3 of 5', 3, 'fraction', '', 5],
    ['五分之三', 3, 'fraction', '', 5],
    ['80%', 80, 'percent', '', null],
    ['８０％', 80, 'percent', '', null],
    ['百分之八十', 80, 'percent', '', null],
    ['45', 45, null, '', null],
    ['45 Chapter 3', 45, null, 'Chapter 3', null],
    ['+1', null, null, '', null],
    ['✅', null, null, '', null],
    ['：单词背完了', null, null, '单词背完了', null],
    ['第3天', null, null, '第3天', null],
    ['Chapter 3', null, null, 'Chapter 3', null],
    ['8:00', null, null, '8:00', null],
    ['3号', null, null, '3号', null],
    ['3/5号', null, null, '3/5号', null],
    ['明天3点开会', null, null, '明天3点开会', null],
    ['30分钟后吃饭', null, null, '30分钟后吃饭', null],
    ['30-40分钟', null, null, '30-40分钟', null],
    ['20页-30页', null, null, '20页-30页', null],
    ['第12页到20页', null, null, '第12页到20页', null],
    ['1080p视频', null, null, '1080p视频', null],
    ['a good day', null, null, 'a good day', null],
    ['5000分钟', 5000, 'minutes', '', null],
  ])('reads %j', (text, amount, unit, note, of) => {
    expect(readProgress(text)).toEqual({ amount, unit, of, note });
  });

  it('never throws, and notes no more than was typed', () => {
    const words = fc.constantFrom(
      ...'半,小时,30,分钟,页,3/5,80%,第三章,读了, ,and a half,hour,百分之,多,✅,A'.split(','),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: words })), (text) => {
        const { amount, note } = readProgress(text);
        expect(note.length).toBeLessThanOrEqual(text.length);
        expect(amount === null || Number.isFinite(amount)).toBe(true);
      }),
    );
  });

  it('reads any number of minutes and pages back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('', ' '), (count, gap) => {
        expect(readProgress(`${String(count)}${gap}分钟`)).toMatchObject({ amount: count, unit: 'minutes' });
        expect(readProgress(`read ${String(count)}${gap}pages`)).toMatchObject({
          amount: count,
          unit: 'pages',
          note: '',
        });
      }),
    );
  });
});

describe('isWithinBounds', () => {
  it.each<[text: string, isWithin: boolean]>([
    ['', true],
    ['第三章', true],
    ['1分钟', true],
    ['1440分钟', true],
    ['1441分钟', false],
    ['24小时', true],
    ['25小时', false],
    ['0分钟', false],
    ['10000页', true],
    ['10001页', false],
    ['10000题', true],
    ['10001题', false],
    ['100%', true],
    ['101%', false],
    ['5/5', true],
    ['6/5', false],
    ['0/5', false],
    ['1/10001', false],
    ['10001', false],
  ])('judges %j', (text, isWithin) => {
    expect(isWithinBounds(readProgress(text))).toBe(isWithin);
  });
});
