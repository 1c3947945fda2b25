import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumeralPrefix, parseNumeral } from '../../src/domain/numerals.ts';

const digits = '零一二三四五六七八九';

/** 0–9,999 in the full written form (一千零二十三), made apart from the code under test. */
function inHan(value: number): string {
  if (value === 0) return '零';
  const places = ['千', '百', '十', ''];
  let text = '';
  let gap = false;
  Array.from(String(value).padStart(4, '0'), Number).forEach((digit, place) => {
    if (digit === 0) {
      gap = text !== '';
      return;
    }
    text += (gap ? '零' : '') + digits.charAt(digit) + (places[place] ?? '');
    gap = false;
  });
  return text;
}

describe('parseNumeral', () => {
  it.each([
    ['23', 23],
    ['２３', 23],
    ['1,024', 1024],
    ['1，024', 1024],
    ['3.5', 3.5],
    ['½', 0.5],
    ['1½', 1.5],
    ['-5', -5],
    ['负五', -5],
    ['二十三', 23],
    ['十', 10],
    ['十二', 12],
    ['两百', 200],
    ['兩百', 200],
    ['一百零五', 105],
    ['一百二', 120],
    ['一百二十', 120],
    ['一百一十五', 115],
    ['廿三', 23],
    ['卅', 30],
    ['二〇二六', 2026],
    ['一九四九', 1949],
    ['一〇', 10],
    ['三点五', 3.5],
    ['三點一四', 3.14],
    ['零点五', 0.5],
    ['半', 0.5],
    ['贰佰', 200],
    ['貳佰參拾', 230],
    ['壹仟零伍', 1005],
    ['一千两百万', 12_000_000],
    ['两万五', 25_000],
    ['兩萬五千', 25_000],
    ['三千五', 3500],
    ['一亿零五十万', 100_500_000],
    ['十四億', 1_400_000_000],
    ['一万零一', 10_001],
    ['1.5万', 15_000],
    ['3千', 3000],
    ['2亿', 200_000_000],
    ['1.4亿', 140_000_000],
    ['①', 1],
    ['⑳', 20],
    ['㈠', 1],
    ['㊉', 10],
    ['0', 0],
    ['零', 0],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumeral(text)).toBe(value);
  });

  it.each([
    '',
    '二三',
    '十几',
    '百',
    '千',
    '万一',
    '三点',
    '参',
    '一带一路',
    '1.2.3',
    '3/5',
    '12345678901234567',
    'a',
    '十十',
  ])('does not read %j', (text) => {
    expect(parseNumeral(text)).toBeNull();
  });

  it('reads every number below ten thousand in its full written form', () => {
    for (let value = 0; value < 10_000; value += 1) {
      if (parseNumeral(inHan(value)) !== value) expect.fail(`${inHan(value)} is ${String(value)}`);
    }
  });

  it('never throws and never gives what is not a finite number', () => {
    const signs = fc.constantFrom(...Array.from('〇零一二两三九十百千万亿点半廿负-.,12,0aＡ①'), ' ');
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: signs }));
    fc.assert(fc.property(text, (some) => Number.isFinite(parseNumeral(some) ?? 0)));
  });
});

describe('findNumeralPrefix', () => {
  it.each([
    ['二十三页', 23, 3],
    ['三点五十分', 3, 1],
    ['三点五小时', 3.5, 3],
    ['3.5h', 3.5, 3],
    ['1,024页', 1024, 5],
    ['20p', 20, 2],
    ['半小时', 0.5, 1],
    ['二三十页', 2, 1],
  ])('finds what %s starts with', (text, value, length) => {
    expect(findNumeralPrefix(text)).toEqual({ value, length });
  });

  it.each(['页', '第三章', 'a1', '参加了', ''])('finds nothing in %j', (text) => {
    expect(findNumeralPrefix(text)).toBeNull();
  });

  it('never takes more room than the text has', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('一二十百千万亿点零.1,页')) }), (text) => {
        const found = findNumeralPrefix(text);
        return found === null || (found.length > 0 && found.length <= text.length);
      }),
    );
  });
});
