import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createChats } from '../../../src/commands/core/chats.ts';
import type { StandingEvent, TextEvent } from '../../../src/commands/core/event.ts';
import { StoreError } from '../../../src/errors.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { testRedis } from '../../support/redis.ts';

const keys = createKeys('t');
const event: TextEvent = {
  id: 'e1',
  order: 1,
  atMs: 0,
  from: { platform: 'console', account: 'bot', chat: 'g' },
  isGroup: true,
  title: '学习群',
  sender: { id: 'ann', name: 'Ann', languageTag: null },
  isAnonymous: false,
  kind: 'text',
  text: 'hi',
  messageId: 'm1',
  isAddressed: false,
  isEdited: false,
};
const arrival = {
  platform: 'console',
  person: 'ann',
  name: 'Ann',
  joinedOn: '2026-11-21' as LocalDate,
  isBack: true,
};

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

let serial = 0;
function open(client: Redis, onCreated: () => Promise<void> = () => Promise.resolve()) {
  return createChats({
    store: createChatStore(client, keys),
    members: createMemberStore(client, keys),
    defaultLocale: 'zh-Hans',
    defaultZone: 'Asia/Shanghai',
    askOrganisers: () => Promise.resolve([]),
    freshId: () => `id${(serial += 1)}`,
    onCreated,
  });
}

/** A client that dies with the answer to its first SET in hand. */
function dyingAfterSet(client: Redis): Redis {
  let isDead = false;
  return new Proxy(client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== 'function') return found;
      return (...given: unknown[]): unknown => {
        if (isDead) return Promise.reject(new Error('killed'));
        if (name === 'set') isDead = true;
        return Reflect.apply(found as () => unknown, target, given);
      };
    },
  });
}

test('a process that dies while a chat is made known leaves no chat that cannot be entered', async () => {
  await expect(open(dyingAfterSet(redis)).idOf(event, 0)).rejects.toThrow(StoreError);
  const chats = open(redis);
  const { chat, seat } = await chats.admit(await chats.idOf(event, 0), event, arrival);
  expect([chat.title, chat.isGroup, seat]).toEqual(['学习群', true, 1]);
});

test('what follows the making of a chat is done when the event is told again', async () => {
  let calls = 0;
  const onCreated = (): Promise<void> => {
    calls += 1;
    return calls === 1 ? Promise.reject(new StoreError('redis-unreachable', 'gone')) : Promise.resolve();
  };
  await expect(open(redis, onCreated).idOf(event, 0)).rejects.toThrow(StoreError);
  const chats = open(redis, onCreated);
  await chats.admit(await chats.idOf(event, 0), event, arrival);
  expect(calls).toBe(2);
  await chats.admit(await chats.idOf(event, 0), event, arrival);
  expect(calls).toBe(2);
});

test('two who make a chat known at once agree on one and leave nothing of the other', async () => {
  const [one, other] = await Promise.all([open(redis).idOf(event, 0), open(redis).idOf(event, 0)]);
  expect(one).toBe(other);
  expect(await redis.keys('t:{c:*}')).toEqual([keys.chat(one)]);
  expect(await redis.smembers(keys.chats())).toEqual([one]);
});

test('a chat begun under the new address of a group that moves is not used any more', async () => {
  const store = createChatStore(redis, keys);
  const group = await open(redis).idOf(event, 0);
  const moved: TextEvent = { ...event, from: { ...event.from, chat: 'supergroup' } };
  const elsewhere = open(redis);
  const stray = await elsewhere.idOf(moved, 0);
  await store.retire(stray, moved.from);
  await store.move(group, moved.from);
  expect((await elsewhere.admit(stray, moved, arrival)).chat.id).toBe(group);
});

test('a group counts as silent from the day on which the bot came, though nobody has said a word', async () => {
  const atMs = Date.UTC(2026, 11, 1, 17);
  const { id, order, from, isGroup, title } = event;
  const happened = { id, order, atMs, from, isGroup, title };
  const standing: StandingEvent = { ...happened, kind: 'standing', standing: 'added', by: null, seesAll: true };
  const chat = await open(redis).idOf(standing, atMs);
  expect((await createChatStore(redis, keys).read(chat))?.heardOn).toBe('2026-12-02');
});
