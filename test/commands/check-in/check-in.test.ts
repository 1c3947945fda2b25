import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { testRedis } from '../../support/redis.ts';
import { hourMs, noonMs, openStudyGroup, today } from '../../support/study-group.ts';
import type { RoomSettings } from '../../support/chat-room.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const openGroup = (settings: Partial<RoomSettings> = {}) => openStudyGroup(redis, settings);

const plain = { edit: null, reactions: null, buttons: null, privateAnswers: null };

test('a check-in in a group gets a sign and one roster message, and no text of its own', async () => {
  const { room } = openGroup();
  const { replies, words } = await room.say('小李', '打卡');
  expect(replies.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual(['reaction', 'roster']);
  expect(words).toEqual(['👌', '今日打卡 · 11月21日周六 · 1 人\n小李']);
  await room.say('小王', '打卡 30分钟 第三章');
  const third = await room.say('小张', '/checkin 3/5');
  expect(third.words[1]).toBe('今日打卡 · 11月21日周六 · 3 人\n小李、小王 30 分钟、小张 3/5');
  expect(third.replies[1]?.parts[0]).toMatchObject({ slot: 'check-in:2026-11-21', choices: [{ token: 'checkin' }] });
});

const signs = { reactions: { done: '👌', seen: '👀' } };

test('where messages cannot be changed, one line says who, how much and how long', async () => {
  const { room } = openGroup({ can: { ...plain, ...signs } });
  expect((await room.say('小李', '打卡 半小时')).words).toEqual(['小李 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
  expect((await room.say('小李', '打卡')).keys).toEqual(['check-in-again']);
  expect((await room.say('小李', '打卡 15分钟')).words).toEqual(['记上了，今天一共 45 分钟。']);
});

test.each([
  ['打卡', 'zh-Hans', null],
  ['【打卡】', 'zh-Hans', null],
  ['簽到！', 'zh-Hant', null],
  ['/打卡 45分钟', 'zh-Hans', { amount: 45, unit: 'minutes', of: null }],
  ['Done', 'en', null],
  ['/checkin 20 pages of Emma', 'en', { amount: 20, unit: 'pages', of: null }],
  ['打卡 80%', 'zh-Hans', { amount: 80, unit: 'percent', of: null }],
  ['打卡 45分钟 第三章', 'zh-Hans', { amount: 45, unit: 'minutes', of: null }],
])('%s is a check-in at any time', async (words, _locale, amount) => {
  const { room, progress } = openGroup();
  await room.say('小李', words);
  const [entry] = await progress.entries(await room.id(), today, 1);
  expect(entry?.amount).toEqual(amount);
  expect(entry?.outcome).toBe('done');
});

test.each(['打卡了吗', '今天谁打卡', '1', '✅', '30分钟', '读了二十页', '打卡失败', '完成度不高', '@小李 打卡'])(
  '%s without a prompt is ordinary talk',
  async (words) => {
    const { room } = openGroup();
    expect((await room.say('小李', words)).isTaken).toBe(false);
  },
);

test.each(['1', '+1', '✅', '已完成', 'done', '30分钟', '半小时', '读了二十页', '3/5', '80%'])(
  '%s after a prompt is a check-in',
  async (words) => {
    const { room, chats, progress } = openGroup();
    await room.say('小李', '大家好');
    await chats.setPrompted(await room.id(), noonMs - hourMs);
    expect((await room.say('小李', words)).isTaken).toBe(true);
    expect(await progress.dayCount(await room.id(), today)).toBe(1);
  },
);

test.each([
  ['1', 2.9, true],
  ['1', 3.1, false],
  ['✅', 3.1, false],
  ['30分钟', 3.1, true],
  ['30分钟', 12.1, false],
])('%s counts %d hours after the prompt: %s', async (words, hours, counts) => {
  const { room, chats } = openGroup();
  await room.say('小李', '大家好');
  await chats.setPrompted(await room.id(), noonMs - hours * hourMs);
  expect((await room.say('小李', words)).isTaken).toBe(counts);
});

test('a photo counts with a caption that would count as a message', async () => {
  const { room, progress } = openGroup();
  expect((await room.photo('小李', '')).isTaken).toBe(false);
  expect((await room.photo('小李', '打卡 20页')).isTaken).toBe(true);
  await room.photo('小王', '打卡');
  const day = await progress.day(await room.id(), today);
  expect([...day.values()].flat().map(({ hasPhoto, amount }) => [hasPhoto, amount?.amount])).toEqual([
    [true, 20],
    [true, undefined],
  ]);
});

test('a tap is answered to the tapper alone and changes the roster', async () => {
  const { room } = openGroup();
  const { replies, words } = await room.tap('小李', 'checkin');
  expect(replies.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual(['toast', 'roster']);
  expect(words[0]).toBe('打卡成功，新的开始！');
  expect((await room.tap('小李', 'checkin')).keys).toEqual(['check-in-again']);
});

test('an event told again repeats the answer and not the effect', async () => {
  const { room, progress } = openGroup();
  const first = await room.say('小李', '打卡 30分钟');
  expect((await room.retell(first)).words).toEqual(first.words);
  expect(await progress.entries(await room.id(), today, 1)).toHaveLength(1);
});

test('what was sent before midnight counts for that day, though handled after it', async () => {
  const { room, progress } = openGroup();
  const beforeMidnightMs = Date.parse('2026-11-21T15:59:30Z');
  room.nowMs = beforeMidnightMs + 60_000;
  await room.say('小李', '打卡', { atMs: beforeMidnightMs });
  expect(await progress.dayCount(await room.id(), today)).toBe(1);
  expect(await progress.dayCount(await room.id(), '2026-11-22' as LocalDate)).toBe(0);
});

test.each([
  ['Asia/Shanghai', '2026-11-22'],
  ['America/New_York', '2026-11-21'],
  ['Pacific/Auckland', '2026-11-22'],
])('in %s the day is %s', async (zone, on) => {
  const { room, progress } = openGroup({ zone });
  room.nowMs = Date.parse('2026-11-21T17:00:00Z');
  await room.say('小李', '打卡');
  expect(await progress.dayCount(await room.id(), on as LocalDate)).toBe(1);
});

test('an edited message records nothing, with a slash or without', async () => {
  const { room, progress } = openGroup();
  expect((await room.say('小李', '打卡 30分钟', { isEdited: true })).isTaken).toBe(false);
  expect((await room.say('小李', '/checkin 30分钟', { isEdited: true })).isTaken).toBe(false);
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});

test('an anonymous administrator is told that nobody is credited', async () => {
  const { room, progress } = openGroup();
  expect((await room.say('', '打卡')).keys).toEqual(['anonymous-not-credited']);
  expect((await room.say('', '打卡 30分钟')).keys).toEqual(['anonymous-not-credited']);
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});

test('an odd amount is questioned and not recorded', async () => {
  const { room, progress } = openGroup();
  expect((await room.say('小李', '/checkin 9000分钟')).keys).toEqual(['check-in-odd-amount']);
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});

test('what may or may not be a check-in is asked back once a member and day, in private', async () => {
  const { room, chats } = openGroup();
  await room.say('小李', '大家好');
  await chats.setPrompted(await room.id(), noonMs - hourMs);
  const asked = await room.say('小李', '看了30分钟电影');
  expect([asked.keys, asked.replies[0]?.target]).toEqual([['check-in-ask'], 'sender']);
  expect((await room.retell(asked)).keys).toEqual(['check-in-ask']);
  const second = await room.say('小李', '看了40分钟电影');
  expect([second.isTaken, second.replies]).toEqual([true, []]);
  expect((await room.say('小王', '看了40分钟电影')).keys).toEqual(['check-in-ask']);
});

test('the roster shows thirty names at most and says how many more there are', async () => {
  const { room } = openGroup();
  for (let index = 1; index <= 32; index++) {
    room.nowMs += 1_000;
    await room.say(`同学${index}`, '打卡');
  }
  const { words } = await room.say('同学33', '打卡');
  const [head, names = '', more] = words[1]?.split('\n') ?? [];
  expect(head).toContain('33 人');
  expect(names.split('、')).toHaveLength(30);
  expect(names.startsWith('同学4、')).toBe(true);
  expect(names.endsWith('同学33')).toBe(true);
  expect(more).toBe('还有 3 人也打卡了');
});

test('who opted out is counted on the roster and not named', async () => {
  const { room, roster } = openGroup();
  await room.say('小李', '大家好');
  await roster.setOptedOut(await room.id(), 1, true);
  await room.say('小李', '打卡');
  const { words } = await room.say('小王', '打卡');
  expect(words[1]).toBe('今日打卡 · 11月21日周六 · 2 人\n小王\n还有 1 人也打卡了');
  const { room: lineRoom, roster: lineRoster } = openGroup({ chat: 'g2', can: { ...plain, ...signs } });
  await lineRoom.say('小李', '大家好');
  await lineRoster.setOptedOut(await lineRoom.id(), 1, true);
  expect((await lineRoom.say('小李', '打卡')).words[0]).not.toContain('小李');
});

test('an organiser records for a member, marked so; a member cannot', async () => {
  const { room, progress } = openGroup();
  await room.say('小李', '大家好');
  await room.say('班长', '大家好');
  expect((await room.say('小李', '/checkin @班长')).keys).toEqual(['only-organisers']);
  const { keys: said } = await room.say('班长', '打卡 @小李 30分钟 第三章');
  expect(said.slice(0, 2)).toEqual(['check-in-behalf-amount', 'amount-minutes']);
  expect(await progress.entries(await room.id(), today, 1)).toMatchObject([
    { amount: { amount: 30 }, note: '第三章', bySeat: 2 },
  ]);
  expect((await room.say('班长', '打卡 @小李')).keys).toEqual(['check-in-behalf-again']);
  expect((await room.say('班长', '打卡 @没这人')).keys).toEqual(['member-not-found']);
});

test('a member who mentions a friend beside the word means themselves, or just talks', async () => {
  const { room, progress } = openGroup();
  expect((await room.say('小李', '打卡！@小王 快来')).replies).toEqual([]);
  await room.say('小李', '打卡 @班长 30分钟');
  expect([...(await progress.day(await room.id(), today)).keys()]).toEqual([1]);
  expect(await progress.entries(await room.id(), today, 1)).toMatchObject([{ amount: { amount: 30 }, note: '' }]);
});

test('of several members of one name the organiser chooses', async () => {
  const { room, progress } = openGroup();
  await room.say('李明', '大家好');
  await room.say('李敏', '大家好');
  const asked = await room.say('班长', '打卡 @李 30分钟');
  expect(asked.keys).toEqual(['member-which']);
  const part = asked.replies[0]?.parts[0];
  const tokens = part?.kind === 'choices' ? part.choices.map(({ token }) => token) : [];
  expect(tokens).toEqual(['checkin #1 30分钟', 'checkin #2 30分钟']);
  await room.tap('班长', tokens[1] ?? '');
  expect([...(await progress.day(await room.id(), today)).keys()]).toEqual([2]);
  expect((await room.tap('李明', tokens[1] ?? '')).keys).toEqual(['only-organisers']);
});

test('who does not want to be named is offered without their name', async () => {
  const { room, roster } = openGroup();
  await room.say('李明', '大家好');
  await room.say('李敏', '大家好');
  await roster.setOptedOut(await room.id(), 2, true);
  const asked = (await room.say('班长', '打卡 @李')).replies[0]?.parts[0];
  const labels = asked?.kind === 'choices' ? asked.choices.map(({ label }) => JSON.stringify(label)) : [];
  expect(labels[0]).toContain('李明');
  expect(labels[1]).toContain('somebody');
  expect(labels.join()).not.toContain('李敏');
});

test('the bot’s own name after the word is no member', async () => {
  const { room, progress } = openGroup();
  await room.say('小李', '打卡 @banzhang_bot');
  await room.say('小王', '/checkin @banzhang_bot 30分钟');
  expect(await progress.dayCount(await room.id(), today)).toBe(2);
});

test('in private the answer is a text', async () => {
  const { room } = openGroup({ isGroup: false });
  expect((await room.say('小李', '打卡 30分钟')).words).toEqual(['打卡成功（30 分钟），新的开始！']);
});

test('the seventh day in a row is praised in one line', async () => {
  const { room } = openGroup();
  for (let day = 0; day < 6; day++) {
    room.nowMs = noonMs + day * 24 * hourMs;
    expect((await room.say('小李', '打卡')).keys).not.toContain('check-in-week');
  }
  room.nowMs = noonMs + 6 * 24 * hourMs;
  expect((await room.say('小李', '打卡')).keys).toContain('check-in-week');
  expect((await room.say('小李', '打卡 30分钟')).keys).not.toContain('check-in-week');
});

test.each([
  ['打卡 -5分钟', 'check-in-odd-amount'],
  ['done -5 min', 'check-in-odd-amount'],
  ['/checkin -30分钟', 'check-in-odd-amount'],
  ['打卡 昨天', 'check-in-past-day'],
  ['打卡 昨天的', 'check-in-past-day'],
  ['/checkin yesterday', 'check-in-past-day'],
  ['打卡 30分钟 昨天的', 'check-in-past-day'],
])('%s records nothing for today and says why: %s', async (words, key) => {
  const { room, progress } = openGroup();
  expect((await room.say('小李', words)).keys).toEqual([key]);
  expect(await progress.dayCount(await room.id(), today)).toBe(0);
});

test.each(['打卡-30分钟', '打卡 - 30分钟', '打卡 昨天没做完的第三章'])('%s is a check-in of today', async (words) => {
  const { room, progress } = openGroup();
  await room.say('小李', words);
  expect(await progress.dayCount(await room.id(), today)).toBe(1);
});
