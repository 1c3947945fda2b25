import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { periodsOfDay } from '../../../src/domain/period.ts';
import type { Heard } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, noonMs, openStudyGroup, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openGroup = () => openStudyGroup(redis);
const wordsOf = ({ words }: Heard): readonly string[] => words[0]?.split('\n') ?? [];

test('in a group one’s own progress is one short quoted line', async () => {
  const { room } = openGroup();
  expect((await room.say('小李', '我的')).keys).toEqual(['me-none']);
  room.nowMs = noonMs - dayMs;
  await room.say('小李', '打卡');
  room.nowMs = noonMs;
  await room.say('小李', '打卡');
  await redis.zadd(keys.points(await room.id(), 'all'), 29.99, '1');
  const told = await room.say('小李', '我的');
  expect(told.replies[0]?.isQuoting).toBe(true);
  expect(wordsOf(told)).toEqual([
    '连续 2 天，最长 2 天，一共打卡 2 天。',
    '答题 30 分。',
    '私聊我发「我的」可以看日历。',
  ]);
  expect((await room.tap('小李', 'me')).replies[0]?.parts[0]?.kind).toBe('toast');
});

test('in private one’s progress of all chats stands together, with the month in shapes and words', async () => {
  const { room } = openGroup();
  await room.say('小李', '补卡 昨天');
  await room.say('小李', '打卡');
  await room.say('小李', '请假 11-18');
  const own = openStudyGroup(redis, { isGroup: false, chat: 'p' });
  own.room.nowMs = noonMs - 2 * dayMs;
  await own.room.say('小李', '打卡');
  own.room.nowMs = noonMs;
  expect(wordsOf(await own.room.say('小李', '我的'))).toEqual([
    '「学习群」连续 2 天，最长 2 天，共 2 天',
    '「和我单聊」连续 0 天，最长 1 天，共 1 天',
    '',
    '11月（周一在前）：',
    '16–22 　　△●◎●',
    '● 打卡　◎ 补卡　△ 请假　○ 未打卡',
  ]);
});

test('the board shows ten, one’s own place beyond them, and no name of who opted out', async () => {
  const { room } = openGroup();
  for (let index = 1; index <= 12; index++) await room.say(`同学${index}`, '大家好');
  const week = keys.ranks(await room.id(), periodsOfDay(today).week);
  for (let seat = 1; seat <= 12; seat++) await redis.zadd(week, 13 - seat, String(seat));
  await room.say('同学2', '免打扰');
  const lines = wordsOf(await room.say('同学12', '排行'));
  expect(lines).toHaveLength(12);
  expect(lines.slice(0, 3)).toEqual(['本周打卡排行', '1. 同学1 12 天', '2. 一位同学 11 天']);
  expect(lines.at(-1)).toBe('你在第 12 名，1 天');
  expect(wordsOf(await room.say('同学3', '排行')).at(-1)).toBe('10. 同学10 3 天');
});

test('quiz points stand beside the days, whole, with ties by time', async () => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '大家好');
  await redis.zadd(keys.points(await room.id(), 'all'), 19.8, '1', 19.9, '2');
  expect(wordsOf(await room.say('小李', '排行 总'))).toEqual([
    '打卡总排行',
    '1. 小李 1 天',
    '',
    '答题积分',
    '1. 小王 20 分',
    '2. 小李 20 分',
  ]);
});

test.each([
  ['排行', 'rank-head-week'],
  ['排名 本週', 'rank-head-week'],
  ['rank month', 'rank-head-month'],
  ['排行 月', 'rank-head-month'],
  ['/rank all', 'rank-head-all'],
  ['排行 总榜', 'rank-head-all'],
  ['rank day', 'roster-head'],
  ['排行 今天', 'roster-head'],
  ['排行榜怎么看', null],
  ['排名 不重要', null],
])('%s is answered with %s', async (words, key) => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  const { isTaken, keys: said } = await room.say('小李', words);
  expect(isTaken ? said[0] : null).toBe(key);
});

test('an empty board invites', async () => {
  const { room } = openGroup();
  expect((await room.say('小李', '排行')).keys).toEqual(['rank-empty']);
});
