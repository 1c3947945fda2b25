import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayNumber } from '../../../src/domain/calendar.ts';
import { streakOf } from '../../../src/domain/streak.ts';
import { testRedis } from '../../support/redis.ts';
import { daily, openRelayGroup, relay } from '../../support/relay-group.ts';
import { stubCapabilities } from '../../support/stub-platform.ts';
import { dayMs, keys, openStudyGroup, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

describe('names', () => {
  test('nobody bears are told back once', async () => {
    const { room, id, progress, heard } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满', '张三 30分钟', '李四'));
    expect(await heard()).toEqual([
      '林小满 打卡成功，连续 1 天，今天第 1 位\n这些名字我还没对上：张三、李四。换成群里的名字，或者本人发一句「打卡」就行。',
    ]);
    await room.say('周文', daily('林小满', '张三 30分钟', '李四', '周文'));
    expect(await heard()).toEqual(['周文 打卡成功，连续 1 天，今天第 2 位']);
    expect(await progress.dayCount(id, today)).toBe(2);
    expect((await room.say('张三', '早')).words).toEqual([]);
    await room.say('周文', daily('林小满', '张三 30分钟', '李四', '周文'));
    expect(await progress.dayCount(id, today)).toBe(3);
  });

  test('that WeChat put in and the poster changed are the poster’s', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('周文', daily('林小满 30分钟', '文文子 20页'));
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
    await room.say('王芳', daily('林小满 30分钟', '文文子 20页', '王芳'));
    expect(await heard()).toEqual(['已记下：林小满 30 分钟、周文 20 页、王芳。今天已有 3 人打卡']);
    await room.say('周文', daily('林小满 30分钟', '文文子 25页', '王芳'));
    expect(await entriesOf(2)).toEqual([[25, '', true]]);
  });

  test('nobody bears are told back together in one line for lists within seconds', async () => {
    const { room, heard } = await openRelayGroup(redis);
    await room.say('林小满', daily('张三', '李四'));
    await room.say('周文', daily('张三', '李四', '赵六', '孙七'));
    expect(await heard()).toEqual([
      '这些名字我还没对上：张三、李四、赵六、孙七。换成群里的名字，或者本人发一句「打卡」就行。',
    ]);
  });

  test('that two bear are credited to the poster only', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    const person = (id: string) => ({ sender: { id, name: '王伟', languageTag: null } });
    await room.say('王伟', '早', person('w1'));
    await room.say('王伟', '早', person('w2'));
    await room.say('王伟', daily('王伟 30分钟'), person('w1'));
    await room.say('王伟', daily('王伟 30分钟', '王伟 20页'), person('w2'));
    expect([await entriesOf(4), await entriesOf(5)]).toEqual([[[30, '', true]], [[20, '', true]]]);
    await heard();
    await room.say('林小满', daily('王伟 30分钟', '王伟 20页', '王伟 5页', '林小满'));
    expect(await heard()).toEqual([
      '林小满 打卡成功，连续 1 天，今天第 3 位\n叫这个名字的不止一位，我分不清：王伟。请本人发一句「打卡」就行。',
    ]);
  });

  test('of those who left the group are nobody’s', async () => {
    const { room, id, roster, entriesOf, heard } = await openRelayGroup(redis);
    await roster.setLeft(id, 'console:周文', true);
    await room.say('林小满', daily('林小满', '周文'));
    expect((await heard())[0]).toContain('还没对上：周文');
    expect(await entriesOf(2)).toEqual([]);
  });

  test('with “not yet” behind them are not recorded', async () => {
    const { room, id, progress } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟', '周文 未完成', '王芳：'));
    expect(await progress.dayCount(id, today)).toBe(1);
  });
});

