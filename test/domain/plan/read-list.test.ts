import { describe, expect, test } from 'vitest';
import { importPlan } from '../../../src/domain/plan/import-plan.ts';
import { importFixture, importText, inShort, itemsOf, problemsOf, today } from './plan-files.ts';

describe('a plan written as a list', () => {
  test('takes days in all the ways that people write them', () => {
    const imported = importFixture('chat.txt');
    expect(inShort(imported)).toEqual([
      '2026-12-01 第一章 [30 minutes]',
      '2026-12-03 第二章 [20 pages]',
      '2026-12-05 第三章 [30 minutes]',
      '2026-12-06 休息',
      '2026-12-07 Chapter four [5 items]',
      '2026-12-09 第五章',
      '2026-12-11 Chapter six',
    ]);
    expect(imported).toMatchObject({ title: '十二月读书计划' });
    expect(itemsOf(imported).map(({ detail }) => detail)).toEqual([
      '',
      'https://example.org/ch2\n先读导言\n再做笔记',
      '',
      '',
      '',
      '',
      'https://example.org/ch6',
    ]);
  });

  test('typed into a chat needs no bullets and counts from today', () => {
    const imported = importPlan('明天 读前言\n第3天：第一章 20分钟读完（20分钟）\n周三 第二章', { today });
    expect(inShort(imported)).toEqual([
      '2026-11-22 读前言',
      '2026-11-23 第一章 20分钟读完 [20 minutes]',
      '2026-11-25 第二章',
    ]);
    expect(imported).toMatchObject({ title: '' });
  });

  test('names every wrong line, and both lines of a day that comes twice', () => {
    expect(problemsOf(importFixture('wrong.md'))).toEqual([
      '5 bad-date 2026-02-30',
      '7 bad-date 没有日期的一条',
      '8 empty-title',
      '9 two-items-on-one-day 6',
    ]);
  });

  test('takes a weekday for the next one, the start included', () => {
    const text = '开始：2026-11-25\n- 周一 甲\n- Wednesday 乙\n- 星期日 丙\n- 禮拜四 丁\n';
    expect(inShort(importText('x.md', text))).toEqual([
      '2026-11-25 乙',
      '2026-11-26 丁',
      '2026-11-29 丙',
      '2026-11-30 甲',
    ]);
  });

  test('puts a day without a year into the year that lies ahead', () => {
    const text = '- 12月31日 甲\n- 1月2日 乙\n- 11月20日 丙\n- 3/1 丁\n';
    expect(inShort(importText('x.md', text))).toEqual([
      '2026-11-20 丙',
      '2026-12-31 甲',
      '2027-01-02 乙',
      '2027-03-01 丁',
    ]);
  });

  test('keeps other brackets in the title', () => {
    expect(inShort(importText('x.md', '- 2026-12-01 第一章（上）\n'))).toEqual(['2026-12-01 第一章（上）']);
  });

  test('with a start that is no day says so', () => {
    expect(problemsOf(importText('x.md', 'start: soon\n- Day 1: read\n'))).toEqual(['1 bad-start soon']);
  });

  test.each(['- milk\n- bread\n', 'Hello everyone, see you tomorrow.', '# Title\n\nSome words.\n'])(
    'is none when no line begins with a day: %j',
    (text) => {
      expect(importPlan(text, { today }).kind).toBe('not-a-plan');
    },
  );
});
