import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { addDays, dayNumber } from '../../../src/domain/calendar.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { readDayState, streakOf } from '../../../src/domain/streak.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, noonMs, openStudyGroup, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

function openGroup() {
  const group = openStudyGroup(redis);
  const { room, progress } = group;
  const bits = async (): Promise<Uint8Array> => (await progress.states(await room.id(), [1]))[0] ?? new Uint8Array();
  const stateOn = async (on: LocalDate) => readDayState(await bits(), dayNumber(on));
  const streak = async () => streakOf(await bits(), dayNumber(today)).current;
  return { ...group, stateOn, streak };
}

test.each(['撤销', '撤銷', 'undo', '/undo'])(
  '%s takes back the last check-in and its place on the roster',
  async (word) => {
    const { room, progress } = openGroup();
    await room.say('小李', '打卡');
    await room.say('小王', '/checkin 30分钟');
    const undone = await room.say('小王', word);
    expect(undone.words).toEqual(['11月21日周六的打卡（30 分钟）撤销了。', '今日打卡 · 11月21日周六 · 1 人\n小李']);
    expect((await room.retell(undone)).words).toEqual(undone.words);
    expect(await progress.dayCount(await room.id(), today)).toBe(1);
  },
);

test('undo tells what stays, and says when there is nothing', async () => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小李', '/checkin 30分钟');
  expect((await room.say('小李', '撤销')).keys.slice(0, 3)).toEqual([
    'undo-done-amount',
    'amount-minutes',
    'undo-left',
  ]);
  expect((await room.say('小李', '撤销')).keys.slice(0, 3)).toEqual(['undo-done', 'roster-head', 'roster-nobody']);
  expect((await room.say('小李', '撤销')).keys).toEqual(['undo-nothing']);
});

test('an undo that found nothing takes nothing back when it is told again', async () => {
  const { room, progress } = openGroup();
  const undone = await room.say('小李', '撤销');
  expect(undone.keys).toEqual(['undo-nothing']);
  await room.say('小李', '打卡');
  expect((await room.retell(undone)).keys).toEqual(['undo-nothing']);
  expect(await progress.dayCount(await room.id(), today)).toBe(1);
});

test('undo reaches seven days back', async () => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  room.nowMs = noonMs + 7 * dayMs + 1_000;
  expect((await room.say('小李', '撤销')).keys).toEqual(['undo-nothing']);
  room.nowMs = noonMs + 7 * dayMs - 1_000;
  expect((await room.say('小李', '撤销')).keys).toEqual(['undo-done']);
});

test('an organiser takes back what was recorded for a member', async () => {
  const { room, progress } = openGroup();
  await room.say('小李', '大家好');
  await room.say('班长', '打卡 @小李');
  expect((await room.say('小李', '/undo @班长')).keys).toEqual(['only-organisers']);
  expect((await room.say('班长', '/undo @小李')).keys[0]).toBe('undo-done');
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});

test.each([
  ['补卡 昨天', '2026-11-20'],
  ['補卡 11月18日 30分鐘 第三章', '2026-11-18'],
  ['/makeup 2026-11-14', '2026-11-14'],
  ['补卡 周三', '2026-11-18'],
  ['makeup yesterday 20 pages', '2026-11-20'],
])('%s records %s', async (words, on) => {
  const { room, stateOn } = openGroup();
  const told = await room.say('小李', words);
  expect(told.keys[0]).toBe('make-up-done');
  expect(await stateOn(on as LocalDate)).toBe('made-up');
  expect((await room.retell(told)).words).toEqual(told.words);
});

test.each([
  ['补卡 今天', 'make-up-today'],
  ['补卡 明天', 'make-up-future'],
  ['补卡 2026-11-13', 'make-up-too-old'],
])('%s is refused: %s', async (words, key) => {
  const { room } = openGroup();
  expect((await room.say('小李', words)).keys).toEqual([key]);
});

test('make-ups end at the month’s quota, are refused twice and where they are turned off', async () => {
  const { room, chats, streak } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小李', '补卡 昨天');
  expect(await streak()).toBe(2);
  expect((await room.say('小李', '补卡 昨天')).keys).toEqual(['make-up-already']);
  await room.say('小李', '补卡 前天');
  await room.say('小李', '补卡 11-18');
  expect((await room.say('小李', '补卡 11-17')).keys[0]).toBe('make-up-quota');
  await room.say('小李', '撤销');
  expect((await room.say('小李', '补卡 11-17')).keys[0]).toBe('make-up-done');
  await chats.setSetting(await room.id(), 'makeupPerMonth', 0);
  expect((await room.say('小李', '补卡 11-16')).keys).toEqual(['make-up-off']);
});

test('without a date the open days are offered', async () => {
  const { room, stateOn } = openGroup();
  await room.say('小李', '补卡 昨天');
  const { replies } = await room.say('小李', '补卡');
  const part = replies[0]?.parts[0];
  const tokens = part?.kind === 'choices' ? part.choices.map(({ token }) => token) : [];
  expect(tokens.slice(0, 2)).toEqual(['makeup 2026-11-19', 'makeup 2026-11-18']);
  expect((await room.tap('小李', tokens[0] ?? '')).keys[0]).toBe('make-up-done');
  expect(await stateOn(addDays(today, -2))).toBe('made-up');
});

