import { expect, test } from 'vitest';
import { stretchOf } from '../../../src/commands/missed/stretch.ts';
import type { TimeZone } from '../../../src/domain/local-date.ts';

const zone = 'Asia/Shanghai' as TimeZone;
const at = (time: string): number => Date.parse(`2026-11-21T${time}+08:00`);

test('a short stretch is told to the second', () => {
  const silence = { fromMs: at('20:31:05.700'), toMs: at('20:31:39.200') };
  expect(stretchOf(silence, zone)).toEqual({ from: '20:31:05', to: '20:31:40' });
});

test('a longer one is told in whole minutes and leaves no second of it out', () => {
  const silence = { fromMs: at('20:31:50'), toMs: at('20:45:10') };
  expect(stretchOf(silence, zone)).toEqual({ from: '20:31', to: '20:46' });
  expect(stretchOf(silence, 'Europe/London' as TimeZone)).toEqual({ from: '12:31', to: '12:46' });
});

test('one that reaches into another day tells the days', () => {
  const silence = { fromMs: at('23:10:30'), toMs: at('23:10:30') + 3 * 3_600_000 };
  expect(stretchOf(silence, zone)).toEqual({
    from: { atMs: at('23:10:00'), zone },
    to: { atMs: at('23:11:00') + 3 * 3_600_000, zone },
  });
});
