import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import type { Directory, Recognised, SeenGroup } from '../../../src/commands/core/desk.ts';
import type { PersonalEvent } from '../../../src/commands/core/event.ts';
import { createDirectory } from '../../../src/commands/recognise/directory.ts';
import { createReception } from '../../../src/commands/recognise/reception.ts';
import { say } from '../../../src/commands/core/reply.ts';
import { createBindStore } from '../../../src/store/bind-codes.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { createDirectoryStore } from '../../../src/store/directory.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import { createProgressStore } from '../../../src/store/progress.ts';
import { createRosterStore } from '../../../src/store/roster.ts';
import { keysOf } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, noonMs, openStudyGroup, today } from '../../support/study-group.ts';
import { addDays, dayNumber } from '../../../src/domain/calendar.ts';
import { readDayState } from '../../../src/domain/streak.ts';

const account = 'bot';
let redis: Redis;
let directory: Directory;
let organisers: readonly string[] | null;
let serial = 0;
/** First keys of what was told to the unclear. */
let told: string[];

beforeEach(async () => {
  redis = (await testRedis()).connect();
  directory = createDirectory({ store: createDirectoryStore(redis, keys), freshId: () => `id${(serial += 1)}` });
  organisers = null;
  told = [];
});

const stores = () => ({
  chats: createChatStore(redis, keys),
  roster: createRosterStore(redis, keys),
  members: createMemberStore(redis, keys),
  progress: createProgressStore(redis, keys),
  codes: createBindStore(redis, keys),
});

/** The study group under the platform's chat id `chat`, with somebody at the desk for the unclear. */
const openHouse = (chat: string, isGroup = true) => {
  const { room } = openStudyGroup(redis, {
    chat,
    isGroup,
    reception: (admission, outage) =>
      createReception({
        ...stores(),
        directory,
        admission,
        outage: {
          ...outage,
          tell(event, chat, words) {
            told.push(keysOf(say(words))[0] ?? '');
            outage.tell(event, chat, words);
          },
        },
        claim: (_address, standIn, as) => directory.claim(account, standIn, as),
        askOrganisers: () => Promise.resolve(organisers),
        clock: () => room.nowMs,
      }),
  });
  return room;
};

const group = (login: number, names: readonly string[], id = 'g'): SeenGroup => ({
  id: `@@${login}${id}`,
  title: '学习群',
  people: names.map((name, index) => ({ id: `@${login}${id}${index}`, name, nameInGroup: '', remark: '', traits: '' })),
});
const recognise = async (login: number, names: readonly string[], id = 'g', title = '学习群') => {
  const seen = { ...group(login, names, id), title };
  const told = await directory.recogniseGroup(account, seen, () => Promise.resolve([]));
  const people = seen.people.map((one) => told.people.get(one.id) ?? { kind: 'new' as const, id: '' });
  return { group: told.group, people };
};

/** What the adapter puts on the event of somebody recognised so. */
const by = (name: string, one: Recognised | undefined): Partial<PersonalEvent> => ({
  id: `event-${(serial += 1)}`,
  sender: {
    id: one?.id ?? '',
    name,
    languageTag: null,
    ...(one?.kind === 'unclear' ? { mayBe: one.mayBe } : {}),
  },
});

/** A login with two 小明 of whom one has checked in two days ago and yesterday, then a login that mixes them up. */
async function mixUp() {
  await directory.login(account, 'self1');
  const before = await recognise(1, ['小明', '小明', '老张']);
  const room = openHouse(before.group.id);
  room.nowMs = noonMs - 2 * dayMs;
  await room.say('小明', '打卡', by('小明', before.people[0]));
  await room.say('小明', '我的', by('小明', before.people[1]));
  room.nowMs = noonMs - dayMs;
  await room.say('小明', '打卡', by('小明', before.people[0]));
  room.nowMs = noonMs;
  await directory.login(account, 'self2');
  const now = await recognise(2, ['小明', '小明', '老张']);
  return { room, before, now };
}