test.each([
  ['请假', 0, 0, ''],
  ['請假 明天', 1, 1, ''],
  ['请假 11-20到11-22 出差', -1, 1, '出差'],
  ['请假 3天 回老家', 0, 2, '回老家'],
  ['/leave 发烧了', 0, 0, '发烧了'],
  ['leave tomorrow', 1, 1, ''],
])('%s excuses days %d to %d', async (words, from, to, reason) => {
  const { room, stateOn, leaves } = openGroup();
  expect((await room.say('小李', words)).keys[0]).toBe('leave-done');
  expect(await leaves.all(await room.id())).toEqual([
    { seat: 1, from: addDays(today, from), to: addDays(today, to), reason, atMs: noonMs },
  ]);
  expect(await stateOn(addDays(today, from))).toBe('excused');
  expect(await stateOn(addDays(today, to))).toBe('excused');
  expect(await stateOn(addDays(today, to + 1))).toBe('none');
});

test.each([
  ['请假条怎么写', null],
  ['请假的同学说一声', null],
  ['补卡规则是什么', null],
  ['请假 60天', 'leave-done'],
  ['请假 61天', 'leave-too-long'],
  ['请假 2026-11-14', 'leave-done'],
  ['请假 2026-11-13', 'leave-too-old'],
  ['请假 2027-12-01', 'leave-too-far'],
])('%s is answered with %s', async (words, key) => {
  const { room } = openGroup();
  const { isTaken, keys: said } = await room.say('小李', words);
  expect(isTaken ? said[0] : null).toBe(key);
});

test('leave keeps the streak, a check-in counts all the same, and undo of leave opens the day', async () => {
  const { room, stateOn, streak } = openGroup();
  room.nowMs = noonMs - 2 * dayMs;
  await room.say('小李', '打卡');
  room.nowMs = noonMs;
  await room.say('小李', '请假 昨天');
  await room.say('小李', '打卡');
  expect(await streak()).toBe(2);
  expect((await room.say('小李', '请假')).keys).toEqual(['leave-nothing']);
  await room.say('小李', '撤销');
  expect((await room.say('小李', '撤销')).keys).toEqual(['undo-leave']);
  expect(await stateOn(addDays(today, -1))).toBe('none');
});

test.each(['/leave @小王 明天', '/leave #1 明天', '/makeup @小王 昨天', '补卡 @小王 昨天'])(
  '%s books nothing for the organiser, and says what can be done for somebody else',
  async (words) => {
    const { room, leaves, stateOn } = openGroup();
    await room.say('班长', '大家好');
    expect((await room.say('班长', words)).keys).toEqual(['only-for-oneself']);
    expect(await leaves.all(await room.id())).toEqual([]);
    expect(await stateOn(addDays(today, -1))).toBe('none');
  },
);

test.each([
  '/请假 一年',
  '/leave 18/11',
  '/leave 2月30日 出差',
  '/leave 半年',
  '/leave 月底 出差',
  '/leave until Friday',
  '/leave 11-22 到 2月30日',
  'leave Nov 30 to Nov 28',
])('%s is asked about and not taken for leave of today', async (words) => {
  const { room, leaves } = openGroup();
  expect((await room.say('小李', words)).keys).toEqual(['leave-which-days']);
  expect(await leaves.all(await room.id())).toEqual([]);
});

test.each(['/leave 周杰伦演唱会', '/leave 二姨结婚', '/leave may be late', '/leave 半天', '/leave sick'])(
  '%s is leave of today with a reason',
  async (words) => {
    const { room, leaves } = openGroup();
    expect((await room.say('小李', words)).keys[0]).toBe('leave-done');
    expect(await leaves.all(await room.id())).toMatchObject([{ from: today, to: today, reason: words.slice(7) }]);
  },
);

test.each(['请假 取消', '/leave cancel'])('%s points to undo', async (words) => {
  const { room } = openGroup();
  expect((await room.say('小李', words)).keys).toEqual(['leave-cancel']);
});

test.each(['/补卡 2月30日', '补卡 2月30日', 'makeup 18/11', 'makeup Feb 30', '/makeup 上回'])(
  '%s is asked about and offers no other days',
  async (words) => {
    const { room } = openGroup();
    expect((await room.say('小李', words)).keys).toEqual(['make-up-which-day']);
  },
);

test('what is left of the make-ups is told of the month that the day belongs to', async () => {
  const { room } = openGroup();
  room.nowMs = Date.parse('2026-12-01T04:00:00Z');
  expect((await room.say('小李', '补卡 昨天')).words).toEqual(['11月30日周一补上了，现在连续 1 天，11月还能补 2 次。']);
  await room.say('小李', '补卡 11-29');
  expect((await room.say('小李', '补卡 11-28')).words[0]).toContain('11月的补卡次数用完了。');
  expect((await room.say('小李', '补卡 11-27')).words).toEqual(['每个月能补 3 次，11月的已经用完了。']);
});
