import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createPrivateHintListener } from '../../../src/commands/help/private-hint.ts';
import { createCheckInStore } from '../../../src/store/check-ins.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, noonMs, openStudyGroup } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const open = (isGroup: boolean, isGuest = false) => {
  const checkIns = createCheckInStore(redis, keys);
  return openStudyGroup(redis, {
    isGroup,
    listeners: [createPrivateHintListener({ checkIns, isGuest: () => isGuest })],
  }).room;
};

test('in private, words that nobody takes get one hint a day', async () => {
  const room = open(false);
  const hinted = await room.say('小李', '你好');
  expect(hinted.words).toEqual(['没听懂。发「帮助」看看能做什么。']);
  expect((await room.retell(hinted)).words).toEqual(hinted.words);
  expect((await room.say('小李', '在吗')).words).toEqual([]);
  room.nowMs = noonMs + dayMs;
  expect((await room.say('小李', '在吗')).keys).toEqual(['hint-private']);
});

test('neither a group nor somebody’s own bot is told anything', async () => {
  expect((await open(true).say('小李', '你好')).isTaken).toBe(false);
  expect((await open(false, true).say('小李', '你好')).isTaken).toBe(false);
});

test.each([
  ['请假 发烧了', 'leave-done'],
  ['补卡 上回', 'make-up-which-day'],
  ['排行 怎么看', 'rank-usage'],
])('in private %s is a call: %s', async (words, key) => {
  expect((await open(false).say('小李', words)).keys[0]).toBe(key);
});