const seats = async (chat: string) => (await createRosterStore(redis, keys).all(chat)).map(({ person }) => person);
const checkedIn = async (chat: string, person: string | undefined, daysAgo = 0): Promise<boolean> => {
  const { roster, progress } = stores();
  const [seat] = await roster.seatsOf(chat, [`console:${person ?? ''}`]);
  const [bits = new Uint8Array()] = seat === undefined ? [] : await progress.states(chat, [seat]);
  return readDayState(bits, dayNumber(addDays(today, -daysAgo))) === 'done';
};

test('an unclear person is asked once; nothing is credited before the answer and all of it after', async () => {
  const { room, before, now } = await mixUp();
  const asked = await room.say('小明', '打卡 30分钟', by('小明', now.people[0]));
  expect(asked.isTaken).toBe(true);
  expect(asked.keys).toEqual([
    'recognise-person',
    'recognise-offer',
    'recognise-trace',
    'recognise-offer',
    'recognise-trace-none',
    'recognise-nobody',
  ]);
  expect(await seats(await room.id())).toHaveLength(2);
  expect(await checkedIn(await room.id(), before.people[0]?.id)).toBe(false);
  expect((await room.say('小明', '打卡 30分钟', by('小明', now.people[0]))).keys).toEqual([]);

  const settled = await room.say('小明', '绑定 1', by('小明', now.people[0]));
  expect(settled.keys).toEqual(['recognise-done']);
  expect(await checkedIn(await room.id(), before.people[0]?.id)).toBe(true);
  expect(await seats(await room.id())).toHaveLength(2);
  const me = await room.say('小明', '我的', by('小明', before.people[0]));
  expect(me.words.join()).toContain('3');
});

test('who does not want to be named is offered without the name they had', async () => {
  const { room, before, now } = await mixUp();
  await room.say('明哥', '我的', by('明哥', before.people[0]));
  const shown = await room.say('小明', '打卡', by('小明', now.people[0]));
  expect(shown.keys).toContain('recognise-named');
  await room.say('明哥', '免打扰', by('明哥', before.people[0]));
  room.nowMs += 11 * 60_000;
  const asked = await room.say('小明', '打卡', by('小明', now.people[0]));
  expect(asked.keys).toContain('recognise-trace');
  expect(asked.keys).not.toContain('recognise-named');
  expect(asked.words.join()).not.toContain('明哥');
});

test('a streak that broke is not held against anybody', async () => {
  const { room, now } = await mixUp();
  room.nowMs += 5 * dayMs;
  const asked = await room.say('小明', '打卡', by('小明', now.people[0]));
  expect(asked.words.join('\n')).toMatch(/绑定 1：上次打卡 [^，]+$/m);
});

test('others in the group notice nothing, and ordinary talk of the unclear is left alone', async () => {
  const { room, now } = await mixUp();
  expect((await room.say('小明', '大家晚上好', by('小明', now.people[1]))).isTaken).toBe(false);
  expect((await room.say('老张', '打卡', by('老张', now.people[2]))).keys).not.toContain('recognise-person');
});

test('who is none of them begins anew, under the stand-in', async () => {
  const { room, now } = await mixUp();
  await room.say('小明', '打卡', by('小明', now.people[0]));
  expect((await room.say('小明', '/bind 0', by('小明', now.people[0]))).keys).toEqual(['recognise-new']);
  expect(await checkedIn(await room.id(), now.people[0]?.id)).toBe(true);
});

