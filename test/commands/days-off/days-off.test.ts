import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCheckInCommand } from '../../../src/commands/check-in/check-in.ts';
import { createMeCommand } from '../../../src/commands/progress/me.ts';
import { createFileListener } from '../../../src/commands/files/file-listener.ts';
import { createRemindCommand } from '../../../src/commands/remind/remind.ts';
import { createReminderAnnouncer } from '../../../src/commands/remind/reminder-announcer.ts';
import { createReminderOrders } from '../../../src/commands/remind/reminder-orders.ts';
import { createDigestAnnouncer } from '../../../src/commands/report/digest.ts';
import { createNudgeAnnouncer } from '../../../src/commands/report/nudge.ts';
import { createSettingsCommand } from '../../../src/commands/settings/settings.ts';
import { publishedWorkdays as workdays } from '../../../src/domain/workdays.ts';
import { createBankStore } from '../../../src/store/banks.ts';
import { createDueTogether } from '../../../src/store/due-together.ts';
import { createOccurrenceStore } from '../../../src/store/occurrences.ts';
import { createPlanStore } from '../../../src/store/plans.ts';
import { createReminderStore } from '../../../src/store/reminders.ts';
import { openRoom, keysOf, type RoomSettings } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, hourMs, keys, noonMs, openStudyGroup } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

/** A group in which settings, reminders, files and check-ins meet; Saturday, 21 November 2026. */
function openGroup(settings: Partial<RoomSettings> = {}) {
  const study = openStudyGroup(redis, settings);
  const reminders = createReminderStore(redis, keys);
  const occurrences = createOccurrenceStore(redis, keys);
  const orders = createReminderOrders(occurrences, reminders);
  const replanAll = orders.replan;
  const parts = { ...study, reminders, orders, workdays, replanAll, replanDays: () => Promise.resolve() };
  const room = openRoom({
    redis,
    keys,
    commands: [
      createSettingsCommand(parts),
      createCheckInCommand(parts),
      createMeCommand(parts),
      createRemindCommand({ ...parts, dueTogether: createDueTogether(redis, keys) }),
    ],
    listeners: [
      createFileListener({ ...parts, banks: createBankStore(redis, keys), plans: createPlanStore(redis, keys) }),
    ],
    nowMs: noonMs,
    organisers: ['班长'],
    ...settings,
  });
  const announcer = createReminderAnnouncer(parts);
  const chatNow = async () => {
    const chat = await study.chats.read(await room.id());
    if (chat === null) throw new Error('nobody has spoken yet');
    return chat;
  };
  const told = async (dueAtMs: number) => {
    const chat = await chatNow();
    const said = await announcer.announce(chat, { chat: chat.id, ref: '1', dueAtMs, lateMs: 0 }, dueAtMs);
    return said?.replies.flatMap(keysOf) ?? null;
  };
  const send = (name: string, text: string, by = '班长') =>
    room.say(by, '', {
      kind: 'media',
      medium: 'file',
      caption: '',
      file: {
        name,
        sizeBytes: text.length,
        fetchBytes: () => Promise.resolve(new TextEncoder().encode(text)),
      },
    });
  return { ...study, ...parts, room, occurrences, told, send, chatNow };
}

const monday = noonMs + 2 * dayMs;

