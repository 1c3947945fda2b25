import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRemindCommand } from '../../../src/commands/remind/remind.ts';
import { createReminderAnnouncer } from '../../../src/commands/remind/reminder-announcer.ts';
import { createReminderOrders, type ReminderOrders } from '../../../src/commands/remind/reminder-orders.ts';
import type { TimeZone } from '../../../src/domain/local-date.ts';
import { createChatStore, type ChatStore } from '../../../src/store/chats.ts';
import { createDaysOffStore, type DaysOffStore } from '../../../src/store/days-off.ts';
import { createDueTogether } from '../../../src/store/due-together.ts';
import { publishedWorkdays as workdays } from '../../../src/domain/workdays.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createOccurrenceStore, type OccurrenceStore } from '../../../src/store/occurrences.ts';
import { createReminderStore, type ReminderStore } from '../../../src/store/reminders.ts';
import { openRoom, type Room, type RoomSettings } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { stubCapabilities } from '../../support/stub-platform.ts';

/** Tuesday noon in Shanghai. */
const noonMs = Date.UTC(2026, 11, 1, 4);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let redis: Redis;
let reminders: ReminderStore;
let orders: ReminderOrders;
let occurrences: OccurrenceStore;
let chats: ChatStore;
let daysOff: DaysOffStore;
const keys = createKeys('t');

beforeEach(async () => {
  redis = (await testRedis()).connect();
  reminders = createReminderStore(redis, keys);
  occurrences = createOccurrenceStore(redis, keys);
  orders = createReminderOrders(occurrences, reminders);
  chats = createChatStore(redis, keys);
  daysOff = createDaysOffStore(redis, keys);
});

const parts = () => ({ reminders, orders, daysOff, workdays });
const open = (settings: Partial<RoomSettings> = {}): Room => {
  const commands = [createRemindCommand({ ...parts(), dueTogether: createDueTogether(redis, keys) })];
  return openRoom({ redis, keys, commands, nowMs: noonMs, organisers: ['班长'], ...settings });
};
const announcer = () => createReminderAnnouncer(parts());

async function announced(room: Room, ref = '1', dueAtMs = noonMs) {
  const chat = await chats.read(await room.id());
  if (chat === null) throw new Error('no chat');
  return announcer().announce(chat, { chat: chat.id, ref, dueAtMs, lateMs: 0 }, noonMs);
}

