import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillInMatch, matchesFillIn } from '../../src/domain/fill-in-match.ts';

describe('matchesFillIn', () => {
  it.each<[typed: string, accepted: string, match: FillInMatch]>([
    ['二十三', '23', 'exact'],
    ['２３', '23', 'exact'],
    ['1024', '1,024', 'exact'],
    ['0.5', '½', 'exact'],
    ['二〇二六', '2026', 'exact'],
    ['1949年10月1日', '一九四九年十月一日', 'exact'],
    ['80%', '百分之八十', 'exact'],
    ['北京。', '北京', 'exact'],
    ['臺灣', '台湾', 'exact'],
    ['The Beatles', 'beatles', 'exact'],
    ['half life', 'half-life', 'exact'],
    ['富强民主文明和谐', '富强、民主、文明、和谐', 'exact'],
    ['H₂O', 'h2o', 'exact'],
    ['?', '？', 'exact'],
    ['五四远动', '五四运动', 'near'],
    ['社会主意核心价值观', '社会主义核心价值观', 'near'],
    ['Shakespear', 'Shakespeare', 'near'],
    ['mitochondira', 'mitochondria', 'near'],
    ['recieve', 'receive', 'near'],
    ['光和作用', '光合作用', 'near'],
    ['cat', 'car', 'no'],
    ['京', '北京', 'no'],
    ['南京', '北京', 'no'],
    ['1948年', '1949年', 'no'],
    ['十九大', '十八大', 'no'],
    ['五三运动', '五四运动', 'no'],
    ['314', '3.14', 'no'],
    ['12', '1/2', 'no'],
    ['12', '1 2', 'no'],
    ['5', '-5', 'no'],
    ['007', '7', 'no'],
    ['vitamin a', 'vitamin b', 'no'],
    ['维生素A', '维生素B', 'no'],
    ['不可再生资源', '可再生资源', 'no'],
    ['北京东站', '北京西站', 'no'],
    ['illegal', 'legal', 'no'],
    ['c', 'C#', 'no'],
    ['', 'x', 'no'],
  ])('holds %j against %j', (typed, accepted, match) => {
    expect(matchesFillIn(typed, [accepted])).toBe(match);
  });

  it('takes the best of several accepted answers', () => {
    expect(matchesFillIn('北京市', ['首都北京', '北京市'])).toBe('exact');
    expect(matchesFillIn('北京市', [])).toBe('no');
  });

  it('forgives nothing in answers under four letters or three hanzi', () => {
    const short = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('abcxyz')), minLength: 1, maxLength: 3 }),
      fc.string({ unit: fc.constantFrom(...Array.from('天地人和山水')), minLength: 1, maxLength: 2 }),
    );
    fc.assert(fc.property(short, short, (typed, accepted) => matchesFillIn(typed, [accepted]) !== 'near'));
  });

  it('never finds numbers near each other', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        expect(matchesFillIn(`公元${String(one)}年左右`, [`公元${String(other)}年左右`])).toBe(
          one === other ? 'exact' : 'no',
        );
      }),
    );
  });

  it('never throws, and finds anything visible equal to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['exact', 'no']).toContain(matchesFillIn(text, [text]));
        expect(matchesFillIn(`x${text}`, [`x${text}`])).toBe('exact');
      }),
    );
  });
});
