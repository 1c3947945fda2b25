import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createBindCommand } from '../../../src/commands/bind/bind.ts';
import { createBindStore } from '../../../src/store/bind-codes.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, noonMs } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openHouse = () => {
  const codes = createBindStore(redis, keys);
  let made = 0;
  const randomCode = (): string => String((made += 1)).padStart(6, '0');
  const roomFor = (chat: string) =>
    openRoom({ redis, keys, commands: [createBindCommand({ codes, randomCode })], nowMs: noonMs, chat });
  return { group: roomFor('g1'), other: roomFor('g2'), members: createMemberStore(redis, keys), codes };
};
const identity = (person: string) => ({ platform: 'console', person });

test('a code sent by another account makes both one member, with the seats of both', async () => {
  const { group, other, members } = openHouse();
  expect((await group.say('小李', '绑定')).keys).toContain('bind-code');
  expect((await other.say('小李手机', '绑定 000001')).keys).toEqual(['bind-done']);
  const member = (await members.find(identity('小李'))) ?? '';
  expect(await members.find(identity('小李手机'))).toBe(member);
  expect(await members.chatsOf(member)).toHaveLength(2);
});

test('a link that was cut short is finished when the code is sent again', async () => {
  const { group, other, members } = openHouse();
  await group.say('小李', '绑定');
  await other.say('小李手机', '你好');
  const [to, from] = [(await members.find(identity('小李'))) ?? '', (await members.find(identity('小李手机'))) ?? ''];
  // As if the process had died after the first of the seats was moved.
  await redis.hset(keys.people(await other.id()), 'console:小李手机', `1:${to}`);
  expect((await other.say('小李手机', '绑定 000001')).keys).toEqual(['bind-done']);
  expect(await members.find(identity('小李手机'))).toBe(to);
  expect(from).not.toBe(to);
});

test('one’s own code, a wrong code and a code used up are refused', async () => {
  const { group, other } = openHouse();
  await group.say('小李', '绑定');
  expect((await group.say('小李', '绑定 000001')).keys).toEqual(['bind-self']);
  expect((await other.say('小王', '绑定 999999')).keys).toEqual(['bind-wrong']);
  await other.say('小王', '绑定 000001');
  expect((await other.say('老张', '绑定 000001')).keys).toEqual(['bind-wrong']);
});

test('codes cannot be guessed by trying', async () => {
  const { group, other } = openHouse();
  await group.say('小李', '绑定');
  for (let guess = 0; guess < 6; guess += 1) await other.say('坏人', `绑定 5${guess}0000`);
  expect((await other.say('坏人', '绑定 000001')).keys).toEqual(['bind-busy']);
});
