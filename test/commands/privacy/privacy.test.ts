import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import type { Heard } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, noonMs, openStudyGroup, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openGroup = () => openStudyGroup(redis);

/** Every key and value on the server as one text. */
async function everything(): Promise<string> {
  const found: unknown[] = [];
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    if (type === 'string') found.push(key, await redis.get(key));
    if (type === 'hash') found.push(key, await redis.hgetall(key));
    if (type === 'zset') found.push(key, await redis.zrange(key, '0', '-1'));
    if (type === 'set') found.push(key, await redis.smembers(key));
  }
  return JSON.stringify(found);
}

const tokenOf = ({ replies }: Heard): string => {
  const part = replies[0]?.parts[0];
  return part?.kind === 'choices' ? (part.choices[0]?.token ?? '') : '';
};

test.each([
  ['免打扰', true],
  ['免打擾', true],
  ['/optout', true],
  ['免打扰 关闭', false],
  ['/optout off', false],
])('%s sets the opt-out to %s', async (words, isOptedOut) => {
  const { room, roster } = openGroup();
  await room.say('小李', '大家好');
  await roster.setOptedOut(await room.id(), 1, !isOptedOut);
  await room.say('小李', words);
  expect((await roster.one(await room.id(), 1))?.isOptedOut).toBe(isOptedOut);
});

test('in private the opt-out holds for all one’s chats', async () => {
  const { room, roster } = openGroup();
  await room.say('小王', '大家好');
  await room.say('小李', '大家好');
  const own = openStudyGroup(redis, { isGroup: false, chat: 'p' });
  await own.room.say('小李', '免打扰');
  expect((await roster.one(await room.id(), 2))?.isOptedOut).toBe(true);
  expect((await roster.one(await room.id(), 1))?.isOptedOut).toBe(false);
});

test('forgetting asks once, and then nothing of the member is left in any key', async () => {
  const { room, progress } = openGroup();
  await room.say('小王', '打卡');
  room.nowMs = noonMs - 40 * dayMs;
  await room.say('阿丽', '打卡');
  room.nowMs = noonMs;
  await room.say('阿丽', '打卡 30分钟 阿丽的笔记');
  await room.say('阿丽', '请假 明天 阿丽有事');
  const id = await room.id();
  await redis.zadd(keys.points(id, 'all'), 10, '2');
  await redis.hset(keys.run(id), { id: 'r1', roundCount: '2' });
  await redis.zadd(keys.board(id, 'r1'), 10, '2');
  await redis.hset(keys.answers(id, 'r1', 2), '2', '10 500 1 阿丽的答案');
  expect(await everything()).toContain('阿丽');
  const asked = await room.say('阿丽', '忘记我');
  expect(asked.keys).toEqual(['forget-ask-chat']);
  expect(tokenOf(asked)).toBe('forget yes 2');
  expect((await room.tap('阿丽', tokenOf(asked))).keys).toEqual(['forget-done']);
  expect(await everything()).not.toContain('阿丽');
  for (const board of [keys.ranks(id, 'all'), keys.points(id, 'all'), keys.board(id, 'r1'), keys.arrivals(id, today)]) {
    expect(await redis.zscore(board, '2'), board).toBeNull();
  }
  expect(await redis.exists(keys.states(id, 2))).toBe(0);
  expect([...(await progress.day(id, today)).keys()]).toEqual([1]);
});

test('the same tap told again forgets again and repeats the answer', async () => {
  const { room } = openGroup();
  await room.say('阿丽', '打卡');
  const tapped = await room.tap('阿丽', tokenOf(await room.say('阿丽', '忘记我')));
  expect((await room.retell(tapped)).keys).toEqual(['forget-done']);
  expect(await everything()).not.toContain('阿丽');
});

test('somebody else’s tap on the question deletes nothing', async () => {
  const { room, progress } = openGroup();
  await room.say('阿丽', '打卡');
  await room.say('小王', '打卡');
  const asked = await room.say('阿丽', '忘记我');
  expect((await room.tap('小王', tokenOf(asked))).keys).toEqual(['forget-not-yours']);
  expect(await progress.dayCount(await room.id(), today)).toBe(2);
});

test('forgotten in one group, a member stays known in the other', async () => {
  const { room } = openGroup();
  await room.say('阿丽', '打卡');
  const other = openStudyGroup(redis, { chat: 'g2' });
  await other.room.say('阿丽', '打卡');
  await room.say('阿丽', '/forget yes');
  expect(await other.progress.dayCount(await other.room.id(), today)).toBe(1);
  expect((await other.room.say('阿丽', '我的')).keys[0]).toBe('me-short');
});

test('in private a member is forgotten everywhere', async () => {
  const { room, progress } = openGroup();
  await room.say('小王', '打卡');
  await room.say('阿丽', '打卡');
  const own = openStudyGroup(redis, { isGroup: false, chat: 'p' });
  expect((await own.room.say('阿丽', '忘記我')).keys[0]).toBe('forget-ask-all');
  await own.room.say('阿丽', '/forget yes');
  expect(await everything()).not.toContain('阿丽');
  expect(await progress.dayCount(await room.id(), today)).toBe(1);
});

test('after being forgotten one starts afresh', async () => {
  const { room } = openGroup();
  await room.say('阿丽', '打卡');
  await room.say('阿丽', '/forget yes');
  expect((await room.say('阿丽', '打卡')).words[1]).toBe('今日打卡 · 11月21日周六 · 1 人\n阿丽');
});
