import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressedWords } from '../../../src/bots/wechat/addressing.ts';

const gap = '\u2005';

/** Names that people on WeChat do bear, and that trip those who split at `@` and spaces. */
const names = [
  '班长',
  'A',
  '12345',
  '打卡',
  'Zhang San',
  '小明@北京',
  '@@班长',
  '🌟晨读🌟',
  '👨‍👩‍👧家长',
  `a${gap}b`,
  'مرحبا',
  '\u202eabc',
  '班\u200b长',
  '学'.repeat(100),
  '(.*)',
  '「班长」',
];

describe('a mention of the bot in front', () => {
  test.each(names)('of the name %j is taken off, with any gap behind it', (name) => {
    for (const behind of [gap, ' ', ` ${gap}`, `${gap} `]) {
      expect(addressedWords(`@${name}${behind}打卡 30分钟`, [name])).toEqual({ words: '打卡 30分钟', isForUs: true });
    }
    expect(addressedWords(`@${name}`, [name])).toEqual({ words: '', isForUs: true });
    expect(addressedWords(` \u200b@${name}${gap}，打卡`, [name])).toEqual({ words: '打卡', isForUs: true });
  });

  test('is the longest of its names that stands there', () => {
    expect(addressedWords(`@班长 小王${gap}打卡`, ['班长', '班长 小王']).words).toBe('打卡');
    expect(addressedWords(`@班长${gap}小王 打卡`, ['班长', '班长 小王']).words).toBe('小王 打卡');
  });

  test('is not one that only begins like its name', () => {
    expect(addressedWords('@班长们 打卡', ['班长'])).toEqual({ words: '@班长们 打卡', isForUs: false });
    expect(addressedWords('@AB 打卡', ['A'])).toEqual({ words: '@AB 打卡', isForUs: false });
  });

  test('is looked for nowhere when the bot has no name', () => {
    expect(addressedWords('@ 打卡', [''])).toEqual({ words: '@ 打卡', isForUs: false });
  });
});

describe('a mention of the bot elsewhere', () => {
  test('stays in the words, which are for the bot all the same', () => {
    expect(addressedWords(`打卡 @班长`, ['班长'])).toEqual({ words: '打卡 @班长', isForUs: true });
    expect(addressedWords(`@小明${gap}@班长${gap}打卡`, ['班长'])).toMatchObject({ isForUs: true });
    expect(addressedWords(`@小明${gap}打卡`, ['班长'])).toEqual({ words: `@小明${gap}打卡`, isForUs: false });
  });
});

describe('an answer that quotes', () => {
  const rule = '- - - - - - - - - - - - - - -';
  test('counts with its own words only', () => {
    expect(addressedWords(`「张三：打卡 60分钟」\n${rule}\n打卡 30分钟`, ['班长'])).toEqual({
      words: '打卡 30分钟',
      isForUs: false,
    });
  });

  test('of a text that quotes or has lines itself ends at the last rule', () => {
    const quoted = `「王五：「张三：A」\n${rule}\nB\n第二行」\n${rule}\nC`;
    expect(addressedWords(quoted, ['班长']).words).toBe('C');
  });

  test('of the bot is for the bot', () => {
    expect(addressedWords(`「班长：第 1 题」\n${rule}\nB`, ['班长'])).toEqual({ words: 'B', isForUs: true });
    expect(addressedWords(`「班长助理：第 1 题」\n${rule}\nB`, ['班长']).isForUs).toBe(false);
  });

  test('may mention the bot in its own words', () => {
    expect(addressedWords(`「张三：哦」\n${rule}\n@班长${gap}打卡`, ['班长'])).toEqual({
      words: '打卡',
      isForUs: true,
    });
  });

  test('is none without the rule', () => {
    expect(addressedWords('「打卡」', ['班长']).words).toBe('「打卡」');
    expect(addressedWords('「打卡」\n- 一\n- 二', ['班长']).words).toBe('「打卡」\n- 一\n- 二');
  });
});

test('whatever is written, the words end as it ends, and a mention put in front is taken off again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...names), (text, name) => {
      const words = text.replace(/^[\s,，:：、「\u200b-\u200f\u2060\ufeff]+/u, '');
      fc.pre(!words.startsWith('@'));
      expect(addressedWords(`@${name}${gap}${words}`, [name]).words).toBe(words);
      expect(text.endsWith(addressedWords(text, [name]).words)).toBe(true);
    }),
  );
});