test('a number that is not on the list changes nothing; who is taken cannot be taken again', async () => {
  const { room, before, now } = await mixUp();
  await room.say('小明', '打卡', by('小明', now.people[0]));
  await room.say('小明', '打卡', by('小明', now.people[1]));
  expect((await room.say('小明', '绑定 7', by('小明', now.people[0]))).keys).toEqual(['recognise-range']);
  expect((await room.say('小明', '绑定1', by('小明', now.people[0]))).keys).toEqual(['recognise-done']);
  room.nowMs += 11_000;
  const second = await room.say('小明', '打卡', by('小明', now.people[1]));
  expect(second.keys.filter((key) => key === 'recognise-offer')).toHaveLength(2);
  expect(second.keys.filter((key) => key === 'recognise-held')).toHaveLength(1);
  const number = second.words.join().includes('绑定 1：还没打过卡') ? 2 : 1;
  // The numbers stay as they were told.
  expect((await room.say('小明', `綁定 ${number}`, by('小明', now.people[1]))).keys).toEqual(['recognise-taken']);
  expect((await room.say('小明', `绑定 ${3 - number}`, by('小明', now.people[1]))).keys).toEqual(['recognise-done']);
  for (const index of [0, 1]) expect(await checkedIn(await room.id(), before.people[index]?.id)).toBe(true);
});

test('a number before anything was asked, or long after, is answered with the question', async () => {
  const { room, now } = await mixUp();
  expect((await room.say('小明', '绑定 1', by('小明', now.people[0]))).keys).toContain('recognise-person');
  room.nowMs += 11 * 60_000;
  expect((await room.say('小明', '绑定 1', by('小明', now.people[0]))).keys).toContain('recognise-person');
});

test('what was said more than ten minutes ago is not counted for another day', async () => {
  const { room, before, now } = await mixUp();
  await room.say('小明', '打卡', by('小明', now.people[0]));
  room.nowMs += 11 * 60_000;
  await room.say('小明', '绑定 1', by('小明', now.people[0]));
  expect((await room.say('小明', '绑定 1', by('小明', now.people[0]))).keys).toEqual(['recognise-done']);
  expect(await checkedIn(await room.id(), before.people[0]?.id)).toBe(false);
});

test('who was refused can say at once that they are none of them, and nobody is new without having said so', async () => {
  const { room, before, now } = await mixUp();
  await room.say('小明', '打卡', by('小明', now.people[0]));
  await room.say('小明', '绑定 1', by('小明', now.people[0]));
  await directory.claim(account, now.people[1]?.id ?? '', before.people[0]?.id ?? '');
  await directory.release(account, now.people[1]?.id ?? '', before.people[1]?.id ?? '');
  room.nowMs += 11_000;
  const asked = await room.say('小明', '打卡', by('小明', now.people[1]));
  expect(asked.keys).toContain('recognise-person');
  const taken = asked.words.join().includes('绑定 1：还没打过卡') ? 2 : 1;
  expect((await room.say('小明', `绑定 ${taken}`, by('小明', now.people[1]))).keys).toEqual(['recognise-taken']);
  expect((await room.say('小明', '绑定 0', by('小明', now.people[1]))).keys).toEqual(['recognise-new']);
  expect(await checkedIn(await room.id(), now.people[1]?.id)).toBe(true);
});

/** 王五 calls himself 孙八 since the login, and takes the record of 孙八 before 孙八 speaks. */
async function impersonate() {
  await directory.login(account, 'self1');
  const before = await recognise(1, ['王五', '孙八', '老张', '小李']);
  const room = openHouse(before.group.id);
  room.nowMs = noonMs - dayMs;
  await room.say('王五', '打卡', by('王五', before.people[0]));
  await room.say('孙八', '打卡', by('孙八', before.people[1]));
  room.nowMs = noonMs;
  await directory.login(account, 'self2');
  const now = await recognise(2, ['孙八', '孙八', '老张', '小李']);
  /** Under which number the record of `owner` is offered. */
  const number = async (index: number, owner: '王五' | '孙八') => {
    const asked = await room.say('孙八', '打卡', by('孙八', now.people[index]));
    const offers = asked.words.join('\n').split('\n').slice(1, 3);
    return offers.findIndex((line) => line.includes('原来叫「王五」') === (owner === '王五')) + 1;
  };
  const say = (index: number, words: string) => room.say('孙八', words, by('孙八', now.people[index]));
  await say(0, `绑定 ${await number(0, '孙八')}`);
  room.nowMs += 11_000;
  const contested = await number(1, '孙八');
  return { room, before, now, number, say, contested };
}

