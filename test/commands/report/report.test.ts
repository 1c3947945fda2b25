import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createDigestAnnouncer } from '../../../src/commands/report/digest.ts';
import { createNudgeAnnouncer } from '../../../src/commands/report/nudge.ts';
import type { RoomSettings } from '../../support/chat-room.ts';
import { keysOf } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, hourMs, keys, noonMs, openStudyGroup } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

function openGroup(settings: Partial<RoomSettings> = {}, hasPlan = false) {
  const group = openStudyGroup(redis, settings);
  const nudge = createNudgeAnnouncer({ ...group, hasPlan: () => Promise.resolve(hasPlan) });
  const digest = createDigestAnnouncer(group);
  const due = async (announcer: typeof nudge, dueAtMs = noonMs) => {
    const id = await group.room.id();
    const chat = await group.chats.read(id);
    if (chat === null) throw new Error('nobody has spoken yet');
    return announcer.announce(chat, { chat: id, ref: '', dueAtMs, lateMs: 0 }, dueAtMs);
  };
  const told = async (announcer: typeof nudge, dueAtMs = noonMs) =>
    (await due(announcer, dueAtMs))?.replies.flatMap(keysOf) ?? null;
  return { ...group, nudge, digest, due, told };
}

test('the nudge counts and offers a button, and names nobody', async () => {
  const { room, due, nudge } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '大家好');
  await room.say('小张', '请假');
  const announced = await due(nudge);
  expect(announced?.asksForCheckIn).toBe(true);
  expect(announced?.replies[0]?.parts).toEqual([
    {
      kind: 'choices',
      text: { key: 'nudge-group', params: { done: 1, open: 1 } },
      choices: [expect.objectContaining({ token: 'checkin' }) as unknown],
      columns: 1,
    },
  ]);
});

test('there is no nudge once everybody due has checked in or is excused', async () => {
  const { room, due, nudge } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小张', '请假');
  await room.say('小王', '免打扰');
  expect(await due(nudge)).toBeNull();
});

test('a chat that never checked in is nudged only when it has a plan', async () => {
  const { room, due, nudge } = openGroup();
  await room.say('小李', '大家好');
  expect(await due(nudge)).toBeNull();
  const planned = openGroup({}, true);
  expect(await planned.due(planned.nudge)).not.toBeNull();
});

test('in private the nudge speaks to the one person, unless they opted out', async () => {
  const { room, told, nudge } = openGroup({ isGroup: false }, true);
  await room.say('小李', '你好');
  expect(await told(nudge)).toEqual(['nudge-private']);
  await room.say('小李', '免打扰');
  expect(await told(nudge)).toBeNull();
});

test('the digest tells the day in figures with its longest streaks', async () => {
  const { room, due, digest, roster } = openGroup();
  for (let day = 3; day > 0; day--) {
    room.nowMs = noonMs - day * dayMs;
    await room.say('小李', '打卡');
    await room.say('小王', '打卡');
  }
  room.nowMs = noonMs;
  await room.say('小李', '打卡 30分钟');
  await room.say('小王', '打卡 1小时');
  await room.say('小张', '打卡 3/5');
  await room.say('小赵', '请假');
  await room.say('小钱', '大家好');
  await roster.setOptedOut(await room.id(), 2, true);
  await redis.hset(keys.run(await room.id()), { id: 'r1', state: 'finished', o1: noonMs - hourMs });
  await redis.zadd(keys.board(await room.id(), 'r1'), 1, '1', 2, '2');
  const announced = await due(digest);
  expect(announced?.asksForCheckIn).toBe(false);
  const part = announced?.replies[0]?.parts[0];
  expect(part).toMatchObject({
    text: {
      lines: [
        { key: 'digest-head' },
        { key: 'digest-done', params: { count: 3, total: 5 } },
        { key: 'digest-excused', params: { count: 1 } },
        { key: 'digest-open', params: { count: 1 } },
        { key: 'digest-amounts', params: { amounts: { list: [{ key: 'amount-minutes', params: { count: 90 } }] } } },
        { key: 'digest-quiz', params: { count: 2 } },
        { key: 'digest-streaks', params: { names: { list: [{ params: { name: '小李', count: 4 } }] } } },
      ],
    },
  });
});

test('a day on which nobody did anything has no digest; leave alone is nothing done', async () => {
  const { room, due, digest } = openGroup();
  await room.say('小李', '请假');
  expect(await due(digest)).toBeNull();
  await room.say('小王', '打卡');
  expect(await due(digest, noonMs + dayMs)).toBeNull();
});

test('the digest is of the day on which it was due, though sent after midnight', async () => {
  const { room, told, digest } = openGroup();
  await room.say('小李', '打卡');
  const lateMs = Date.parse('2026-11-21T16:30:00Z');
  expect(await told(digest, lateMs - hourMs)).toContain('digest-done');
  expect(await told(digest, lateMs)).toBeNull();
});

test.each([
  ['日报', 'digest-head'],
  ['日報', 'digest-head'],
  ['report day', 'digest-head'],
  ['/report', 'digest-head'],
  ['日报 昨天', 'report-nothing'],
  ['周报', 'report-later'],
  ['月報', 'report-later'],
  ['/report week', 'report-later'],
  ['report month', 'report-later'],
])('%s is answered with %s', async (words, key) => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  expect((await room.say('小王', words)).keys[0]).toBe(key);
});

test('the names of the missing go to the organiser in private', async () => {
  const { room } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '大家好');
  await room.say('小张', '请假');
  await room.say('小赵', '免打扰');
  const told = await room.say('班长', '未打卡');
  expect(told.replies.map(({ target }) => target)).toEqual(['sender', 'chat']);
  expect(told.words).toEqual([
    [
      '11月21日周六：认识的 5 人里，1 人打了卡，3 人还没有。',
      '还没打卡：小王、班长',
      '另有 1 人不想被点名。',
      '请假：小张',
    ].join('\n'),
    '名单私聊发给你了。没收到的话，先私聊我说句话，再发一次「未打卡」。',
  ]);
  expect((await room.say('小李', '未打卡')).keys).toEqual(['only-organisers']);
});

test('the names of the missing are shown in the group where it chose so', async () => {
  const { room, chats } = openGroup();
  await room.say('班长', '打卡');
  await chats.setSetting(await room.id(), 'missingNames', 'group');
  const told = await room.say('班长', '未打卡');
  expect([told.replies.length, told.replies[0]?.target, told.keys[0]]).toEqual([1, 'chat', 'missing-all-done']);
});