describe('a new reminder', () => {
  it('repeats what was understood, the zone and the next three times, and comes due at the first', async () => {
    const room = open();
    const { words } = await room.say('班长', '提醒 每天早上8点 背单词 20 个');
    expect(words).toEqual([
      '好的，每天 08:00 提醒（编号 1，北京时间）\n' +
        '接下来三次：12月2日周三 08:00、12月3日周四 08:00、12月4日周五 08:00\n' +
        '内容：背单词 20 个',
    ]);
    expect(await occurrences.nextAtMs()).toBe(noonMs + 20 * hourMs);
  });

  it.each([
    ['提醒 工作日 20:30 读一章', 'schedule-workdays', 8.5],
    ['提醒：每周一三五 19:00 打卡', 'schedule-weekly', 31],
    ['/remind every Mon, Wed 7pm check in', 'schedule-weekly', 31],
    ['提醒 每月1號 9點 交讀書筆記', 'schedule-monthly', 31 * 24 - 3],
    ['remind in 30 minutes stretch', 'schedule-once', 0.5],
    ['提醒 半小时后 收作业', 'schedule-once', 0.5],
    ['提醒 明天下午3点 视频会', 'schedule-once', 27],
    ['/remind cron 0 8 * * 1-5 read', 'schedule-cron', 20],
  ])('“%s” is a %s, due in %d hours', async (said, key, hours) => {
    const room = open();
    const heard = await room.say('班长', said);
    expect(heard.keys).toContain(key);
    expect(heard.keys).toContain('remind-made');
    expect(await occurrences.nextAtMs()).toBe(noonMs + hours * hourMs);
  });

  it('is in the zone of the chat', async () => {
    const room = open({ zone: 'America/New_York' });
    await room.say('班长', '提醒 每天 8点 读书');
    // It is 23:00 on Monday in New York.
    expect(await occurrences.nextAtMs()).toBe(noonMs + 9 * hourMs);
  });

  it.each([
    ['/remind 什么时候都行', 'remind-not-understood'],
    ['提醒 2026-11-30 09:00 开会', 'past-day'],
    ['提醒 今晚8点5 读书', 'remind-when-unclear'],
    ['提醒 每分钟 喝水', 'remind-too-often'],
    ['提醒 每天 8点', 'remind-of-what'],
    [`提醒 每天 8点 ${'长'.repeat(501)}`, 'remind-long'],
    [`提醒 1分钟后 ${'长'.repeat(2_300)}`, 'remind-long'],
  ])('“%s” changes nothing and is answered with %s', async (said, key) => {
    const room = open();
    const heard = await room.say('班长', said);
    expect(heard.keys[0]).toBe(key);
    expect(await reminders.all(await room.id())).toEqual([]);
    expect(await occurrences.nextAtMs()).toBeNull();
  });

  it('that cannot be read is answered with two examples', async () => {
    const { words } = await open().say('班长', '/remind sometime');
    expect(words[0]?.split('\n')).toHaveLength(3);
  });

  it('told twice is made once, with the time of the first telling', async () => {
    const room = open();
    const heard = await room.say('班长', '提醒 半小时后 收作业');
    room.nowMs += 60_000;
    const again = await room.retell(heard);
    expect(again.keys).toContain('remind-made');
    expect(await reminders.all(await room.id())).toHaveLength(1);
    expect(await occurrences.nextAtMs()).toBe(noonMs + hourMs / 2);
  });

  it('warns when the holidays of a year it reaches are not known', async () => {
    const room = open();
    room.nowMs = Date.UTC(2040, 0, 1);
    expect((await room.say('班长', '提醒 工作日 8点 读书')).keys).toContain('remind-holidays-unknown');
  });

  it('is refused when the chat has fifty', async () => {
    const room = open();
    for (let count = 0; count < 50; count += 1) await room.say('班长', `提醒 每天 8点 第${String(count)}条`);
    expect((await room.say('班长', '提醒 每天 8点 再来一条')).keys).toEqual(['remind-enough']);
    expect(await reminders.all(await room.id())).toHaveLength(50);
  });

  it('is for organisers in a group and for anybody in private', async () => {
    expect((await open().say('小李', '提醒 每天 8点 读书')).keys).toEqual(['only-organisers']);
    expect((await open({ isGroup: false, chat: 'p' }).say('小李', '提醒 每天 8点 读书')).keys).toContain('remind-made');
  });
});

describe('a call that cannot be read', () => {
  it.each([
    ['提醒 每天25点 读书', '每天25点'],
    ['提醒 今晚8点75分 直播', '今晚8点75分'],
    ['提醒 国庆节 8点 升旗', '国庆节 8点'],
    ['提醒 2月30日 9点 读', '2月30日 9点'],
    ['提醒 每年1月1日 8点 x', '每年1月1日 8点'],
    ['remind 25:00 x', '25:00'],
    ['提醒 每月最后一天 9点 总结', null],
    ['提醒 每两周一次 周一 8点 x', null],
    ['提醒 cron 61 8 * * * 读', null],
    ['remind at noon lunch', null],
    ['remind every other Monday 9am x', null],
  ])('“%s” is answered with how to write a time, and with what was not understood of it', async (said, when) => {
    const { keys: told, words } = await open().say('班长', said);
    expect(told[0]).toBe(when === null ? 'remind-not-understood' : 'remind-when-unclear');
    expect(words[0]).toContain(when ?? '');
  });

  it.each(['提醒 删除', '提醒 删除 全部', 'remind delete', '/remind delete all'])(
    '“%s” is answered with the list and its numbers',
    async (said) => {
      const room = open();
      await room.say('班长', '提醒 每天 8点 背单词');
      const { keys: told } = await room.say('班长', said);
      expect([told[0], told.at(-1)]).toEqual(['remind-list', 'remind-change']);
    },
  );

  it('is in private whatever begins with the word', async () => {
    const room = open({ isGroup: false, chat: 'p' });
    expect((await room.say('小李', '提醒 我读书')).keys).toEqual(['remind-not-understood']);
  });
});