describe('days off by hand', () => {
  test('are added, listed, taken away and cleared', async () => {
    const { room, daysOff } = openGroup();
    const heard = await room.say('班长', '设置 休息日 2026-12-24..2026-12-26 圣诞');
    expect(heard.keys).toEqual(['days-off-added', 'days-range', 'days-off-means']);
    expect((await room.retell(heard)).keys).toEqual(heard.keys);
    await room.say('班长', '/settings days-off tomorrow');
    expect((await room.say('班长', '设置 休息日')).words[0]).toContain('12月24日周四到12月26日周六 圣诞');
    expect((await room.say('班长', '设置 休息日 删除 12月25日')).keys).toEqual(['days-off-removed']);
    expect((await room.say('班长', '設定 休息日 刪除 12月25日')).keys).toEqual(['days-off-nothing']);
    expect(await daysOff.all(await room.id())).toEqual([
      { on: '2026-11-22', name: '' },
      { on: '2026-12-24', name: '圣诞' },
      { on: '2026-12-26', name: '圣诞' },
    ]);
    expect((await room.say('班长', '设置')).keys).toContain('days-off-count');
    // October is over: next year's is meant, and the answer says so.
    const next = await room.say('班长', '设置 休息日 10月1日到10月3日 国庆');
    expect(next.words[0]).toContain('2027年10月1日周五到2027年10月3日周日');
    expect((await daysOff.all(await room.id())).at(-1)).toEqual({ on: '2027-10-03', name: '国庆' });
    expect((await room.say('班长', '设置 休息日 清空')).keys).toEqual(['days-off-cleared']);
    expect((await room.say('班长', '设置 休息日')).keys).toEqual(['days-off-none', 'days-off-usage']);
  });

  test.each(['设置 休息日 哪天都行', '/settings days-off 2026-02-30', '设置 休息日 2026-12-26..2026-12-24'])(
    '“%s” changes nothing and shows how it is written',
    async (said) => {
      const { room, daysOff } = openGroup();
      expect((await room.say('班长', said)).keys).toEqual(['days-off-which']);
      expect(await daysOff.all(await room.id())).toEqual([]);
    },
  );

  test('are an organiser’s to set', async () => {
    const { room, daysOff } = openGroup();
    expect((await room.say('小李', '设置 休息日 明天')).keys).toEqual(['only-organisers']);
    expect(await daysOff.all(await room.id())).toEqual([]);
  });

  test('silence reminders of workdays and no others', async () => {
    const { room, told } = openGroup();
    await room.say('班长', '提醒 工作日 20:30 读一章');
    expect(await told(monday)).toContain('reminder-says');
    await room.say('班长', '设置 休息日 11月23日');
    expect(await told(monday)).toBeNull();
    expect(await told(monday + dayMs)).toContain('reminder-says');
    expect((await room.say('班长', '提醒 列表')).words[0]).toContain('11月24日');
    await room.say('班长', '提醒 删除 1');
    await room.say('班长', '提醒 每天 20:30 读一章');
    const everyDay = openGroup();
    await everyDay.room.say('班长', '提醒 列表');
  });

  test('are also those that became holidays after the next instant was reckoned', async () => {
    const { room, told } = openGroup();
    await room.say('班长', '提醒 工作日 20:30 读一章');
    // A Saturday: in the index it would be left from a file that had it as a make-up workday.
    expect(await told(noonMs)).toBeNull();
    expect(await told(monday)).toContain('reminder-says');
  });

  test('silence the nudge and the digest', async () => {
    const { room, daysOff, ...group } = openGroup();
    await room.say('小李', '打卡');
    await room.say('小王', '大家好');
    const nudge = createNudgeAnnouncer({ ...group, daysOff, hasPlan: () => Promise.resolve(true) });
    const digest = createDigestAnnouncer({ ...group, daysOff });
    const chat = await group.chatNow();
    const due = { chat: chat.id, ref: '', dueAtMs: noonMs, lateMs: 0 };
    expect(await nudge.announce(chat, due, noonMs)).not.toBeNull();
    expect(await digest.announce(chat, due, noonMs)).not.toBeNull();
    await room.say('班长', '设置 休息日 今天');
    expect(await nudge.announce(chat, due, noonMs)).toBeNull();
    expect(await digest.announce(chat, due, noonMs)).toBeNull();
  });

  test('neither break nor lengthen anybody’s streak', async () => {
    const { room } = openGroup();
    await room.say('小李', '打卡');
    room.nowMs += 3 * dayMs;
    expect((await room.say('小李', '打卡')).words.join()).not.toContain('2 天');
    await room.say('班长', '设置 休息日 2026-11-22..2026-11-23');
    expect((await room.say('小李', '我的')).words.join()).toContain('连续 2 天');
    room.nowMs += dayMs;
    expect((await room.say('小李', '打卡')).replies).not.toEqual([]);
    expect((await room.say('小李', '我的')).words.join()).toContain('连续 3 天');
  });
});

