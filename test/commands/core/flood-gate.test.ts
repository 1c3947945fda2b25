import { expect, test } from 'vitest';
import { createFloodGate } from '../../../src/commands/core/flood-gate.ts';
import type { TextEvent } from '../../../src/commands/core/event.ts';

let serial = 0;
const from = (person: string): TextEvent => ({
  id: `e${(serial += 1)}`,
  order: 1,
  atMs: 0,
  from: { platform: 'telegram', account: 'a', chat: 'c' },
  isGroup: true,
  title: null,
  sender: { id: person, name: person, languageTag: null },
  isAnonymous: false,
  kind: 'text',
  text: '/help',
  messageId: '1',
  isAddressed: false,
  isEdited: false,
});

test('a flood is dropped, others are served, and the flooder is heard again after a while', () => {
  const gate = createFloodGate();
  const passed = Array.from({ length: 100 }, () => gate.isOpen(from('flooder'), 0)).filter(Boolean).length;
  expect(passed).toBe(60);
  expect(gate.isOpen(from('other'), 0)).toBe(true);
  expect(gate.isOpen(from('flooder'), 2_000)).toBe(true);
});

test('a flooder is to be told once a minute, whatever they send in between', () => {
  const gate = createFloodGate();
  const send = (nowMs: number): boolean => gate.isOpen(from('flooder'), nowMs);
  for (let sent = 0; sent < 60; sent += 1) send(0);
  const told = Array.from({ length: 20 }, () => !send(0) && gate.isToBeTold(from('flooder'), 0)).filter(Boolean);
  expect(told).toHaveLength(1);
  expect(gate.isToBeTold(from('flooder'), 59_999)).toBe(false);
  expect(gate.isToBeTold(from('flooder'), 60_000)).toBe(true);
});

test('an event that is told again and again is let in every time and costs its sender once', () => {
  const gate = createFloodGate();
  const waiting = Array.from({ length: 60 }, () => from('ann'))
    .filter((event) => gate.isOpen(event, 0))
    .at(-1);
  if (waiting === undefined) throw new Error('nothing was let in');
  expect(Array.from({ length: 50 }, () => gate.isOpen(waiting, 250)).every(Boolean)).toBe(true);
  expect(gate.isOpen(from('ann'), 250)).toBe(false);
  expect(gate.isOpen(from('ann'), 500)).toBe(true);
});
