import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { trianglePng } from '../fixtures/banks/triangle-png.ts';

/** The pixel rows of a PNG with a single IDAT chunk; compression may differ between versions of zlib. */
function pixelsOf(png: Buffer): Buffer {
  const at = png.indexOf('IDAT');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}

test('the sample picture is the one that the fixture draws', () => {
  const shipped = readFileSync(new URL('../../samples/banks/pictures/triangle.png', import.meta.url));
  expect(pixelsOf(shipped).equals(pixelsOf(trianglePng()))).toBe(true);
});
