import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { dayNumber } from '../../../src/domain/calendar.ts';
import { periodsOfDay } from '../../../src/domain/period.ts';
import { streakOf } from '../../../src/domain/streak.ts';
import { testRedis } from '../../support/redis.ts';
import { daily, openRelayGroup, relay } from '../../support/relay-group.ts';
import { keys, today } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

describe('a relay', () => {
  test('records everybody on it as if each had checked in', async () => {
    const { room, id, entriesOf, heard, progress } = await openRelayGroup(redis);
    const { replies, isTaken } = await room.say('周文', daily('林小满 30分钟', '周文 读了二十页 第三章'));
    expect([replies, isTaken]).toEqual([[], true]);
    expect(await heard()).toEqual(['已记下：林小满 30 分钟、周文 20 页。今天已有 2 人打卡']);
    expect(await entriesOf(1)).toEqual([[30, '', true]]);
    expect(await entriesOf(2)).toEqual([[20, '第三章', true]]);
    const { week, month } = periodsOfDay(today);
    for (const period of [week, month, 'all']) {
      expect((await progress.daysBoard(id, period, 1, 9)).top).toHaveLength(2);
    }
    const [bits = new Uint8Array()] = await progress.states(id, [1]);
    expect(streakOf(bits, dayNumber(today)).current).toBe(1);
    expect((await progress.latest(id, today, 9)).latest).toHaveLength(2);
  });

  test('leaves the same traces as check-ins by hand', async () => {
    const traces = async (chat: string) => {
      const { week } = periodsOfDay(today);
      return Promise.all([
        redis.hget(keys.day(chat, today), '1').then((line) => line?.replace(/ r$/, '')),
        redis.hget(keys.acts(chat), '1'),
        redis.getBuffer(keys.states(chat, 1)),
        redis.zrange(keys.arrivals(chat, today), '0', '-1', 'WITHSCORES'),
        redis.zrange(keys.ranks(chat, week), '0', '-1', 'WITHSCORES'),
        redis.ttl(keys.ranks(chat, week)),
      ]);
    };
    const byHand = await openRelayGroup(redis, { chat: 'hand' });
    await byHand.room.say('林小满', '打卡 30分钟');
    const byRelay = await openRelayGroup(redis, { chat: 'relay' });
    await byRelay.room.say('林小满', daily('林小满 30分钟'));
    expect(await traces(byRelay.id)).toEqual(await traces(byHand.id));
  });

  test('posted again with one more line records that line only', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    expect(await heard()).toEqual(['林小满 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
    await room.say('周文', daily('林小满 30分钟', '周文'));
    expect(await heard()).toEqual(['周文 打卡成功，连续 1 天，今天第 2 位']);
    expect(await entriesOf(1)).toHaveLength(1);
  });

  test('posted again unchanged, by anybody, says and changes nothing', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    const list = daily('林小满 30分钟', '周文 20页');
    await room.say('周文', list);
    await heard();
    expect((await room.say('周文', list)).replies).toEqual([]);
    expect((await room.say('王芳', list.replace(/\n/g, '\r\n'))).replies).toEqual([]);
    expect(await heard()).toEqual([]);
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
  });

  test('told again by the platform repeats the answer and not the effect, also after a correction', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    const first = await room.say('林小满', daily('林小满 30分钟'));
    await heard();
    await room.retell(first);
    expect(await heard()).toEqual(['林小满 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
    await room.say('林小满', daily('林小满 45分钟'));
    await room.retell(first);
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
  });

  test('of ten people within seconds is answered in one line', async () => {
    const { room, heard } = await openRelayGroup(redis);
    const names = Array.from({ length: 10 }, (_, index) => `同学${'甲乙丙丁戊己庚辛壬癸'.charAt(index)}`);
    const lines: string[] = [];
    for (const name of names) {
      lines.push(`${name} 30分钟`);
      await room.say(name, daily(...lines));
    }
    const said = await heard();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('今天已有 10 人打卡');
  });

  test('that grows faster than it can be recorded is recorded once for each', async () => {
    const { room, id, progress, entriesOf } = await openRelayGroup(redis);
    const names = Array.from({ length: 12 }, (_, index) => `学员${index + 10}号`);
    for (const name of names) await room.say(name, '早');
    const lists = names.map((_, index) => daily(...names.slice(0, index + 1).map((name) => `${name} 30分钟`)));
    await Promise.all(names.map((name, index) => room.say(name, lists[index] ?? '')));
    expect(await progress.dayCount(id, today)).toBe(12);
    for (const [index] of names.entries()) expect(await entriesOf(index + 4)).toEqual([[30, '', true]]);
  });

  test('of three hundred people is recorded whole', async () => {
    const { room, id, progress, heard } = await openRelayGroup(redis);
    const names = Array.from({ length: 300 }, (_, index) => `学员${String(index).padStart(3, '0')}号`);
    for (const name of names) await room.say(name, '早');
    await room.say('林小满', daily(...names.map((name, index) => `${name} ${(index % 90) + 1}分钟`)));
    expect(await progress.dayCount(id, today)).toBe(300);
    expect(await heard()).toHaveLength(1);
  }, 30_000);
});

describe('a changed line', () => {
  test('replaces what the relay recorded and adds nothing', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('周文', daily('林小满 30分钟', '周文 20页'));
    await heard();
    await room.say('林小满', daily('林小满 45分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
    expect(await heard()).toEqual(['林小满 的进度记上了，今天一共 45 分钟']);
  });

  test('is not turned back by somebody else’s older copy', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('林小满', daily('林小满 45分钟'));
    await room.say('王芳', daily('林小满 30分钟', '王芳'));
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
    expect(await entriesOf(3)).toEqual([[null, '', true]]);
    await room.say('林小满', daily('林小满 30分钟', '王芳'));
    expect(await entriesOf(1)).toEqual([[30, '', true]]);
  });

  test('that was taken out by its own person takes the record back, and older copies do not bring it again', async () => {
    const { room, id, entriesOf, progress, heard } = await openRelayGroup(redis);
    await room.say('周文', daily('林小满 30分钟', '周文 20页'));
    await heard();
    const { words } = await room.say('周文', daily('林小满 30分钟'));
    expect(words).toEqual(['好的，接龙里 周文 的这一条撤下来了。']);
    expect(await entriesOf(2)).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(1);
    expect(await redis.hget(keys.acts(id), '2')).toBe('');
    expect((await progress.daysBoard(id, 'all', 2, 9)).own).toBeNull();
    await room.say('王芳', daily('林小满 30分钟', '周文 20页', '王芳'));
    expect(await entriesOf(2)).toEqual([]);
    await room.say('周文', daily('林小满 30分钟', '周文 20页', '王芳'));
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
  });

  test('missing from a list that was cut, or from somebody else’s, changes nothing', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('王芳', daily('林小满 30分钟', '周文 20页', '王芳 5页'));
    await room.say('周文', daily('林小满 30分钟'));
    await room.say('林小满', daily('林小满 30分钟', '周文 20页'));
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
    expect(await entriesOf(3)).toEqual([[5, '', true]]);
  });

  test('keeps an excused day excused when it is taken out', async () => {
    const { room, id, progress } = await openRelayGroup(redis);
    await room.say('周文', '/leave');
    await room.say('周文', daily('林小满', '周文'));
    await room.say('周文', daily('林小满'));
    const [bits = new Uint8Array()] = await progress.states(id, [2]);
    const number = dayNumber(today);
    expect(((bits[Math.floor(number / 4)] ?? 0) >> (6 - 2 * (number % 4))) & 3).toBe(3);
  });
});