describe('ordinary talk', () => {
  it.each([
    '提醒大家别迟到',
    '提醒 大家别迟到',
    '提醒一下，作业明天交',
    'remind me of him',
    '提醒 取消了吗',
    'remind delete everything',
    '提醒 每个人都要打卡',
    'remind everyone to bring a pen',
  ])('“%s” is left alone', async (said) => {
    expect((await open().say('班长', said)).isTaken).toBe(false);
  });
});

describe('existing reminders', () => {
  const withTwo = async (): Promise<Room> => {
    const room = open();
    await room.say('班长', '提醒 每天 8点 背单词');
    await room.say('班长', '提醒 明天下午3点 视频会');
    return room;
  };

  it('are listed by number, with the next time', async () => {
    const room = await withTwo();
    await room.say('班长', '提醒 暂停 1');
    const { words } = await room.say('班长', '提醒 列表');
    expect(words[0]?.split('\n').slice(1, 3)).toEqual([
      '1. [已暂停] 每天 08:00：背单词',
      '2. 12月2日周三 15:00：视频会',
    ]);
  });

  it('that there are none of are answered with how to make one', async () => {
    expect((await open().say('班长', '/remind')).keys).toEqual(['remind-none', 'remind-usage']);
  });

  it('do not come due while paused and do again when resumed', async () => {
    const room = await withTwo();
    expect((await room.say('班长', '提醒 暂停 1')).keys).toEqual(['remind-paused']);
    expect(await announced(room)).toBeNull();
    expect(await occurrences.nextAtMs()).toBe(noonMs + 27 * hourMs);
    room.nowMs += dayMs;
    expect((await room.say('班长', '提醒 恢复 1')).keys[0]).toBe('remind-resumed');
    expect(await occurrences.nextAtMs()).toBe(noonMs + 27 * hourMs);
    expect(await announced(room)).not.toBeNull();
  });

  it('whose only time went by while paused say so', async () => {
    const room = await withTwo();
    await room.say('班长', '/remind pause 2');
    room.nowMs += 3 * dayMs;
    expect((await room.say('班长', '/remind resume 2')).keys).toEqual(['remind-over']);
  });

  it('are gone when deleted, and their numbers are not given again', async () => {
    const room = await withTwo();
    const heard = await room.say('班长', '提醒 删除第2条');
    expect(heard.keys).toEqual(['remind-deleted']);
    expect((await room.retell(heard)).keys).toEqual(['remind-deleted']);
    expect(await announced(room, '2')).toBeNull();
    await room.say('班长', '提醒 每天 9点 听力');
    expect((await reminders.all(await room.id())).map(({ number }) => number)).toEqual([1, 3]);
  });

  it('that are unknown are named', async () => {
    const room = await withTwo();
    expect((await room.say('班长', '提醒 删除 9')).keys).toEqual(['remind-unknown']);
  });

  it('follow the chat into another zone', async () => {
    const room = open();
    await room.say('班长', '提醒 每天 8点 背单词');
    const id = await room.id();
    await chats.setZone(id, 'America/New_York');
    const chat = await chats.read(id);
    if (chat === null) throw new Error('no chat');
    await orders.replan(chat, noonMs);
    expect(await occurrences.nextAtMs()).toBe(noonMs + 9 * hourMs);
  });
});

