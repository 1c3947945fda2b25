import { expect, test } from 'vitest';
import { createEchoBrake } from '../../../src/commands/core/echo-brake.ts';
import { privately, say } from '../../../src/commands/core/reply.ts';
import { literal, text } from '../../../src/i18n/text.ts';

const quiet = { edit: null, reactions: null, privateAnswers: null };
const at = (nowMs: number, id = 'g') => ({ chat: { id, isGroup: true }, can: quiet, nowMs });
const usage = say(text('check-in-odd-amount'));

test('the same refusal is said once in ten seconds and chat', () => {
  const brake = createEchoBrake();
  expect(brake.unlessHeard([usage], at(0), 'refusal')).toEqual([usage]);
  expect(brake.unlessHeard([usage], at(9_999), 'refusal')).toEqual([]);
  expect(brake.unlessHeard([usage], at(9_999, 'h'), 'refusal')).toEqual([usage]);
  expect(brake.unlessHeard([usage], at(10_000), 'refusal')).toEqual([usage]);
});

test('of a refusal with changing words three are said', () => {
  const brake = createEchoBrake();
  const said = Array.from({ length: 30 }, (_, index) =>
    brake.unlessHeard([say(text('unknown-command', { name: `x${index}` }))], at(index), 'refusal'),
  );
  expect(said.filter((replies) => replies.length > 0)).toHaveLength(3);
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
  expect(twice(usage, { ...at(0), can: { ...quiet, edit: { perMinute: 20 } } })).toEqual([1, 1]);
  expect(twice(usage, { ...at(0), can: { ...quiet, reactions: { done: '👌', seen: '👀' } } })).toEqual([1, 1]);
  expect(twice(privately(usage), at(0))).toEqual([1, 1]);
  expect(twice(usage, at(0))).toEqual([1, 0]);
});