describe('check-ins by other means', () => {
  test('are not counted twice when the relay says the same', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('林小满', '打卡 30分钟');
    await room.say('周文', '打卡 20页');
    await room.say('王芳', daily('林小满 30分钟', '周文', '王芳'));
    expect(await entriesOf(1)).toEqual([[30, '', false]]);
    expect(await entriesOf(2)).toEqual([[20, '', false]]);
  });

  test('are added to when the relay says something else, and only once', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('林小满', '打卡 30分钟');
    await room.say('林小满', daily('林小满 20页'));
    await room.say('林小满', daily('林小满 25页'));
    expect(await entriesOf(1)).toEqual([
      [30, '', false],
      [25, '', true],
    ]);
  });

  test('under another title with the same words add nothing', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('周文', relay('每日打卡（周六）', '林小满 30分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[30, '', true]]);
  });

  test('/undo takes a relay’s entry back, and the list posted again does not bring it back', async () => {
    const { room, id, entriesOf, progress } = await openRelayGroup(redis);
    await room.say('林小满', daily('林小满 30分钟'));
    expect((await room.say('林小满', '/undo')).keys[0]).toBe('undo-done-amount');
    expect(await entriesOf(1)).toEqual([]);
    await room.say('周文', daily('林小满 30分钟', '周文 20页'));
    expect(await progress.dayCount(id, today)).toBe(1);
    await room.say('林小满', daily('林小满 35分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[35, '', true]]);
  });
});
