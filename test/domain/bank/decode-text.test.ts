import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/domain/bank/decode-text.ts';

const chinese = '下列哪一项是中国的首都？\n答案：北京';
const gb18030 = Buffer.from('cfc2c1d0c4c4d2bbcfeecac7d6d0b9fab5c4cad7b6bca3bf0ab4f0b0b8a3bab1b1bea9', 'hex');

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe('decodeText', () => {
  test('reads UTF-8 with and without a mark, with any line ends', () => {
    expect(decodeText(Buffer.from('\ufeffa\r\nb\rc\n'))).toBe('a\nb\nc\n');
    expect(decodeText(Buffer.from(chinese))).toBe(chinese);
  });

  test('reads UTF-16 by its mark', () => {
    expect(decodeText(utf16(chinese, false))).toBe(chinese);
    expect(decodeText(utf16(chinese, true))).toBe(chinese);
  });

  test('reads GB18030', () => {
    expect(decodeText(gb18030)).toBe(chinese);
  });

  test('does not take a Western text in Latin-1 for Chinese', () => {
    expect(
      decodeText(Buffer.from('Quelle est la capitale de la région ? Évian, déjà vu, Étretat', 'latin1')),
    ).toBeNull();
  });

  test.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff])],
    ['a text with a zero byte', Buffer.from('a\u0000b')],
    ['replacement characters', Buffer.from('题目\ufffd\ufffd')],
    ['锟斤拷', Buffer.from('题目,锟斤拷锟斤拷')],
    ['UTF-8 read as Western and saved again', Buffer.from(Buffer.from(chinese).toString('latin1'))],
    ['half a UTF-16 character', Buffer.concat([utf16('a', false), Buffer.from([0xd8])])],
  ])('refuses %s', (_what, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });

  test('keeps Western accents in UTF-8', () => {
    expect(decodeText(Buffer.from('Évian “déjà vu” – ÄÖÜ'))).toBe('Évian “déjà vu” – ÄÖÜ');
  });
});
