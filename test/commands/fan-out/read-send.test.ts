import { describe, expect, it } from 'vitest';
import { readContent, readSend } from '../../../src/commands/fan-out/read-send.ts';

describe('what follows /send', () => {
  it.each([
    ['', { kind: 'list' }],
    ['列表', { kind: 'list' }],
    ['3', { kind: 'show', number: 3 }],
    ['第3条', { kind: 'show', number: 3 }],
    ['进度 3', { kind: 'show', number: 3 }],
    ['开始 3', { kind: 'start', number: 3 }],
    ['开始3', { kind: 'start', number: 3 }],
    ['開始 #3', { kind: 'start', number: 3 }],
    ['暂停 12', { kind: 'pause', number: 12 }],
    ['繼續 12', { kind: 'resume', number: 12 }],
    ['cancel 12', { kind: 'cancel', number: 12 }],
    ['結果 12', { kind: 'result', number: 12 }],
    ['群', { kind: 'groups', words: '', page: 1 }],
    ['群 城东 2', { kind: 'groups', words: '城东', page: 2 }],
    ['chats 3', { kind: 'groups', words: '', page: 3 }],
    ['群况', { kind: 'health', days: null, page: 1, isFile: false }],
    ['health 14d 2', { kind: 'health', days: 14, page: 2, isFile: false }],
    ['health 14 days', { kind: 'health', days: 14, page: 1, isFile: false }],
    ['health 14 days 2', { kind: 'health', days: 14, page: 2, isFile: false }],
    ['start', { kind: 'list' }],
    ['群況 30天 檔案', { kind: 'health', days: 30, page: 1, isFile: true }],
    ['群况 十四天', { kind: 'health', days: 14, page: 1, isFile: false }],
    ['群况 0天', { kind: 'health', days: 0, page: 1, isFile: false }],
    ['群况 最近', { kind: 'health-unclear' }],
    ['全部 你好', { kind: 'new', audience: { kind: 'all' }, words: '你好' }],
    ['ALL，hello', { kind: 'new', audience: { kind: 'all' }, words: 'hello' }],
    ['all hello there', { kind: 'new', audience: { kind: 'all' }, words: 'hello there' }],
    ['#a，＃b  明天8点 c', { kind: 'new', audience: { kind: 'tags', tags: ['a', 'b'] }, words: '明天8点 c' }],
    ['1、3，5-7 好', { kind: 'new', audience: { kind: 'numbers', numbers: [1, 3, 5, 6, 7] }, words: '好' }],
    ['2 3 个人来', { kind: 'new', audience: { kind: 'numbers', numbers: [2] }, words: '3 个人来' }],
    ['5-2 好', { kind: 'unclear' }],
    ['开始吧 大家', { kind: 'unclear' }],
  ])('“%s”', (typed, wish) => {
    expect(readSend(typed)).toEqual(wish);
  });
});

describe('what is sent', () => {
  it.each([
    ['  ', null],
    ['计划', { kind: 'plan' }],
    ['今天計劃', { kind: 'plan' }],
    ['计划有变', { kind: 'text', words: '计划有变' }],
    ['report', { kind: 'report' }],
    ['日报请大家看看', { kind: 'text', words: '日报请大家看看' }],
    ['答题', { kind: 'quiz', bank: null, count: null }],
    ['答题 常识 5', { kind: 'quiz', bank: '常识', count: 5 }],
    ['答题 活动今晚开始，欢迎参加！', { kind: 'text', words: '答题 活动今晚开始，欢迎参加！' }],
    ['第一行\n第二行', { kind: 'text', words: '第一行\n第二行' }],
  ])('“%s”', (words, content) => {
    expect(readContent(words)).toEqual(content);
  });
});
