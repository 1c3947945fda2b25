import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldInPlace, normalise, stripMention, withoutInvisible } from '../../src/domain/normalise.ts';

describe('normalise', () => {
  it.each([
    ['Ａ', 'a'],
    ['ＡＢＣ１２３', 'abc123'],
    ['簽到', '签到'],
    ['讀了二十頁', '读了二十页'],
    ['已完成\u200b', '已完成'],
    ['✅\ufe0f', '✅'],
    ['1\ufe0f\u20e3', '1'],
    ['@班长\u2005打卡', '@班长 打卡'],
    ['  打卡\u3000\u3000４５分鐘\n第三章 ', '打卡 45分钟 第三章'],
    ['②', '2'],
    ['1½小時', '1.5小时'],
    ['羣麽綫', '群么线'],
    ['DONE', 'done'],
  ])('reads %j as %j', (text, wanted) => {
    expect(normalise(text)).toBe(wanted);
  });

  it('gives the same again for what it gave, for every code point', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const once = normalise(String.fromCodePoint(code));
      if (normalise(once) !== once) expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('gives the same again for what it gave, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
    );
  });
});

describe('foldInPlace', () => {
  it('keeps the length of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldInPlace(text).length === text.length));
  });

  it('folds what lies between untouched parts', () => {
    expect(foldInPlace('第Ⅲ章 ＡＢ讀了 頁x')).toBe('第Ⅲ章 ab读了 页x');
  });
});

describe('withoutInvisible', () => {
  it('takes out zero-width characters and keeps the rest', () => {
    expect(withoutInvisible('\ufeff打\u200d卡 a\u00adb\u{e0101}')).toBe('打卡 ab');
  });
});

describe('stripMention', () => {
  it.each([
    ['@班长\u2005打卡', ['班长'], '打卡'],
    ['@班长 打卡', ['班长'], '打卡'],
    ['@班长', ['班长'], ''],
    ['@班長 打卡', ['班长'], '打卡'],
    ['＠班长，打卡', ['班长'], '打卡'],
    ['@Study Monitor 📚\u2005done', ['Study Monitor 📚'], 'done'],
    ['@Study Monitor done', ['Study', 'Study Monitor'], 'done'],
    ['@me@home 打卡', ['me@home'], '打卡'],
    ['@班长❤️\u2005打卡', ['班长❤'], '打卡'],
    ['@Banzhang_Bot DONE 第三章', ['banzhang_bot'], 'DONE 第三章'],
    ['  @班长\u2005  读了二十页 ', ['班长'], '读了二十页'],
  ])('takes the mention off %j', (text, names, rest) => {
    expect(stripMention(text, names)).toBe(rest);
  });

  it.each([
    ['@班长助理 打卡', ['班长']],
    ['@botany is fun', ['bot']],
    ['打卡 @班长', ['班长']],
    ['@老师 打卡', ['班长']],
    ['@ 打卡', ['']],
    ['打卡', ['班长']],
  ])('leaves %j as it is', (text, names) => {
    expect(stripMention(text, names)).toBe(text);
  });

  it('never throws and never gives back more than it got', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, names) => {
        expect(stripMention(`@${text}`, names).length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });
});
