import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { createChats } from '../../../src/commands/core/chats.ts';
import type { Person, RollCallEvent } from '../../../src/commands/core/event.ts';
import { createHousekeeping } from '../../../src/commands/welcome/housekeeping.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { createForgettingStore } from '../../../src/store/forgetting.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import { createRosterStore } from '../../../src/store/roster.ts';
import { testRedis } from '../../support/redis.ts';

const keys = createKeys('t');
const nowMs = Date.UTC(2026, 10, 21, 4);
const today = '2026-11-21' as LocalDate;
const address = { platform: 'wechat', account: 'class', chat: 'g' } as const;
const person = (id: string, change: Partial<Person> = {}): Person => ({ id, name: id, languageTag: null, ...change });

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

async function openGroup() {
  const store = createChatStore(redis, keys);
  const members = createMemberStore(redis, keys);
  const roster = createRosterStore(redis, keys);
  let serial = 0;
  const freshId = () => `id${(serial += 1)}`;
  const said: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const chats = createChats({
    store,
    members,
    defaultLocale: 'zh-Hans',
    defaultZone: 'Asia/Shanghai',
    askOrganisers: () => Promise.resolve([]),
    freshId,
    onCreated: () => Promise.resolve(),
  });
  const housekeeping = createHousekeeping({
    chats,
    store,
    roster,
    members,
    outbox: { post: (...post) => void said.push(post), drain: () => Promise.resolve() },
    log,
    clock: () => nowMs,
    freshId,
    standingOf: () => Promise.reject(new Error('nobody is to be greeted')),
  });
  const call = (people: readonly Person[], isWhole = true): Promise<void> =>
    housekeeping.keep({
      id: `p${(serial += 1)}`,
      order: serial,
      atMs: nowMs,
      from: address,
      isGroup: true,
      title: '晨读小组',
      kind: 'present',
      people,
      isWhole,
    } satisfies RollCallEvent);
  await call([person('lin')]);
  const id = (await store.find(address)) ?? '';
  const speak = (name: string) =>
    store.admit(id, { platform: 'wechat', person: name, name, joinedOn: today, isBack: true });
  const here = async () => (await roster.all(id)).filter(({ hasLeft }) => !hasLeft).map(({ name }) => name);
  const count = async () => (await store.read(id))?.memberCount;
  return { id, call, speak, here, count, store, members, roster, said };
}

describe('a roll call', () => {
  test('seats everybody who has never spoken, under their name, and greets nobody', async () => {
    const { call, here, count, said } = await openGroup();
    await call([person('lin', { name: '林小满' }), person('zhou'), person('wu')]);
    await call([person('lin', { name: '林小满' }), person('zhou'), person('wu')]);
    expect(await here()).toEqual(['林小满', 'zhou', 'wu']);
    expect(await count()).toBe(3);
    expect(said).toEqual([]);
  });

  test('makes them members, so that what they say in private finds the group', async () => {
    const { id, call, speak, members } = await openGroup();
    await call([person('lin'), person('zhou')]);
    const member = (await members.find({ platform: 'wechat', person: 'zhou' })) ?? '';
    expect(await members.chatsOf(member)).toEqual([{ chat: id, seat: 2 }]);
    expect(await speak('zhou')).toMatchObject({ seat: 2, member, hasLeft: false });
  });

  test('notes who left silently, and that they are back', async () => {
    const { call, here, count } = await openGroup();
    await call([person('lin'), person('zhou'), person('wu')]);
    await call([person('lin'), person('wu')]);
    expect(await here()).toEqual(['lin', 'wu']);
    expect(await count()).toBe(2);
    await call([person('lin'), person('zhou'), person('wu')]);
    expect(await here()).toEqual(['lin', 'zhou', 'wu']);
    expect(await count()).toBe(3);
  });

  test.each([
    ['that is empty', [], true],
    ['that is not whole', [person('lin'), person('wu')], false],
    ['on which one may be the missing one', [person('lin'), person('wu'), person('~s', { mayBe: ['zhou'] })], true],
    ['that lacks more than it has', [person('lin')], true],
  ])('with a list %s has nobody leave', async (_, people, isWhole) => {
    const { call, here } = await openGroup();
    await call(['lin', 'zhou', 'wu', 'he'].map((id) => person(id)).slice(0, people.length === 1 ? 4 : 3));
    const before = await here();
    await call(people, isWhole);
    expect(await here()).toEqual(before);
  });

  test('seats nobody who may be one of several', async () => {
    const { call, here } = await openGroup();
    await call([person('lin'), person('~s', { mayBe: ['zhou'] })]);
    expect(await here()).toEqual(['lin']);
  });

  test('does not bring back who had themselves forgotten; their own word does', async () => {
    const { id, call, speak, here, count, roster } = await openGroup();
    await call([person('lin'), person('zhou')]);
    await createForgettingStore(redis, keys, roster).forgetSeat(id, 2, today);
    await call([person('lin'), person('zhou'), person('wu')]);
    expect(await here()).toEqual(['lin', 'wu']);
    expect(await count()).toBe(2);
    await speak('zhou');
    expect(await here()).toEqual(['lin', 'wu', 'zhou']);
  });

  test('leaves people of another platform where they are', async () => {
    const { id, call, store, here } = await openGroup();
    await store.admit(id, { platform: 'telegram', person: '7', name: 'tom', joinedOn: today, isBack: true });
    await call([person('lin'), person('zhou')]);
    expect(await here()).toEqual(['lin', 'tom', 'zhou']);
  });

  test('of five hundred takes few scripts and is told again for five', async () => {
    const { call, count } = await openGroup();
    const people = Array.from({ length: 500 }, (_, index) => person(`p${index}`));
    await call(people, false);
    expect(await count()).toBe(501);
    await redis.config('RESETSTAT');
    await call(people, false);
    const stats = await redis.info('commandstats');
    expect(Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1])).toBe(5);
    expect(stats).not.toContain('cmdstat_set:');
  });
});
