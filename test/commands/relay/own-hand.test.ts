import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { testRedis } from '../../support/redis.ts';
import { daily, openRelayGroup } from '../../support/relay-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

describe('what somebody said by their own hand', () => {
  test('in a message is not changed by another’s list', async () => {
    const { room, entriesOf, heard } = await openRelayGroup(redis);
    await room.say('林小满', '打卡 50分钟');
    await heard();
    await room.say('周文', daily('林小满 1分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[50, '', false]]);
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
    await room.say('林小满', daily('林小满 10页', '周文 20页'));
    expect(await entriesOf(1)).toEqual([
      [50, '', false],
      [10, '', true],
    ]);
  });

  test('on a list is changed by nobody else, whoever put them on it first', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('王芳', daily('林小满 30分钟', '王芳'));
    await room.say('林小满', daily('林小满 50分钟', '王芳'));
    await room.say('周文', daily('林小满 1分钟', '王芳', '周文'));
    expect(await entriesOf(1)).toEqual([[50, '', true]]);
    await room.say('林小满', daily('林小满 55分钟', '王芳', '周文'));
    expect(await entriesOf(1)).toEqual([[55, '', true]]);
  });

  test('is also what they posted unchanged, or took out', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('王芳', daily('林小满 30分钟', '周文 20页'));
    await room.say('林小满', daily('林小满 30分钟', '周文 20页'));
    await room.say('周文', daily('林小满 30分钟'));
    await room.say('王芳', daily('林小满 1分钟', '周文 1页'));
    expect([await entriesOf(1), await entriesOf(2)]).toEqual([[[30, '', true]], []]);
  });

  test('leaves what only others said for anybody to put right', async () => {
    const { room, entriesOf } = await openRelayGroup(redis);
    await room.say('王芳', daily('林小满 30分钟', '王芳'));
    await room.say('周文', daily('林小满 45分钟', '王芳'));
    await room.say('王芳', daily('林小满 60分钟', '王芳'));
    expect(await entriesOf(1)).toEqual([[60, '', true]]);
  });
});

describe('a name that two bear', () => {
  const person = (id: string) => ({ sender: { id, name: '小明', languageTag: null } });
  const openWithTwo = async () => {
    const group = await openRelayGroup(redis);
    await group.room.say('小明', '早', person('m1'));
    await group.room.say('小明', '早', person('m2'));
    return group;
  };

  test('on a line that could be nobody’s before does not make it the next poster’s', async () => {
    const { room, entriesOf } = await openWithTwo();
    await room.say('林小满', daily('林小满', '小明 20页'));
    await room.say('小明', daily('林小满', '小明 20页'), person('m1'));
    expect([await entriesOf(4), await entriesOf(5)]).toEqual([[], []]);
    await room.say('小明', daily('林小满', '小明 20页', '小明 30分钟'), person('m1'));
    expect([await entriesOf(4), await entriesOf(5)]).toEqual([[[30, '', true]], []]);
  });

  test('on a second line with the same words makes that one the poster’s', async () => {
    const { room, entriesOf } = await openWithTwo();
    await room.say('林小满', daily('林小满', '小明 20页'));
    await room.say('小明', daily('林小满', '小明 20页', '小明 20页'), person('m2'));
    expect([await entriesOf(4), await entriesOf(5)]).toEqual([[], [[20, '', true]]]);
  });
});
