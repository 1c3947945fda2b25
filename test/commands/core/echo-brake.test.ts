import { expect, test } from 'vitest';
import { createEchoBrake } from '../../../src/commands/core/echo-brake.ts';
import type { PersonalEvent } from '../../../src/commands/core/event.ts';
import { privately, say } from '../../../src/commands/core/reply.ts';
import { literal, text } from '../../../src/i18n/text.ts';

const overheard = { edit: null, reactions: null, privateAnswers: null };
const typed = (words: string): PersonalEvent => ({
  kind: 'text',
  id: 'e',
  order: 1,
  atMs: 0,
  from: { platform: 'wechat', account: 'a', chat: 'c' },
  isGroup: true,
  title: null,
  sender: { id: '1', name: 'ann', languageTag: null },
  isAnonymous: false,
  messageId: '1',
  text: words,
  isAddressed: false,
  isEdited: false,
});
const at = (nowMs: number, words = 'x', seat = 1, id = 'g') => ({
  chat: { id, isGroup: true },
  can: overheard,
  event: typed(words),
  seat,
  nowMs,
});
const usage = say(text('check-in-odd-amount'));

test('the same answer to the same words is said once in ten seconds and chat, whoever asks', () => {
  for (const sort of ['refusal', 'answer'] as const) {
    const brake = createEchoBrake();
    expect(brake.unlessHeard([usage], at(0), sort)).toEqual([usage]);
    expect(brake.unlessHeard([usage], at(9_999), sort)).toEqual([]);
    expect(brake.unlessHeard([usage], at(9_999, ' x ', 2), sort)).toEqual([]);
    expect(brake.unlessHeard([usage], at(9_999, 'x', 1, 'h'), sort)).toEqual([usage]);
    expect(brake.unlessHeard([usage], at(10_000), sort)).toEqual([usage]);
  }
});

test('different words of one person are answered each, also with what was just said', () => {
  const brake = createEchoBrake();
  const said = (words: string, sort: 'refusal' | 'answer') => brake.unlessHeard([usage], at(0, words), sort).length;
  expect([said('提醒 list', 'answer'), said('提醒 列表', 'answer'), said('提醒 list', 'answer')]).toEqual([1, 1, 0]);
  expect([said('设置 seconds 99999', 'refusal'), said('提醒 明儿个', 'refusal')]).toEqual([1, 1]);
});

test('of many who are refused three are told, and each of them three times', () => {
  const brake = createEchoBrake();
  const told = (seat: number, index: number) =>
    brake.unlessHeard([say(text('unknown-command', { name: `x${index}` }))], at(index, `/x${index}`, seat), 'refusal');
  const many = Array.from({ length: 30 }, (_, index) => told(index + 1, index).length);
  expect(many.filter((count) => count > 0)).toHaveLength(3);
  const one = Array.from({ length: 30 }, (_, index) => told(1, 100 + index).length);
  expect(one.filter((count) => count > 0)).toHaveLength(2);
});

test('different answers are all said, the same one once', () => {
  const brake = createEchoBrake();
  const said = ['a', 'b', 'c', 'd', 'a'].map((words) => brake.unlessHeard([say(literal(words))], at(0), 'answer'));
  expect(said.map((replies) => replies.length)).toEqual([1, 1, 1, 1, 0]);
});

test('private chats, private answers and groups with signs or edits are left alone', () => {
  const brake = createEchoBrake();
  const twice = (reply: typeof usage, to: Parameters<typeof brake.unlessHeard>[1]) =>
    [1, 2].map(() => brake.unlessHeard([reply], to, 'refusal').length);
  expect(twice(usage, { ...at(0), chat: { id: 'p', isGroup: false } })).toEqual([1, 1]);
  expect(twice(usage, { ...at(0), can: { ...overheard, edit: { perMinute: 20 } } })).toEqual([1, 1]);
  expect(twice(usage, { ...at(0), can: { ...overheard, reactions: { done: '👌', seen: '👀' } } })).toEqual([1, 1]);
  expect(twice(privately(usage), at(0))).toEqual([1, 1]);
  expect(twice(usage, at(0))).toEqual([1, 0]);
});
