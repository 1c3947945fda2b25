import { expect, test } from 'vitest';
import { createProcessStatus } from '../../src/cli/process-status.ts';
import type { Health, Readings } from '../../src/index.ts';

const well: Health = { isReady: true, redis: { isReachable: true, detail: 'answers' }, accounts: [] };
const readings: Readings = { accounts: [], outboxCount: 3, shared: null };
const banzhang = {
  health: () => Promise.resolve(well),
  readings: () => Promise.resolve(readings),
  calendar: () => Promise.resolve(null),
};

test('a process is ready only while it serves, and says in which phase it is', async () => {
  const status = createProcessStatus();
  expect(await status.health()).toMatchObject({ isReady: false, phase: 'starting', redis: { isReachable: false } });
  expect(await status.readings()).toBeNull();
  status.enter('connecting', banzhang);
  expect(await status.health()).toMatchObject({ isReady: false, phase: 'connecting', redis: { isReachable: true } });
  status.enter('serving');
  expect(await status.health()).toMatchObject({ isReady: true, phase: 'serving' });
  status.enter('stopping');
  expect(await status.health()).toMatchObject({ isReady: false, phase: 'stopping' });
  expect(await status.readings()).toBe(readings);
});

test('a question asked just before the end is answered as it is when the answer comes', async () => {
  const status = createProcessStatus();
  status.enter('serving', banzhang);
  const asked = status.health();
  status.enter('stopping');
  expect(await asked).toMatchObject({ isReady: false });
});

test('a process that serves is not ready while the core is not', async () => {
  const status = createProcessStatus();
  status.enter('serving', { ...banzhang, health: () => Promise.resolve({ ...well, isReady: false }) });
  expect(await status.health()).toMatchObject({ isReady: false, phase: 'serving' });
});
