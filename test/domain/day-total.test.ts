import { expect, test } from 'vitest';
import { type Amount, dayTotal } from '../../src/domain/day-total.ts';

const of = (amount: number, unit: Amount['unit'], whole: number | null = null): Amount => ({ amount, unit, of: whole });

test.each([
  ['nothing counted', [null, null], []],
  ['one unit adds up', [of(30, 'minutes'), null, of(15.5, 'minutes')], [of(45.5, 'minutes')]],
  ['units stand apart', [of(30, 'minutes'), of(20, 'pages')], [of(30, 'minutes'), of(20, 'pages')]],
  ['a later share replaces', [of(2, 'fraction', 5), of(4, 'fraction', 5)], [of(4, 'fraction', 5)]],
  ['a percentage replaces a fraction', [of(2, 'fraction', 5), of(80, 'percent')], [of(80, 'percent')]],
  ['bare numbers add up', [of(1, null), of(2, null)], [of(3, null)]],
  ['tenths do not drift', [of(0.1, 'minutes'), of(0.2, 'minutes')], [of(0.3, 'minutes')]],
] as const)('%s', (_title, reports, total) => {
  expect(dayTotal(reports)).toEqual(total);
});