test('a record that another has taken goes to its owner when an organiser agrees, and the other is asked again', async () => {
  const { room, before, now, number, say, contested } = await impersonate();
  organisers = [before.people[2]?.id ?? ''];
  const refused = await say(1, `绑定 ${contested}`);
  expect(refused.keys).toEqual(['recognise-taken']);
  expect(refused.words.join()).toContain('绑定 同意 1');
  expect((await room.say('小李', '绑定 同意 1', by('小李', now.people[3]))).keys).toEqual(['recognise-organisers']);
  expect((await room.say('老张', '绑定 同意 7', by('老张', now.people[2]))).keys).toEqual(['recognise-no-dispute']);
  expect((await room.say('老张', '绑定 同意 1', by('老张', now.people[2]))).keys).toEqual(['recognise-moved']);
  const known = await directory.known(account, ['@2g0', '@2g1']);
  expect(known.get('@2g1')).toEqual({ kind: 'known', id: before.people[1]?.id });
  const released = known.get('@2g0');
  expect(released).toMatchObject({ kind: 'unclear' });
  // His own record is on the list, and he is none of anybody before he has chosen.
  room.nowMs += 11_000;
  now.people[0] = released ?? { kind: 'new', id: '' };
  const own = await number(0, '王五');
  expect((await say(0, `绑定 ${own}`)).keys).toEqual(['recognise-done']);
  expect(await directory.known(account, ['@2g0'])).toEqual(
    new Map([['@2g0', { kind: 'known', id: before.people[0]?.id }]]),
  );
  expect((await room.say('老张', '绑定 同意 1', by('老张', now.people[2]))).keys).toEqual(['recognise-no-dispute']);
});

test('who look the same by their check-ins are told apart by what differs, or told that they look the same', async () => {
  const { room, now } = await mixUp();
  await directory.login(account, 'self3');
  const third = await recognise(3, ['小明', '小明', '老张']);
  expect(now.people[2]?.kind).toBe('known');
  const asked = await room.say('小明', '打卡', by('小明', third.people[0]));
  expect(asked.keys).not.toContain('recognise-alike');
  await directory.login(account, 'self4');
  const twins = await recognise(4, ['甲', '甲', '乙'], 'h', '别的群');
  const other = openHouse(twins.group.id);
  for (const index of [0, 1]) await other.say('甲', '打卡', by('甲', twins.people[index]));
  await directory.login(account, 'self5');
  const again = await recognise(5, ['甲', '甲', '乙'], 'h', '别的群');
  expect((await other.say('甲', '打卡', by('甲', again.people[0]))).keys).toContain('recognise-alike');
});

test('several who are unclear in one group are asked one after another', async () => {
  const { room, now } = await mixUp();
  const first = await room.say('小明', '打卡', by('小明', now.people[0]));
  expect(first.keys).toContain('recognise-person');
  expect((await room.say('小明', '打卡', by('小明', now.people[1]))).keys).toEqual([]);
  expect(told).toEqual(['recognise-person']);
  room.nowMs += 11_000;
  await room.say('老张', '大家好', by('老张', now.people[2]));
  expect(told).toEqual(['recognise-person', 'recognise-person']);
  room.nowMs += 11_000;
  await room.say('老张', '大家好', by('老张', now.people[2]));
  expect(told).toHaveLength(2);
});

test('a code from another platform tells who it is', async () => {
  const { room, before, now } = await mixUp();
  const { members, codes } = stores();
  const member = (await members.find({ platform: 'console', person: before.people[1]?.id ?? '' })) ?? '';
  await codes.offer('483920', member);
  expect((await room.say('小明', '绑定 111111', by('小明', now.people[0]))).keys).toEqual(['recognise-code']);
  await room.say('小明', '打卡', by('小明', now.people[0]));
  expect((await room.say('小明', '绑定 483920', by('小明', now.people[0]))).keys).toEqual(['recognise-done']);
  expect(await checkedIn(await room.id(), before.people[1]?.id)).toBe(true);
});

