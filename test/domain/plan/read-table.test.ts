import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, itemsOf, problemsOf } from './plan-files.ts';

describe('a CSV plan', () => {
  test('from a spreadsheet has a title row, dates with a time and quoted line breaks', () => {
    const imported = importFixture('excel.csv');
    expect(inShort(imported)).toEqual([
      '2026-11-25 第三课',
      '2026-12-01 第一课 [30 minutes]',
      '2026-12-02 第二课 [20 pages]',
    ]);
    expect(itemsOf(imported)[1]?.detail).toBe('第一行\n第二行');
    expect(imported).toMatchObject({ title: 'excel' });
  });

  test('takes English headers in any order, tabs, and bare numbers as days', () => {
    const text = 'title\tgoal\tdate\nFirst\t30 min\t1\nSecond\t\t2\n';
    expect(inShort(importText('x.tsv', text))).toEqual(['2026-11-21 First [30 minutes]', '2026-11-22 Second']);
  });

  test('names every wrong row', () => {
    const text =
      '日期,内容,目标\n2026-12-32,甲,\n2026-12-01,,\n2026-12-02,乙,很多\n,丙,\n2026-12-03,丁,\n2026/12/3,戊,\n"2026-12-04,己,';
    expect(problemsOf(importText('x.csv', text))).toEqual([
      '2 bad-date 2026-12-32',
      '3 empty-title',
      '4 bad-goal 很多',
      '5 bad-date',
      '7 two-items-on-one-day 6',
      '8 unclosed-quote',
    ]);
  });

  test('without a date column is not a plan', () => {
    expect(importText('x.csv', '题目,A,B,答案\n问,甲,乙,A\n').kind).toBe('not-a-plan');
  });
});
