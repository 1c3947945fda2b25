import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { createChatStore } from '../../src/store/chats.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createRosterStore } from '../../src/store/roster.ts';
import { testRedis } from '../support/redis.ts';

const keys = createKeys('t');
let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

async function openClass() {
  const chats = createChatStore(redis, keys);
  const address = { platform: 'telegram', account: '1', chat: 'g' } as const;
  const id = await chats.create('c1', {
    address,
    isGroup: true,
    title: '',
    locale: 'zh-Hans',
    isLocaleChosen: false,
    zone: 'Asia/Shanghai',
  });
  const arrive = (person: string) =>
    chats.admit(id, { platform: 'telegram', person, name: person, joinedOn: '2026-11-21' as LocalDate, isBack: true });
  return { chats, id, arrive, roster: createRosterStore(redis, keys) };
}

test('who left is counted out once and keeps the seat', async () => {
  const { id, chats, arrive, roster } = await openClass();
  await arrive('ann');
  await arrive('bob');
  await roster.setLeft(id, 'telegram:bob', true);
  await roster.setLeft(id, 'telegram:bob', true);
  await roster.setLeft(id, 'telegram:stranger', true);
  expect((await chats.read(id))?.memberCount).toBe(1);
  expect(await roster.one(id, 2)).toMatchObject({ person: 'bob', hasLeft: true });
});

test('who writes again is back, counted and on the roster', async () => {
  const { id, chats, arrive, roster } = await openClass();
  await arrive('ann');
  await roster.setLeft(id, 'telegram:ann', true);
  expect(await arrive('ann')).toMatchObject({ seat: 1, hasLeft: false });
  expect((await chats.read(id))?.memberCount).toBe(1);
  expect(await roster.one(id, 1)).toMatchObject({ hasLeft: false });
});

test('a tap of one who left does not bring them back', async () => {
  const { id, chats, arrive, roster } = await openClass();
  await arrive('ann');
  await roster.setLeft(id, 'telegram:ann', true);
  const tapped = await chats.admit(id, {
    platform: 'telegram',
    person: 'ann',
    name: 'ann',
    joinedOn: '2026-11-21' as LocalDate,
    isBack: false,
  });
  expect(tapped).toMatchObject({ hasLeft: true });
  expect((await chats.read(id))?.memberCount).toBe(0);
});

test('leaving and opting out at the same moment are both kept', async () => {
  const { id, arrive, roster } = await openClass();
  await arrive('ann');
  await Promise.all([roster.setOptedOut(id, 1, true), roster.setLeft(id, 'telegram:ann', true)]);
  expect(await roster.one(id, 1)).toMatchObject({ isOptedOut: true, hasLeft: true });
  expect(await roster.shownNames(id, [1])).toEqual([null]);
});
