import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDatePhrase, parseDateRange } from '../../src/domain/date-phrase.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';

/** A Saturday. */
const today = '2026-11-21' as LocalDate;

describe('a day looked back on', () => {
  test.each([
    ['昨天', '2026-11-20', ''],
    ['前天 20分钟', '2026-11-19', '20分钟'],
    ['大前天', '2026-11-18', ''],
    ['今天', '2026-11-21', ''],
    ['昨日 讀了三頁', '2026-11-20', '讀了三頁'],
    ['yesterday 30 min', '2026-11-20', '30 min'],
    ['11-20 3页', '2026-11-20', '3页'],
    ['１１－２０', '2026-11-20', ''],
    ['11/20', '2026-11-20', ''],
    ['11.20', '2026-11-20', ''],
    ['11月20日，第三章', '2026-11-20', '第三章'],
    ['十一月二十日', '2026-11-20', ''],
    ['20号', '2026-11-20', ''],
    ['25號', '2026-10-25', ''],
    ['2026-11-20', '2026-11-20', ''],
    ['2026年11月20日', '2026-11-20', ''],
    ['周一', '2026-11-16', ''],
    ['週六', '2026-11-21', ''],
    ['上周三', '2026-11-11', ''],
    ['Monday', '2026-11-16', ''],
    ['last Monday', '2026-11-16', ''],
    ['Nov 20 chapter 3', '2026-11-20', 'chapter 3'],
    ['20 Nov 2025', '2025-11-20', ''],
    ['12-31', '2026-12-31', ''],
  ])('%s is %s', (text, on, rest) => {
    expect(parseDatePhrase(text, { today })).toEqual({ on, rest });
  });

  test('without its year it is the nearest one, also over New Year', () => {
    expect(parseDatePhrase('12-31', { today: '2027-01-02' as LocalDate })?.on).toBe('2026-12-31');
    expect(parseDatePhrase('1月1日', { today: '2026-12-30' as LocalDate })?.on).toBe('2027-01-01');
  });
});

describe('a day looked ahead to', () => {
  test.each([
    ['周一', '2026-11-23'],
    ['周六', '2026-11-21'],
    ['20号', '2026-12-20'],
    ['明天', '2026-11-22'],
    ['下周三', '2026-11-25'],
    ['3天后', '2026-11-24'],
  ])('%s is %s', (text, on) => {
    expect(parseDatePhrase(text, { today, lean: 'future' })?.on).toBe(on);
  });
});

describe('days in a row', () => {
  test.each([
    ['11-20 到 11-22 出差', '2026-11-20', '2026-11-22', '出差'],
    ['11.20-11.22', '2026-11-20', '2026-11-22', ''],
    ['11-20-11-22', '2026-11-20', '2026-11-22', ''],
    ['11月20日到22日', '2026-11-20', '2026-11-22', ''],
    ['11月20-22日', '2026-11-20', '2026-11-22', ''],
    ['22号到24号', '2026-11-22', '2026-11-24', ''],
    ['明天到后天', '2026-11-22', '2026-11-23', ''],
    ['明天到後天 發燒', '2026-11-22', '2026-11-23', '發燒'],
    ['从明天到周三', '2026-11-22', '2026-11-25', ''],
    ['周一至周三', '2026-11-23', '2026-11-25', ''],
    ['12-30 到 1-2', '2026-12-30', '2027-01-02', ''],
    ['Nov 22 to 24 trip', '2026-11-22', '2026-11-24', 'trip'],
    ['Nov 22-24', '2026-11-22', '2026-11-24', ''],
    ['tomorrow until Friday', '2026-11-22', '2026-11-27', ''],
    ['3天', '2026-11-21', '2026-11-23', ''],
    ['三天 感冒', '2026-11-21', '2026-11-23', '感冒'],
    ['3 days', '2026-11-21', '2026-11-23', ''],
    ['明天起3天', '2026-11-22', '2026-11-24', ''],
    ['3 days from tomorrow', '2026-11-22', '2026-11-24', ''],
    ['下周 旅行', '2026-11-23', '2026-11-29', '旅行'],
    ['next week', '2026-11-23', '2026-11-29', ''],
    ['本周', '2026-11-21', '2026-11-22', ''],
    ['明天', '2026-11-22', '2026-11-22', ''],
    ['明天 有事', '2026-11-22', '2026-11-22', '有事'],
  ])('%s', (text, from, to, rest) => {
    expect(parseDateRange(text, { today, lean: 'future' })).toEqual({ from, to, rest });
  });

  test.each(['11-22 到 11-20', '后天到明天'])('%s runs backwards and is none', (text) => {
    expect(parseDateRange(text, { today })).toBeNull();
  });
});

test.each(['', '有事', '2-30', '13-01', '2026-02-29', '32号', '3.5小时', '20分钟', '0天', '11-20-22', 'may be'])(
  '%j begins with no day',
  (text) => {
    expect(parseDatePhrase(text, { today })).toBeNull();
    expect(parseDateRange(text, { today })).toBeNull();
  },
);

test('any text is days in order or none', () => {
  const words = '昨天 11-20 11月 20号 到 - 3天 周一 下周 Nov 20 next week to 99999 年 2026 ． /'.split(' ');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words, ' '), { maxLength: 7 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(anyText, fc.constantFrom('past' as const, 'future' as const), (text, lean) => {
      const range = parseDateRange(text, { today, lean });
      if (range !== null) expect(range.to >= range.from).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
