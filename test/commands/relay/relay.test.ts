import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { addDays, dayNumber } from '../../../src/domain/calendar.ts';
import { periodsOfDay } from '../../../src/domain/period.ts';
import { streakOf } from '../../../src/domain/streak.ts';
import type { RoomSettings } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, openStudyGroup, type Said, today } from '../../support/study-group.ts';

const catalogue = openCatalogue();
const plain = { edit: null, reactions: null, buttons: null, privateAnswers: null };

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const saidWords = (said: Said[]): readonly string[] =>
  said
    .splice(0)
    .flatMap(({ destination, replies }) =>
      replies.flatMap(({ parts }) =>
        parts.map((part) => ('text' in part ? catalogue.say(part.text, destination.locale) : part.kind)),
      ),
    );

const relay = (title: string, ...lines: readonly string[]): string =>
  `#接龙\n${title}\n\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}`;
const daily = (...lines: readonly string[]): string => relay('每日打卡 11月21日', ...lines);

/** A group in which 林小满, 周文 and 王芳 have spoken: seats 1 to 3. */
async function openGroup(settings: Partial<RoomSettings> = {}) {
  const group = openStudyGroup(redis, { can: plain, ...settings });
  for (const name of ['林小满', '周文', '王芳']) await group.room.say(name, '大家好');
  const id = await group.room.id();
  const entriesOf = async (seat: number, on = today) =>
    (await group.progress.entries(id, on, seat)).map(({ amount, note, isFromRelay }) => [
      amount?.amount ?? null,
      note,
      isFromRelay === true,
    ]);
  const heard = async (): Promise<readonly string[]> => {
    await group.alarms.pass(6_000);
    return saidWords(group.said);
  };
  return { ...group, id, entriesOf, heard };
}