describe('what is left alone', () => {
  test.each([
    relay('周六读书会报名', '林小满', '周文'),
    relay('今日订餐', '林小满 2份'),
    relay('疫苗接种', '林小满 已完成'),
    relay('', '林小满', '周文'),
    relay('明天打卡', '林小满'),
  ])('%j', async (text) => {
    const { room, id, progress, heard } = await openRelayGroup(redis);
    const { isTaken } = await room.say('林小满', text);
    expect(isTaken).toBe(false);
    expect(await heard()).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(0);
  });

  test('another thing’s relay is no check-in either while check-ins are asked for', async () => {
    const { room, id, chats, progress } = await openRelayGroup(redis);
    await chats.setPrompted(id, room.nowMs);
    await room.say('林小满', relay('今日订餐', '林小满 2份', '周文 1份'));
    expect(await progress.dayCount(id, today)).toBe(0);
    await room.say('林小满', relay('', '林小满', '周文'));
    expect(await progress.dayCount(id, today)).toBe(2);
  });

  test('a list of yesterday, with one friendly sentence', async () => {
    const { room, id, progress } = await openRelayGroup(redis);
    const list = relay('每日打卡 11月20日', '林小满 30分钟');
    expect((await room.say('林小满', list)).words).toEqual([
      '这份接龙是 11月20日周五 的，今天就不记啦。要补那天的，发「补卡 2026-11-20 30分钟」这样就行。',
    ]);
    expect((await room.say('周文', `${list}\n2. 周文 20页`)).words).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(0);
    expect((await room.say('林小满', '补卡 2026-11-20 30分钟')).keys[0]).toBe('make-up-done');
  });

  test('lines left from yesterday on a list without a date', async () => {
    const { room, id, progress, entriesOf } = await openRelayGroup(redis);
    await room.say('周文', relay('每日打卡', '林小满 30分钟', '周文 20页'));
    room.nowMs += dayMs;
    await room.say('王芳', relay('每日打卡', '林小满 30分钟', '周文 20页', '王芳 5页'));
    expect(await progress.dayCount(id, addDays(today, 1))).toBe(1);
    await room.say('周文', relay('每日打卡', '林小满 30分钟', '周文 20页', '王芳 5页'));
    expect(await entriesOf(2, addDays(today, 1))).toEqual([[20, '', true]]);
    const [bits = new Uint8Array()] = await progress.states(id, [2]);
    expect(streakOf(bits, dayNumber(addDays(today, 1))).current).toBe(2);
  });

  test('in a private chat', async () => {
    const { room } = openStudyGroup(redis, { isGroup: false, chat: 'p' });
    expect((await room.say('林小满', daily('林小满 30分钟'))).isTaken).toBe(false);
  });
});

test('where messages can be changed a relay gets a sign and the roster', async () => {
  const { room } = await openRelayGroup(redis, { can: stubCapabilities });
  const { words } = await room.say('林小满', daily('林小满 30分钟', '周文 20页'));
  expect(words).toEqual(['👌', '今日打卡 · 11月21日周六 · 2 人\n林小满 30 分钟、周文 20 页']);
  expect((await room.say('周文', daily('林小满 30分钟', '周文 20页'))).words).toEqual([]);
  expect((await room.say('林小满', daily('林小满 30分钟', '周文 20页', '张三', '李四'))).keys[0]).toBe(
    'relay-strangers',
  );
});

test.each([
  [
    'zh-Hant',
    '#接龍\n每日打卡\n1、林小满 30分鐘\n2、張三\n3、李四',
    '林小满 打卡成功（30 分鐘），連續 1 天，今天第 1 位',
    '這些名字我還沒對上：張三、李四。換成群裡的名字，或者本人傳一句「打卡」就行。',
  ],
  [
    'en',
    '#接龙 Daily reading\n1. 林小满 30 min\n2. Sam 20 pages\n3. Ada',
    '林小满 checked in (30 min): 1 in a row, number 1 today',
    'I could not match these names yet: Sam and Ada. Your name in this group will do, or just send “done” yourself.',
  ],
])('in %s', async (locale, text, line, told) => {
  const { room, id, heard } = await openRelayGroup(redis);
  await redis.hset(keys.chat(id), 'locale', locale);
  await room.say('林小满', text);
  expect(await heard()).toEqual([`${line}\n${told}`]);
});
