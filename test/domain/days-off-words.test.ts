import { describe, expect, it } from 'vitest';
import { readDaysOffWish } from '../../src/domain/days-off-words.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';

const today = '2026-11-21' as LocalDate;

describe('the name of a day off', () => {
  it.each([
    '国庆',
    '春节',
    '元旦',
    '中秋',
    '清明',
    '端午',
    '国庆节',
    '端午節',
    '春節假期',
    '厂庆',
    '国庆 调休',
    '三月三',
    '年初一',
    '十周年',
  ])('may be %s', (name) => {
    expect(readDaysOffWish(`休息日 2027-10-01 ${name}`, today)).toEqual({ kind: 'add', days: ['2027-10-01'], name });
  });

  it.each(['到国庆', '至 春节', '国庆到10月7日', '国庆 到 元旦', '10月32日', '周末', '下周一', '三月', 'Monday'])(
    'is not “%s”, which goes on like days that could not be read',
    (name) => {
      expect(readDaysOffWish(`休息日 2027-10-01 ${name}`, today)).toEqual({ kind: 'bad-days' });
    },
  );
});

describe('days off without their year', () => {
  it.each([
    ['10月1日到10月3日', '2027-10-01', '2027-10-03'],
    ['10月1日', '2027-10-01', '2027-10-01'],
    ['10-1 ~ 10-3 国庆', '2027-10-01', '2027-10-03'],
    ['6月1日', '2027-06-01', '2027-06-01'],
    ['Oct 1 to Oct 3', '2027-10-01', '2027-10-03'],
    ['1月1日到1月3日', '2027-01-01', '2027-01-03'],
    ['12月30日到1月2日', '2026-12-30', '2027-01-02'],
  ])('“%s” are those to come', (words, from, to) => {
    expect(daysOf(words)).toEqual([from, to]);
    expect(daysOf(`删除 ${words.replace(' 国庆', '')}`)).toEqual([from, to]);
  });

  it.each([
    ['11月18日', '2026-11-18', '2026-11-18'],
    ['11月1日到11月30日', '2026-11-01', '2026-11-30'],
    ['昨天', '2026-11-20', '2026-11-20'],
    ['2026年10月1日到10月3日', '2026-10-01', '2026-10-03'],
    ['2026-10-01..2026-10-03', '2026-10-01', '2026-10-03'],
    ['今年10月1日', '2026-10-01', '2026-10-01'],
  ])('“%s” may be just over, still going on, or of the year that is named', (words, from, to) => {
    expect(daysOf(words)).toEqual([from, to]);
  });
});

function daysOf(words: string): readonly (string | undefined)[] {
  const wish = readDaysOffWish(`休息日 ${words}`, today);
  return wish?.kind === 'add' || wish?.kind === 'remove' ? [wish.days[0], wish.days.at(-1)] : [];
}