describe('a relay', () => {
  test('records everybody on it as if each had checked in', async () => {
    const { room, id, entriesOf, heard, progress } = await openGroup();
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
        redis.zrange(keys.arrivals(chat, today), 0, -1, 'WITHSCORES'),
        redis.zrange(keys.ranks(chat, week), 0, -1, 'WITHSCORES'),
        redis.ttl(keys.ranks(chat, week)),
      ]);
    };
    const byHand = await openGroup({ chat: 'hand' });
    await byHand.room.say('林小满', '打卡 30分钟');
    const byRelay = await openGroup({ chat: 'relay' });
    await byRelay.room.say('林小满', daily('林小满 30分钟'));
    expect(await traces(byRelay.id)).toEqual(await traces(byHand.id));
  });

  test('posted again with one more line records that line only', async () => {
    const { room, entriesOf, heard } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    expect(await heard()).toEqual(['林小满 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
    await room.say('周文', daily('林小满 30分钟', '周文'));
    expect(await heard()).toEqual(['周文 打卡成功，连续 1 天，今天第 2 位']);
    expect(await entriesOf(1)).toHaveLength(1);
  });

  test('posted again unchanged, by anybody, says and changes nothing', async () => {
    const { room, entriesOf, heard } = await openGroup();
    const list = daily('林小满 30分钟', '周文 20页');
    await room.say('周文', list);
    await heard();
    expect((await room.say('周文', list)).replies).toEqual([]);
    expect((await room.say('王芳', list.replace(/\n/g, '\r\n'))).replies).toEqual([]);
    expect(await heard()).toEqual([]);
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
  });

  test('told again by the platform repeats the answer and not the effect, also after a correction', async () => {
    const { room, entriesOf, heard } = await openGroup();
    const first = await room.say('林小满', daily('林小满 30分钟'));
    await heard();
    await room.retell(first);
    expect(await heard()).toEqual(['林小满 打卡成功（30 分钟），连续 1 天，今天第 1 位']);
    await room.say('林小满', daily('林小满 45分钟'));
    await room.retell(first);
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
  });

  test('of ten people within seconds is answered in one line', async () => {
    const { room, heard } = await openGroup();
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

  test('of three hundred people is recorded whole', async () => {
    const { room, id, progress, heard } = await openGroup();
    const names = Array.from({ length: 300 }, (_, index) => `学员${String(index).padStart(3, '0')}号`);
    for (const name of names) await room.say(name, '早');
    await room.say('林小满', daily(...names.map((name, index) => `${name} ${(index % 90) + 1}分钟`)));
    expect(await progress.dayCount(id, today)).toBe(300);
    expect(await heard()).toHaveLength(1);
  }, 30_000);
});

describe('a changed line', () => {
  test('replaces what the relay recorded and adds nothing', async () => {
    const { room, entriesOf, heard } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('周文', daily('林小满 30分钟', '周文 20页'));
    await heard();
    await room.say('林小满', daily('林小满 45分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
    expect(await heard()).toEqual(['林小满 的进度记上了，今天一共 45 分钟']);
  });

  test('is not turned back by somebody else’s older copy', async () => {
    const { room, entriesOf } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('林小满', daily('林小满 45分钟'));
    await room.say('王芳', daily('林小满 30分钟', '王芳'));
    expect(await entriesOf(1)).toEqual([[45, '', true]]);
    expect(await entriesOf(3)).toEqual([[null, '', true]]);
    await room.say('林小满', daily('林小满 30分钟', '王芳'));
    expect(await entriesOf(1)).toEqual([[30, '', true]]);
  });

  test('that was taken out by its own person takes the record back, and older copies do not bring it again', async () => {
    const { room, id, entriesOf, progress, heard } = await openGroup();
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
    const { room, entriesOf } = await openGroup();
    await room.say('王芳', daily('林小满 30分钟', '周文 20页', '王芳 5页'));
    await room.say('周文', daily('林小满 30分钟'));
    await room.say('林小满', daily('林小满 30分钟', '周文 20页'));
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
    expect(await entriesOf(3)).toEqual([[5, '', true]]);
  });

  test('keeps an excused day excused when it is taken out', async () => {
    const { room, id, progress } = await openGroup();
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
    const { room, entriesOf } = await openGroup();
    await room.say('林小满', '打卡 30分钟');
    await room.say('周文', '打卡 20页');
    await room.say('王芳', daily('林小满 30分钟', '周文', '王芳'));
    expect(await entriesOf(1)).toEqual([[30, '', false]]);
    expect(await entriesOf(2)).toEqual([[20, '', false]]);
  });

  test('are added to when the relay says something else, and only once', async () => {
    const { room, entriesOf } = await openGroup();
    await room.say('林小满', '打卡 30分钟');
    await room.say('林小满', daily('林小满 20页'));
    await room.say('林小满', daily('林小满 25页'));
    expect(await entriesOf(1)).toEqual([
      [30, '', false],
      [25, '', true],
    ]);
  });

  test('under another title with the same words add nothing', async () => {
    const { room, entriesOf } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    await room.say('周文', relay('每日打卡（周六）', '林小满 30分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[30, '', true]]);
  });

  test('/undo takes a relay’s entry back, and the list posted again does not bring it back', async () => {
    const { room, id, entriesOf, progress } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    expect((await room.say('林小满', '/undo')).keys[0]).toBe('undo-done-amount');
    expect(await entriesOf(1)).toEqual([]);
    await room.say('周文', daily('林小满 30分钟', '周文 20页'));
    expect(await progress.dayCount(id, today)).toBe(1);
    await room.say('林小满', daily('林小满 35分钟', '周文 20页'));
    expect(await entriesOf(1)).toEqual([[35, '', true]]);
  });
});

describe('names', () => {
  test('nobody bears are told back once', async () => {
    const { room, id, progress } = await openGroup();
    const { words } = await room.say('林小满', daily('林小满', '张三 30分钟', '李四'));
    expect(words).toEqual(['还没对上：张三、李四——请用群里的名字，或者自己发一句「打卡」。']);
    expect((await room.say('周文', daily('林小满', '张三 30分钟', '李四', '周文'))).words).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(2);
    expect((await room.say('张三', '早')).words).toEqual([]);
    await room.say('周文', daily('林小满', '张三 30分钟', '李四', '周文'));
    expect(await progress.dayCount(id, today)).toBe(3);
  });

  test('that WeChat put in and the poster changed are the poster’s', async () => {
    const { room, entriesOf } = await openGroup();
    await room.say('林小满', daily('林小满 30分钟'));
    expect((await room.say('周文', daily('林小满 30分钟', '文文子 20页'))).words).toEqual([]);
    expect(await entriesOf(2)).toEqual([[20, '', true]]);
    expect((await room.say('王芳', daily('林小满 30分钟', '文文子 20页', '王芳'))).words).toEqual([]);
    await room.say('周文', daily('林小满 30分钟', '文文子 25页', '王芳'));
    expect(await entriesOf(2)).toEqual([[25, '', true]]);
  });

  test('that two bear are credited to the poster only', async () => {
    const { room, entriesOf } = await openGroup();
    const person = (id: string) => ({ sender: { id, name: '王伟', languageTag: null } });
    await room.say('王伟', '早', person('w1'));
    await room.say('王伟', '早', person('w2'));
    await room.say('王伟', daily('王伟 30分钟'), person('w1'));
    await room.say('王伟', daily('王伟 30分钟', '王伟 20页'), person('w2'));
    expect([await entriesOf(4), await entriesOf(5)]).toEqual([[[30, '', true]], [[20, '', true]]]);
    const { keys: told } = await room.say('林小满', daily('王伟 30分钟', '王伟 20页', '王伟 5页', '林小满'));
    expect(told[0]).toBe('relay-unclear');
  });

  test('of those who left the group are nobody’s', async () => {
    const { room, id, roster, entriesOf } = await openGroup();
    await roster.setLeft(id, 'console:周文', true);
    expect((await room.say('林小满', daily('林小满', '周文'))).keys[0]).toBe('relay-strangers');
    expect(await entriesOf(2)).toEqual([]);
  });

  test('with “not yet” behind them are not recorded', async () => {
    const { room, id, progress } = await openGroup();
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
    const { room, id, progress, heard } = await openGroup();
    const { isTaken } = await room.say('林小满', text);
    expect(isTaken).toBe(false);
    expect(await heard()).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(0);
  });

  test('another thing’s relay is no check-in either while check-ins are asked for', async () => {
    const { room, id, chats, progress } = await openGroup();
    await chats.setPrompted(id, room.nowMs);
    await room.say('林小满', relay('今日订餐', '林小满 2份', '周文 1份'));
    expect(await progress.dayCount(id, today)).toBe(0);
    await room.say('林小满', relay('', '林小满', '周文'));
    expect(await progress.dayCount(id, today)).toBe(2);
  });

  test('a list of yesterday, with one friendly sentence', async () => {
    const { room, id, progress } = await openGroup();
    const list = relay('每日打卡 11月20日', '林小满 30分钟');
    expect((await room.say('林小满', list)).words).toEqual([
      '这份接龙是 11月20日周五 的，今天就不记啦。要补那天的，发「补卡 11月20日周五 30分钟」这样就行。',
    ]);
    expect((await room.say('周文', `${list}\n2. 周文 20页`)).words).toEqual([]);
    expect(await progress.dayCount(id, today)).toBe(0);
  });

  test('lines left from yesterday on a list without a date', async () => {
    const { room, id, progress, entriesOf } = await openGroup();
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
  const { room } = await openGroup({ can: {} });
  const { words } = await room.say('林小满', daily('林小满 30分钟', '周文 20页'));
  expect(words).toEqual(['👌', '今日打卡 · 11月21日周六 · 2 人\n林小满 30 分钟、周文 20 页']);
  expect((await room.say('周文', daily('林小满 30分钟', '周文 20页'))).words).toEqual([]);
});

test.each([
  [
    'zh-Hant',
    '#接龍\n每日打卡\n1、林小满 30分鐘\n2、張三\n3、李四',
    '林小满 打卡成功（30 分鐘），連續 1 天，今天第 1 位',
    '還沒對上：張三、李四——請用群裡的名字，或者自己傳一句「打卡」。',
  ],
  [
    'en',
    '#接龙 Daily reading\n1. 林小满 30 min\n2. Sam 20 pages\n3. Ada',
    '林小满 checked in (30 min): 1 in a row, number 1 today',
    'Not matched yet: Sam and Ada. Please use your name in this group, or send “done” yourself.',
  ],
])('in %s', async (locale, text, line, told) => {
  const { room, id, heard } = await openGroup();
  await redis.hset(keys.chat(id), 'locale', locale);
  const { words } = await room.say('林小满', text);
  expect([...words, ...(await heard())]).toEqual([told, line]);
});
