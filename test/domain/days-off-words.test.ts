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
