import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { addDays, dayNumber } from '../../../src/domain/calendar.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, openStudyGroup, type Said, type StudyGroupSettings, today } from '../../support/study-group.ts';

const catalogue = openCatalogue();
const plain = { edit: null, reactions: null, buttons: null, privateAnswers: null };

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openGroup = (settings: StudyGroupSettings = {}) => openStudyGroup(redis, { can: plain, ...settings });

/** What was said since the last call. */
const wordsOf = (said: Said[]): readonly string[] =>
  said
    .splice(0)
    .flatMap(({ destination, replies }) =>
      replies.flatMap(({ parts }) =>
        parts.map((part) => ('text' in part ? catalogue.say(part.text, destination.locale) : part.kind)),
      ),
    );

test('check-ins of a few seconds are acknowledged in one line', async () => {
  const { room, alarms, said } = openGroup();
  expect((await room.say('小李', '打卡 30分钟')).words).toEqual([]);
  expect((await room.say('小王', '/checkin 20页')).words).toEqual([]);
  expect((await room.say('阿明', '打卡')).isTaken).toBe(true);
  await alarms.pass(4_999);
  expect(said).toEqual([]);
  await alarms.pass(1);
  expect(wordsOf(said)).toEqual(['已记下：小李 30 分钟、小王 20 页、阿明。今天已有 3 人打卡']);
  await alarms.pass(60_000);
  expect(said).toEqual([]);
});

test('one alone gets the fuller line, also for what was added or said again', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '打卡 半小时');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['小李 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
  await room.say('小李', '打卡');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['小李 今天已经打过卡啦，连续 1 天']);
  await room.say('小李', '打卡 15分钟');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['小李 的进度记上了，今天一共 45 分钟']);
});

test('somebody who checks in and adds to it stands in the line once', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  await room.say('小李', '打卡 30分钟');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['已记下：小李 30 分钟、小王。今天已有 2 人打卡']);
});

test('while more keep coming the line waits, but not longer than twenty seconds', async () => {
  const { room, alarms, said } = openGroup();
  for (let index = 1; index <= 6; index += 1) {
    await room.say(`${index} 号`, '打卡');
    if (index < 6) await alarms.pass(4_000);
  }
  expect(wordsOf(said)).toEqual(['已记下：1 号、2 号、3 号、4 号、5 号。今天已有 5 人打卡']);
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['6 号 打卡成功，连续 1 天，今天第 6 位']);
});

test('a long line names the first and counts the others', async () => {
  const { room, alarms, said } = openGroup();
  for (let index = 0; index < 60; index += 1) await room.say(`名字有点长的同学${index + 10}`, '打卡 30分钟');
  await alarms.pass(5_000);
  const [line = '', ...more] = wordsOf(said);
  expect(more).toEqual([]);
  const namedCount = line.match(/名字有点长/g)?.length ?? 0;
  expect(namedCount).toBeGreaterThanOrEqual(10);
  expect(line).toContain(`还有 ${60 - namedCount} 人。今天已有 60 人打卡`);
  expect(Buffer.byteLength(line)).toBeLessThan(1_500);
});

test('members who do not want to be named are counted', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '免打扰');
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['已记下：小王，还有 1 人。今天已有 2 人打卡']);
});

test('a week in a row gets a warm word in the line', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '早');
  const states = keys.states(await room.id(), 1);
  for (let back = 1; back <= 6; back += 1) {
    await redis.bitfield(states, 'SET', 'u2', dayNumber(addDays(today, -back)) * 2, 1);
  }
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['已记下：小李、小王。今天已有 2 人打卡\n小李 整整坚持了一周，开了个好头！']);
});

test('a message that is told again is in the line once and counts once', async () => {
  const { room, alarms, said, progress } = openGroup();
  const first = await room.say('小李', '打卡 30分钟');
  await room.retell(first);
  await room.say('小王', '打卡');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['已记下：小李 30 分钟、小王。今天已有 2 人打卡']);
  await room.retell(first);
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['小李 打卡成功（30 分钟），连续 1 天，今天第 2 位']);
  expect(await progress.dayCount(await room.id(), today)).toBe(2);
});

test('what waits is said at once when the bot stops', async () => {
  const { room, alarms, said, acknowledger } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  alarms.timers.close();
  await acknowledger.tellAll();
  expect(wordsOf(said)).toEqual(['已记下：小李、小王。今天已有 2 人打卡']);
  await acknowledger.tellAll();
  expect(said).toEqual([]);
});

test('who takes a check-in back is answered at once and left out of the line', async () => {
  const { room, alarms, said } = openGroup();
  await room.say('小李', '打卡');
  await room.say('小王', '打卡');
  expect((await room.say('小李', '撤销')).keys).toContain('undo-done');
  await alarms.pass(5_000);
  expect(wordsOf(said)).toEqual(['小王 打卡成功，连续 1 天，今天第 2 位']);
});

test('two groups have a line each', async () => {
  const one = openGroup({ chat: 'one' });
  const two = openGroup({ chat: 'two' });
  await one.room.say('小李', '打卡');
  await two.room.say('小王', '打卡');
  await one.alarms.pass(5_000);
  await two.alarms.pass(5_000);
  expect([wordsOf(one.said), wordsOf(two.said)].map((words) => words.length)).toEqual([1, 1]);
});

test('a mistake that many make is answered in one line with their names', async () => {
  const { room, alarms, said } = openGroup({ isGathering: true });
  for (const name of ['小李', '小王', '阿明']) expect((await room.say(name, '打卡 昨天')).words).toEqual([]);
  await alarms.pass(2_500);
  const [line, ...others] = wordsOf(said);
  expect([line?.startsWith('小李、小王、阿明：'), others]).toEqual([true, []]);
});

test('a private chat is answered at once', async () => {
  const { room, said } = openGroup({ isGroup: false });
  expect((await room.say('小李', '打卡')).keys).toEqual(['check-in-done']);
  expect(said).toEqual([]);
});
