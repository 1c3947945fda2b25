import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createBankCommand } from '../../../src/commands/bank/bank.ts';
import { createBankShelf } from '../../../src/commands/bank/bank-shelf.ts';
import type { Question } from '../../../src/domain/question.ts';
import { createBankStore } from '../../../src/store/banks.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, noonMs } from '../../support/study-group.ts';

const question: Question = {
  id: 'q1',
  kind: 'fill-in',
  text: '最长的河？',
  accepted: ['长江'],
  explanation: '',
  source: '',
  topic: '',
  picture: null,
};

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

function openGroup() {
  const banks = createBankStore(redis, keys);
  const shelf = createBankShelf(banks, 'shared', { read: () => Promise.resolve(null) });
  const commands = [createBankCommand({ banks, shelf })];
  return { room: openRoom({ redis, keys, commands, nowMs: noonMs, organisers: ['班长'] }), banks };
}

test('a deletion that is told again repeats its answer and spares a bank imported since', async () => {
  const { room, banks } = openGroup();
  await room.say('班长', '大家好');
  const id = await room.id();
  await banks.put(id, 'import-1', { name: '地理', questions: [question] }, { nowMs: noonMs, most: 50 });
  const deleted = await room.say('班长', '题库 删除 地理');
  expect(deleted.keys).toEqual(['bank-deleted']);
  await banks.put(id, 'import-2', { name: '地理', questions: [question] }, { nowMs: noonMs, most: 50 });
  expect((await room.retell(deleted)).keys).toEqual(['bank-deleted']);
  expect((await banks.open(id, '地理'))?.questions).toHaveLength(1);
});

test('a bank is read through in private, but not while a quiz runs', async () => {
  const { room, banks } = openGroup();
  await room.say('班长', '大家好');
  await banks.put(await room.id(), 'import-1', { name: '地理', questions: [question] }, { nowMs: noonMs, most: 50 });
  const shown = await room.say('班长', '题库 看 地理');
  expect([shown.keys[0], shown.replies[0]?.target]).toEqual(['bank-page', 'sender']);
  expect((await room.say('小李', '题库 看 地理')).keys).toEqual(['only-organisers']);
  await redis.hset(keys.run(await room.id()), { id: 'r', state: 'open', round: 1, roundCount: 1 });
  expect((await room.say('班长', '题库 看 地理')).keys).toEqual(['ask-during-quiz']);
});

test.each([
  ['题库 常识', 'bank-usage'],
  ['题库 在哪', null],
  ['bank holiday', null],
])('%s is answered with %s', async (words, key) => {
  const { room } = openGroup();
  expect((await room.say('班长', words)).keys[0] ?? null).toBe(key);
});
