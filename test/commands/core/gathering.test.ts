import { expect, test } from 'vitest';
import { createGathering } from '../../../src/commands/core/gathering.ts';
import { createAlarms } from '../../support/alarms.ts';

function open(tell: (entries: readonly string[]) => Promise<void>) {
  const alarms = createAlarms(0);
  const gathering = createGathering({
    name: 'test',
    timers: alarms.timers,
    clock: alarms.now,
    quietMs: 5,
    mostMs: 8,
    tell,
  });
  return { alarms, gathering };
}

test('what could not be told waits, and is told with what came since', async () => {
  const told: (readonly string[])[] = [];
  let isAway = true;
  const { alarms, gathering } = open((entries) => {
    if (isAway) return Promise.reject(new Error('away'));
    told.push(entries);
    return Promise.resolve();
  });
  gathering.add('g', 'a');
  await expect(alarms.pass(5)).rejects.toThrow('away');
  gathering.add('g', 'b');
  await gathering.tellAll();
  isAway = false;
  await gathering.tellAll();
  expect(told).toEqual([['a', 'b']]);
});

test('what was dropped is not told, and nothing is told of nobody', async () => {
  const told: (readonly string[])[] = [];
  const { alarms, gathering } = open((entries) => Promise.resolve(void told.push(entries)));
  gathering.add('g', 'a');
  gathering.add('h', 'b');
  gathering.drop((entry) => entry === 'b');
  await alarms.pass(10);
  expect(told).toEqual([['a']]);
});
