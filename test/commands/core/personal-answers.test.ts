import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { testRedis } from '../../support/redis.ts';
import { openStudyGroup, type Said, type StudyGroupSettings, today } from '../../support/study-group.ts';

const catalogue = openCatalogue();
const overheard = { edit: null, reactions: null, buttons: null, privateAnswers: null };

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openGroup = (settings: StudyGroupSettings = {}) =>
  openStudyGroup(redis, { can: overheard, isGathering: true, ...settings });

/** One list of lines for each message since the last call. */
const messagesOf = (said: Said[]): readonly (readonly string[])[] =>
  said
    .splice(0)
    .flatMap(({ destination, replies }) =>
      replies.map(({ parts }) =>
        parts.flatMap((part) => ('text' in part ? catalogue.say(part.text, destination.locale).split('\n') : [])),
      ),
    );

test('thirty who ask for their own progress are told by name in one message, the same words once', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '打卡');
  await alarms.pass(60_000);
  said.splice(0);
  const people = Array.from({ length: 30 }, (_, index) => `同学${String(index)}`);
  for (const name of ['小李', ...people]) expect((await room.say(name, '我的')).words).toEqual([]);
  await alarms.pass(10_000);
  const [lines = [], ...others] = messagesOf(said);
  expect([lines.length, others]).toEqual([2, []]);
  expect(lines[0]).toBe('小李：连续 1 天，最长 1 天，一共打卡 1 天。');
  expect(people.every((name) => lines[1]?.includes(name) === true)).toBe(true);
});

test('who asks once a second is told once in ten seconds', async () => {
  const { room, alarms, said } = openGroup();
  for (let second = 0; second < 40; second += 1) {
    await room.say('小李', '我的');
    await alarms.pass(1_000);
  }
  await alarms.pass(60_000);
  expect(messagesOf(said)).toHaveLength(4);
});

test('every effect is recorded at once, and what differs is said', async () => {
  const { room, alarms, said, progress } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  await alarms.pass(60_000);
  said.splice(0);
  await room.say('小李', '撤销');
  expect((await progress.latest(await room.id(), today, 10)).memberCount).toBe(1);
  await room.say('小李', '撤销');
  await room.say('小王', '补卡 昨天');
  await alarms.pass(2_500);
  const [lines = [], ...others] = messagesOf(said);
  expect(others).toEqual([]);
  expect(lines.map((line) => line.split('：')[0])).toEqual(['小李', '小李', '小王']);
});

test('a refusal names whom it is for, and choices are typed under the name', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '补卡 明天');
  await room.say('小王', '补卡');
  await alarms.pass(10_000);
  const [lines = []] = messagesOf(said);
  expect([lines[0]?.startsWith('小李：'), lines[1]?.startsWith('小王：')]).toEqual([true, true]);
  expect(lines[2]).toContain('/makeup 2026-11-20');
});

test('somebody who does not want to be named is not', async () => {
  const { room, alarms, said, roster } = openGroup();
  await room.say('小李', '我的');
  const id = await room.id();
  const [seat = 0] = await roster.seatsOf(id, ['console:小李']);
  await roster.setOptedOut(id, seat, true);
  await alarms.pass(10_000);
  expect(messagesOf(said)[0]?.[0]?.startsWith('一位同学：')).toBe(true);
});

test('where somebody can be told something alone, and in private chats, all is answered at once', async () => {
  const places: readonly StudyGroupSettings[] = [
    { can: {} },
    { can: { ...overheard, reactions: { done: '👌', seen: '👀' } } },
    { isGroup: false },
  ];
  for (const [index, place] of places.entries()) {
    const { room, alarms, said } = openGroup({ chat: `c${String(index)}`, ...place });
    expect((await room.say('小李', '我的')).words).toHaveLength(1);
    expect((await room.say('小李', '我的')).words).toHaveLength(1);
    await alarms.pass(10_000);
    expect(said).toEqual([]);
  }
});
