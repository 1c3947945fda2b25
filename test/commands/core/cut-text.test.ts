import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

describe('where bytes count too', () => {
  const anyWords = fc.oneof(
    words,
    fc.string({ unit: fc.constantFrom('字', 'a', '🇨🇳', '👨‍👩‍👧‍👦', '\n', '。', ' ', 'é', '\ud83d') }),
  );
  const bytes = fc.integer({ min: 32, max: 300 });

  test('no piece exceeds either limit and nothing but white space is lost', () => {
    fc.assert(
      fc.property(anyWords, limit, bytes, (text, characters, max) => {
        const pieces = cutText(text, { characters, bytes: max });
        expect(pieces.every((piece) => piece.length <= characters && Buffer.byteLength(piece) <= max)).toBe(true);
        expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });

  test('no cut falls into a grapheme', () => {
    const flags = fc.array(fc.constantFrom('🇨🇳', '👨‍👩‍👧‍👦', '字', 'é'), { maxLength: 200 });
    fc.assert(
      fc.property(flags, limit, bytes, (letters, characters, max) => {
        const pieces = cutText(letters.join(''), { characters, bytes: max });
        const segments = (text: string) => [...new Intl.Segmenter('zh').segment(text)].map(({ segment }) => segment);
        expect(pieces.flatMap(segments)).toEqual(segments(letters.join('')));
      }),
    );
  });

  test('a shortened text keeps within both', () => {
    fc.assert(
      fc.property(anyWords, limit, bytes, (text, characters, max) => {
        const short = shorten(text, { characters, bytes: max });
        expect(short.length).toBeLessThanOrEqual(characters);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(max);
        expect(short === text || short.endsWith('…')).toBe(true);
      }),
    );
  });

  test('a thousand Chinese characters become two messages, cut at a line end', () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${String(row + 10)}、${'字'.repeat(47)}`);
    const pieces = cutText(rows.join('\n'), { characters: 1_000, bytes: 2_000 });
    expect(pieces).toEqual([rows.slice(0, 13).join('\n'), rows.slice(13).join('\n')]);
  });
});

test('without a line end the cut falls after a sentence, with its closing quote', () => {
  const said = `${'字'.repeat(10)}。${'话'.repeat(6)}！”${'又'.repeat(9)}`;
  expect(cutText(said, 24)).toEqual([`${'字'.repeat(10)}。${'话'.repeat(6)}！”`, '又'.repeat(9)]);
});
