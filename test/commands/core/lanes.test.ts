import { expect, test } from 'vitest';
import { createLanes } from '../../../src/commands/core/lanes.ts';

const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { passed, open };
};

test('work of one lane waits for the work before it, other lanes do not', async () => {
  const lanes = createLanes();
  const order: string[] = [];
  const first = gate();
  const slow = lanes.enter('a', async () => {
    await first.passed;
    order.push('a1');
  });
  const next = lanes.enter('a', () => Promise.resolve(void order.push('a2')));
  await lanes.enter('b', () => Promise.resolve(void order.push('b1')));
  first.open();
  await Promise.all([slow, next]);
  expect(order).toEqual(['b1', 'a1', 'a2']);
});

test('work that fails tells its caller and does not hold up the lane', async () => {
  const lanes = createLanes();
  const failing = lanes.enter('a', () => Promise.reject(new Error('no')));
  const after = lanes.enter('a', () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(after).resolves.toBe('yes');
  await lanes.idle();
});