describe('a chat’s own calendar', () => {
  const ics = (...days: readonly string[]) =>
    [
      'BEGIN:VCALENDAR',
      ...days.flatMap((day) => ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${day}`, 'SUMMARY:Fest', 'END:VEVENT']),
    ]
      .concat('END:VCALENDAR')
      .join('\r\n');

  test('comes as a file, and workdays go by it instead of China’s', async () => {
    const { room, send, occurrences, told, daysOff, chatNow } = openGroup();
    await room.say('班长', '设置 休息日 2026-11-25 班会');
    await room.say('班长', '提醒 工作日 20:30 读一章');
    const heard = await send('holidays.ics', ics('20261123', '20261225'));
    expect(heard.keys).toContain('days-off-imported');
    expect((await chatNow()).settings.workdays).toBe('own');
    expect(await told(monday)).toBeNull();
    // National Day is none of this chat's, and a make-up Saturday neither.
    room.nowMs = Date.parse('2026-09-30T22:00:00+08:00');
    await room.say('班长', '设置 工作日 周一到周五');
    expect(await occurrences.nextAtMs()).toBe(Date.parse('2026-10-01T20:30:00+08:00'));
    expect((await room.say('班长', '提醒 列表')).keys).toContain('schedule-own-workdays');
    await room.say('班长', '设置 工作日 中国');
    expect(await occurrences.nextAtMs()).toBe(Date.parse('2026-10-08T20:30:00+08:00'));
    await send('next.ics', ics('20270101'));
    expect((await daysOff.all(await room.id())).map(({ on }) => on)).toEqual(['2026-11-25', '2027-01-01']);
  });

  test('told twice is taken over once', async () => {
    const { room, send, daysOff } = openGroup();
    const heard = await send('holidays.ics', ics('20261225'));
    await room.say('班长', '设置 休息日 清空');
    await room.retell(heard);
    expect(await daysOff.all(await room.id())).toEqual([]);
  });

  test('with a mistake changes nothing, and from a member not even that is said', async () => {
    const { room, send, daysOff } = openGroup();
    await send('holidays.ics', ics('20261225'));
    const heard = await send('holidays.ics', ics('20270101', '20270230'));
    expect(heard.keys).toEqual(expect.arrayContaining(['import-refused', 'problem-at-line', 'problem-bad-date']));
    expect((await send('mine.ics', ics('20270101'), '小李')).replies).toEqual([]);
    expect((await daysOff.all(await room.id())).map(({ on }) => on)).toEqual(['2026-12-25']);
  });

  test('that is no calendar is told to the organiser who sent it, and to nobody else', async () => {
    const { send } = openGroup();
    expect((await send('holidays.ics', 'PK\u0003\u0004')).keys).toEqual(['import-not-calendar']);
    expect((await send('holidays.ical', '<html>sign in first</html>', '小李')).replies).toEqual([]);
  });

  test('is Monday to Friday where no make-up workdays are known, and “every weekday” always is', async () => {
    const { room, occurrences } = openGroup({ zone: 'Asia/Taipei', nowMs: Date.parse('2026-10-09T22:00:00+08:00') });
    await room.say('班长', '提醒 工作日 8:00 读一章');
    // In China the Saturday is a make-up workday.
    expect(await occurrences.nextAtMs()).toBe(Date.parse('2026-10-12T08:00:00+08:00'));
    expect((await room.say('班长', '/remind workdays 9:00 read')).keys).toContain('schedule-own-workdays');
    expect((await room.say('班长', '/remind weekdays except holidays 9:00 read')).keys).toContain(
      'schedule-own-workdays',
    );
    expect((await room.say('班长', '/remind every weekday 9:00 read')).keys).toContain('schedule-weekdays');
  });
});

describe('a year whose holidays are not known', () => {
  test('is told of with its first reminder, and with no other', async () => {
    const { room, told } = openGroup();
    expect((await room.say('班长', '提醒 工作日 20:30 读一章')).keys).not.toContain('remind-holidays-unknown');
    const first = Date.parse('2027-01-01T20:30:00+08:00');
    expect(await told(first)).toEqual(expect.arrayContaining(['reminder-says', 'reminder-holidays-unknown']));
    expect(await told(first + 3 * dayMs)).not.toContain('reminder-holidays-unknown');
    expect(await told(Date.parse('2026-12-31T20:30:00+08:00'))).not.toContain('reminder-holidays-unknown');
    room.nowMs = first + hourMs;
    expect((await room.say('班长', '提醒 工作日 7:30 早读')).keys).toContain('remind-holidays-unknown');
  });
});