test('in private the chat comes with the person', async () => {
  await directory.login(account, 'self1');
  const before = await recognise(1, ['小明', '小明', '老张']);
  const [first] = before.people;
  await openHouse(first?.id ?? '', false).say('小明', '打卡', by('小明', first));
  await directory.login(account, 'self2');
  const now = await recognise(2, ['小明', '小明', '老张']);
  const room = openHouse(now.people[0]?.id ?? '', false);
  room.nowMs = noonMs + dayMs;
  expect((await room.say('小明', '打卡', by('小明', now.people[0]))).keys).toContain('recognise-trace');
  expect(await room.id()).toBe('');
  await room.say('小明', '绑定 1', by('小明', now.people[0]));
  const chat = (await stores().chats.find({ platform: 'console', account, chat: first?.id ?? '' })) ?? '';
  expect(await checkedIn(chat, first?.id, -1)).toBe(true);
  expect(await room.id()).toBe('');
});

/** Two groups of one title, then a login after which one of them may be either. */
async function mixUpGroups() {
  await directory.login(account, 'self1');
  const a = await recognise(1, ['小李', '老张'], 'a');
  const b = await recognise(1, ['孙七', '周八'], 'b');
  const old = openHouse(a.group.id);
  old.nowMs = noonMs - dayMs;
  await old.say('小李', '打卡', by('小李', a.people[0]));
  await directory.login(account, 'self2');
  const now = await recognise(2, ['小李', '吴九', '郑十', '冯十一'], 'a');
  const mayBe = now.group.kind === 'unclear' ? now.group.mayBe : [];
  const room = openHouse(now.group.id);
  const say = (name: string, words: string, index: number) =>
    room.say(name, words, { ...by(name, now.people[index]), chatMayBe: mayBe });
  const number = mayBe.indexOf(a.group.id) + 1;
  return { a, b, now, old, room, say, number };
}

test('an unclear group is asked which it is; then everybody’s words land where they belong', async () => {
  const { a, now, old, room, say, number } = await mixUpGroups();
  const asked = await say('小李', '打卡', 0);
  expect(asked.keys.filter((key) => key === 'recognise-offer')).toHaveLength(2);
  expect(asked.keys).toContain('recognise-group');
  expect((await say('吴九', '打卡', 1)).keys).toEqual([]);
  expect((await say('郑十', '今天天气不错', 2)).isTaken).toBe(false);
  expect(await room.id()).toBe('');
  expect((await say('吴九', `绑定 ${number}`, 1)).keys).toEqual(['recognise-done']);
  expect(await room.id()).toBe('');
  const chat = await old.id();
  expect(await checkedIn(chat, a.people[0]?.id)).toBe(true);
  expect(await checkedIn(chat, now.people[1]?.id)).toBe(true);
  expect(await seats(chat)).toHaveLength(2);
});

test('however many speak at once, an unclear group is asked once, and is told with the people it had', async () => {
  const { say } = await mixUpGroups();
  const asked = await Promise.all(['小李', '吴九', '郑十', '冯十一'].map((name, index) => say(name, '打卡', index)));
  expect(asked.filter(({ keys }) => keys.includes('recognise-group'))).toHaveLength(1);
  expect(asked.flatMap(({ words }) => words).join()).toMatch(/「学习群」，3 人，最近打卡/);
});

test('a group that another was found to be is refused as a group, and its numbers stay', async () => {
  const { a, b, say, number } = await mixUpGroups();
  await say('小李', '打卡', 0);
  const seen = group(2, ['孙七', '周八'], 'b');
  const now = await directory.recogniseGroup(account, seen, () => Promise.resolve([]));
  expect(now.group).toEqual({ kind: 'known', id: b.group.id });
  expect((await say('小李', `绑定 ${3 - number}`, 0)).keys).toEqual(['recognise-group-taken']);
  expect((await say('小李', `绑定 ${number}`, 0)).keys).toEqual(['recognise-done']);
  expect(await directory.known(account, ['@@2a'])).toEqual(new Map([['@@2a', { kind: 'known', id: a.group.id }]]));
});

