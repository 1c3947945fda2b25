import { describe, expect, test } from 'vitest';
import { readLineWish } from '../../../src/bots/console/read-line.ts';
import { readSkip } from '../../../src/bots/console/read-skip.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('a line typed into the terminal', () => {
  test.each([
    ['打卡 30分钟', { kind: 'say', text: '打卡 30分钟', isPrivate: false }],
    ['1', { kind: 'say', text: '1', isPrivate: false }],
    ['  A  ', { kind: 'say', text: 'A', isPrivate: false }],
    ['#接龙\\n1. 小李', { kind: 'say', text: '#接龙\n1. 小李', isPrivate: false }],
    [':) 早', { kind: 'say', text: ':) 早', isPrivate: false }],
    ['', { kind: 'nothing' }],
    ['#2', { kind: 'choose', number: 2 }],
    ['＃2', { kind: 'choose', number: 2 }],
    [':12', { kind: 'choose', number: 12 }],
    ['：3', { kind: 'choose', number: 3 }],
    [':as 小王', { kind: 'as', name: '小王' }],
    ['：as 2', { kind: 'as', name: '2' }],
    [':as', { kind: 'who' }],
    [':private 我的', { kind: 'say', text: '我的', isPrivate: true }],
    [':dm hello', { kind: 'say', text: 'hello', isPrivate: true }],
    [':private', { kind: 'empty' }],
    [':photo 打卡 20页', { kind: 'photo', caption: '打卡 20页' }],
    [':file "/tmp/a b.csv"', { kind: 'file', path: '/tmp/a b.csv' }],
    [':file /tmp/a\\ b.csv', { kind: 'file', path: '/tmp/a b.csv' }],
    [':file', { kind: 'empty' }],
    [':skip 1h', { kind: 'skip', skip: { byMs: hourMs } }],
    [':skip', { kind: 'skip-usage' }],
    [':skip soon', { kind: 'skip-usage' }],
    [':NEXT', { kind: 'next' }],
    [':q', { kind: 'quit' }],
    [':exit', { kind: 'quit' }],
    [':help', { kind: 'help' }],
    [':helpme', { kind: 'unknown', name: 'helpme' }],
  ])('%j is read as what it asks for', (line, wish) => {
    expect(readLineWish(line)).toEqual(wish);
  });
});

describe('how far the clock is to go', () => {
  test.each([
    ['30m', 30 * minuteMs],
    ['1h', hourMs],
    ['1h30m', 90 * minuteMs],
    ['1.5h', 90 * minuteMs],
    ['2d', 48 * hourMs],
    ['45 sec', 45_000],
    ['２小时', 2 * hourMs],
    ['30分鐘', 30 * minuteMs],
    ['1天', 24 * hourMs],
    ['1週', 7 * 24 * hourMs],
  ])('%s is a time', (words, byMs) => {
    expect(readSkip(words)).toEqual({ byMs });
  });

  test.each([
    ['08:00', 480],
    ['8:05', 485],
    ['２３：５９', 1439],
    ['0:00', 0],
  ])('%s is a time of day', (words, toMinute) => {
    expect(readSkip(words)).toEqual({ toMinute });
  });

  test.each(['', '0m', '24:00', '8:60', '10', 'h', '1x', '-1h', '1h tomorrow', '1e9d'])('%j is neither', (words) => {
    expect(readSkip(words)).toBeNull();
  });
});
