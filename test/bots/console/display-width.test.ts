import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, wrapText } from '../../../src/bots/console/display-width.ts';

describe('the width of a text on a terminal', () => {
  test.each([
    ['abc', 3],
    ['打卡', 4],
    ['ＡＢ', 4],
    ['「好」，', 8],
    ['e\u0301', 1],
    ['👌', 2],
    ['👨‍👩‍👧', 2],
    ['✔\uFE0F', 2],
    ['é', 1],
    ['', 0],
  ])('%j takes %i cells', (words, cells) => {
    expect(displayWidth(words)).toBe(cells);
  });
});

describe('a text in lines', () => {
  test('breaks between Han characters and between words, never inside a word', () => {
    expect(wrapText('打卡成功了吗 yes indeed', 10)).toEqual(['打卡成功了', '吗 yes', 'indeed']);
  });

  test('keeps its own line ends, empty lines too', () => {
    expect(wrapText('一\n\n二', 10)).toEqual(['一', '', '二']);
  });

  test('leaves a closing sign with what it closes', () => {
    expect(wrapText('一二三四五。六', 10)).toEqual(['一二三四五。', '六']);
  });

  test('cuts a word that is longer than a line', () => {
    expect(wrapText('a'.repeat(25), 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
  });
});

describe('whatever is wrapped', () => {
  test('loses nothing but white space and stays within a closing sign of the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (words, cells) => {
        const lines = wrapText(words, cells);
        expect(lines.join('').replace(/\s/gu, '')).toBe(words.replace(/\s/gu, ''));
        // A closing sign may stand over the edge, and several may follow each other.
        const overhang = /[，。！？；：、）》」』”’…,.!?;:)\]}]*$/u;
        for (const line of lines) expect(displayWidth(line.replace(overhang, ''))).toBeLessThanOrEqual(cells + 1);
      }),
    );
  });
});