test('where the platform names administrators only they say which group it is', async () => {
  const { now, say, number } = await mixUpGroups();
  organisers = [now.people[3]?.id ?? ''];
  expect((await say('小李', '打卡', 0)).keys).toContain('recognise-group-organisers');
  expect((await say('吴九', `绑定 ${number}`, 1)).keys).toEqual(['recognise-organisers']);
  expect((await say('冯十一', `绑定 ${number}`, 3)).keys).toEqual(['recognise-done']);
});

test('a new group begins under its stand-in', async () => {
  const { now, room, say } = await mixUpGroups();
  await say('吴九', '打卡', 1);
  expect((await say('吴九', '绑定 0', 1)).keys).toEqual(['recognise-new']);
  expect(await checkedIn(await room.id(), now.people[1]?.id)).toBe(true);
});

test('at most five of a person’s messages wait', async () => {
  const { room, before, now } = await mixUp();
  for (let count = 0; count < 8; count += 1) await room.say('小明', `打卡 第${count}章`, by('小明', now.people[0]));
  await room.say('小明', '绑定 1', by('小明', now.people[0]));
  const { roster, progress } = stores();
  const [seat = 0] = await roster.seatsOf(await room.id(), [`console:${before.people[0]?.id ?? ''}`]);
  expect(await progress.entries(await room.id(), today, seat)).toHaveLength(5);
});

test('who turns out plain because of another group is recorded without having answered', async () => {
  await directory.login(account, 'self1');
  const one = await recognise(1, ['小明', '老张', '小李'], 'a', '甲群');
  await recognise(1, ['孙七', '周八', '吴九'], 'b', '乙群');
  await directory.login(account, 'self2');
  const joined = { ...group(2, ['孙七', '周八', '吴九'], 'b'), title: '乙群' };
  const person = { id: '@2a0', name: '小明', nameInGroup: '', remark: '', traits: '' };
  const b = await directory.recogniseGroup(account, { ...joined, people: [...joined.people, person] }, () =>
    Promise.resolve([]),
  );
  const room = openHouse(b.group.id);
  expect((await room.say('小明', '打卡', by('小明', b.people.get('@2a0')))).keys).toContain('recognise-person');
  await recognise(2, ['小明', '老张', '小李'], 'a', '甲群');
  // The adapter still believes what it was told first.
  expect((await room.say('小明', '绑定 1', by('小明', b.people.get('@2a0')))).keys).toEqual(['recognise-done']);
  expect(await checkedIn(await room.id(), one.people[0]?.id)).toBe(true);
});

test('what waits is recorded at the next word of somebody who turned out plain', async () => {
  const { room, before, now } = await mixUp();
  await room.say('小明', '打卡', by('小明', now.people[0]));
  await directory.claim(account, now.people[0]?.id ?? '', before.people[0]?.id ?? '');
  await room.say('小明', '大家好', by('小明', before.people[0]));
  expect(await checkedIn(await room.id(), before.people[0]?.id)).toBe(true);
});

test('who has themselves forgotten is somebody new at the next login', async () => {
  await directory.login(account, 'self1');
  const before = await recognise(1, ['小李', '老张', '王五']);
  const room = openHouse(before.group.id);
  await room.say('小李', '打卡', by('小李', before.people[0]));
  await room.say('小李', '/忘记我 确认', by('小李', before.people[0]));
  const kept = await redis.keys('*{ids:*');
  const texts = await Promise.all(kept.filter((key) => !key.endsWith(':login')).map((key) => redis.hgetall(key)));
  expect(JSON.stringify(texts)).not.toContain('小李');
  expect(JSON.stringify(texts)).toContain('老张');
  await directory.login(account, 'self2');
  const now = await recognise(2, ['小李', '老张', '王五']);
  expect(now.group.id).toBe(before.group.id);
  expect(now.people[0]?.kind).toBe('new');
  expect(now.people[1]).toEqual({ kind: 'known', id: before.people[1]?.id });
});
