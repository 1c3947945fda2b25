import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutText, shorten } from '../../../src/commands/core/cut-text.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 400 });
const limit = fc.integer({ min: 16, max: 120 });

test('no piece is longer than the limit and nothing but white space is lost', () => {
  fc.assert(
    fc.property(words, limit, (text, max) => {
      const pieces = cutText(text, max);
      expect(pieces.every((piece) => piece.length <= max && piece !== '')).toBe(true);
      expect(pieces.join('').replace(/\s/gu, '')).toBe(text.trim().replace(/\s/gu, ''));
    }),
  );
});

test('a text that fits stays whole', () => {
  expect(cutText('第一行\n第二行', 20)).toEqual(['第一行\n第二行']);
});

test('cuts fall on line ends where there is one in the second half', () => {
  expect(cutText('aaaaaaaaaa\nbbbbbbbb\ncccc', 20)).toEqual(['aaaaaaaaaa\nbbbbbbbb', 'cccc']);
});

test('a family emoji is not torn apart', () => {
  const family = '👨‍👩‍👧‍👦';
  const pieces = cutText(`${'字'.repeat(10)}${family}${family}`, 20);
  expect(pieces.every((piece) => !/^\u200d|\u200d$/u.test(piece))).toBe(true);
  expect(pieces.join('')).toBe(`${'字'.repeat(10)}${family}${family}`);
});

test('a shortened text says so and keeps within the limit', () => {
  fc.assert(
    fc.property(words, limit, (text, max) => {
      const short = shorten(text, max);
      expect(short.length).toBeLessThanOrEqual(max);
      expect(short === text || short.endsWith('…')).toBe(true);
    }),
  );
});