describe('on an account that has to take its time', () => {
  const slow = { accountPerSecond: 1, chatPerSecond: 1, groupPerMinute: null, accountPerMinute: 40 };
  const can = { pace: { ...stubCapabilities.pace, ...slow, chatSwitchMs: { least: 3_000, most: 5_000 } } };
  const zone = 'Asia/Shanghai' as TimeZone;

  /** Groups of the same account that are reminded daily at eight as well. */
  async function besideOthers(count: number): Promise<Room> {
    for (let index = 0; index < count; index += 1) {
      const chat = `c${String(index)}`;
      const address = { platform: 'console', account: 'bot', chat } as const;
      await chats.create(chat, { address, isGroup: true, title: '', locale: 'zh-Hans', isLocaleChosen: false, zone });
      const name = { chat, kind: 'reminder', ref: '1' } as const;
      const schedule = { kind: 'daily', minutes: [480] } as const;
      await occurrences.put({ ...name, schedule, zone, graceMs: hourMs }, noonMs);
    }
    return open({ can });
  }

  it('it says beforehand within which time a reminder beside many others arrives', async () => {
    const room = await besideOthers(199);
    const made = await room.say('班长', '提醒 每天早上8点 背单词');
    expect(made.keys).toContain('remind-spread');
    expect(made.words[0]).toContain('这个账号同一时间有 200 条消息要发，会在 08:00–08:14 之间依次送到。');
    expect((await room.say('班长', '提醒 列表')).words[0]).toContain('（下次 12月2日周三 08:00–08:14）');
    await room.say('班长', '提醒 暂停 1');
    expect((await room.say('班长', '提醒 恢复 1')).keys).toContain('remind-spread');
  });

  it('it says nothing of it for a few, nor at another time', async () => {
    const room = await besideOthers(10);
    expect((await room.say('班长', '提醒 每天早上8点 背单词')).keys).not.toContain('remind-spread');
    expect((await room.say('班长', '提醒 列表')).keys).not.toContain('remind-within');
  });

  it('a fast account does not even count', async () => {
    await besideOthers(199);
    const refuse = { count: () => Promise.reject(new Error('counted')) };
    const commands = [createRemindCommand({ ...parts(), dueTogether: refuse })];
    const room = openRoom({ redis, keys, commands, nowMs: noonMs, organisers: ['班长'] });
    expect((await room.say('班长', '提醒 每天早上8点 背单词')).keys).not.toContain('remind-spread');
  });
});

describe('when it is due', () => {
  it('a repeated one asks for check-ins, with a button in groups', async () => {
    const room = open();
    await room.say('班长', '提醒 每天 8点 背单词');
    const said = await announced(room);
    expect(said?.asksForCheckIn).toBe(true);
    expect(said?.replies[0]?.parts[0]).toMatchObject({ kind: 'choices', choices: [{ token: 'checkin' }] });
  });

  it('one for once asks for them only when it speaks of them', async () => {
    const room = open();
    await room.say('班长', '提醒 明天 8点 视频会');
    await room.say('班长', '提醒 明天 8点 记得打卡');
    expect(await announced(room, '1')).toMatchObject({
      asksForCheckIn: false,
      replies: [{ parts: [{ kind: 'text' }] }],
    });
    expect(await announced(room, '2')).toMatchObject({ asksForCheckIn: true });
  });

  it('it speaks in the topic in which it was made', async () => {
    const room = open();
    const from = { platform: 'console', account: 'bot', chat: 'g', thread: '7' } as const;
    await room.say('班长', '提醒 每天 8点 背单词', { from });
    expect((await announced(room))?.thread).toBe('7');
  });

  it('one for once is forgotten afterwards, a repeated one is not', async () => {
    const room = open();
    await room.say('班长', '提醒 每天 8点 背单词');
    await room.say('班长', '提醒 明天下午3点 视频会');
    const chat = await room.id();
    const dueAtMs = noonMs + 27 * hourMs;
    for (const ref of ['1', '2']) await announcer().settled?.({ chat, ref, dueAtMs }, null);
    expect((await reminders.all(chat)).map(({ number }) => number)).toEqual([1]);
  });
});
