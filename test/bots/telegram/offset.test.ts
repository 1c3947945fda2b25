import { expect, test } from 'vitest';
import { createOffset } from '../../../src/bots/telegram/offset.ts';

const batch = (...ids: readonly number[]) => ids.map((id) => ({ update_id: id }));

function setUp() {
  const open: number[] = [];
  return { open, offset: createOffset({ unconfirmed: () => open }) };
}

test('nothing is confirmed before the first update', () => {
  expect(setUp().offset.next()).toBeNull();
});

test('the lowest update that is not handled holds the offset, then the one after the last', () => {
  const { open, offset } = setUp();
  expect(offset.sorted(batch(9, 7, 8))).toEqual(batch(7, 8, 9));
  open.push(8, 9);
  expect(offset.next()).toBe(8);
  open.splice(0);
  expect(offset.next()).toBe(10);
});

test('a late update does not take the offset back, a new numbering does', () => {
  const { offset } = setUp();
  offset.sorted(batch(5000));
  offset.sorted(batch(4990));
  expect(offset.next()).toBe(5001);
  offset.sorted(batch(17));
  expect(offset.next()).toBe(18);
});
