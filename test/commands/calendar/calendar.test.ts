import type { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCalendarFeed } from '../../../src/commands/calendar/calendar-feed.ts';
import { createPlanCommand } from '../../../src/commands/plan/plan.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import type { Schedule } from '../../../src/domain/schedule.ts';
import { publishedWorkdays as workdays } from '../../../src/domain/workdays.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import { createDaysOffStore } from '../../../src/store/days-off.ts';
import { createFeedStore } from '../../../src/store/feeds.ts';
import { createPlanStore } from '../../../src/store/plans.ts';
import { createReminderStore } from '../../../src/store/reminders.ts';
import { openRoom, type RoomSettings } from '../../support/chat-room.ts';
import { readCalendar } from '../../support/read-calendar.ts';
import { testRedis } from '../../support/redis.ts';
import { dayMs, keys, noonMs } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

function openGroup(settings: Partial<RoomSettings> & { readonly publicUrl?: string | null } = {}) {
  const { publicUrl = 'https://bot.example.org', ...rest } = settings;
  let serial = 0;
  const parts = {
    plans: createPlanStore(redis, keys),
    reminders: createReminderStore(redis, keys),
    daysOff: createDaysOffStore(redis, keys),
    feeds: createFeedStore(redis, keys),
    chats: createChatStore(redis, keys),
    workdays,
    say: openCatalogue().say,
    publicUrl,
    freshSecret: () => `secret-${String((serial += 1)).padStart(15, '0')}`,
    printOf: (text: string) => createHash('sha256').update(text).digest('base64url'),
    clock: () => room.nowMs,
  };
  const commands = [createPlanCommand(parts)];
  const room = openRoom({ redis, keys, commands, nowMs: noonMs, organisers: ['班长'], ...rest });
  const feed = createCalendarFeed(parts);
  const linkIn = (words: readonly string[]) => /\/calendar\/(\S+)\.ics/.exec(words.join('\n'))?.[1] ?? '';
  const remind = async (event: string, words: string, schedule: Schedule, madeAtMs?: number) =>
    parts.reminders.add(await room.id(), event, { schedule, words, thread: null, madeAtMs });
  return { room, feed, linkIn, remind, ...parts };
}

describe('the address of a calendar', () => {
  test('stays the same until a new one is asked for, which ends the old one', async () => {
    const { room, feed, linkIn } = openGroup();
    const first = await room.say('班长', '计划 订阅');
    const old = linkIn(first.words);
    expect(first.words[0]).toContain(`https://bot.example.org/calendar/${old}.ics`);
    expect(linkIn((await room.say('班长', '/plan link')).words)).toBe(old);
    const changed = await room.say('班长', '/plan link new');
    const fresh = linkIn(changed.words);
    expect(fresh).not.toBe(old);
    expect(linkIn((await room.retell(changed)).words)).toBe(fresh);
    await room.retell(first);
    expect([await feed(old), (await feed(fresh)) === null]).toEqual([null, false]);
    expect((await room.say('班长', '计划 订阅 关')).keys).toEqual(['calendar-link-off']);
    expect(await feed(fresh)).toBeNull();
    expect(await feed('nobody-knows-this-one-')).toBeNull();
  });

  test('is an organiser’s to show, and is not offered where there is no web side', async () => {
    const { room } = openGroup();
    expect((await room.say('小李', '/plan link')).keys).toEqual(['only-organisers']);
    const without = openGroup({ publicUrl: null, chat: 'h' });
    expect((await without.room.say('班长', '/plan link')).keys).toEqual(['calendar-no-web']);
  });
});

describe('the calendar', () => {
  test('holds the plan and the reminders that are not paused, under names that stay', async () => {
    const { room, feed, linkIn, remind, plans, reminders } = openGroup();
    const secret = linkIn((await room.say('班长', '/plan link')).words);
    const id = await room.id();
    const goal = { unit: 'minutes', amount: 30 } as const;
    const item = { on: '2026-12-01' as LocalDate, title: '第一章', detail: '光、声；热', goal };
    await plans.setDay(id, 'p1', item);
    await remind('r1', '背单词\n二十个', { kind: 'daily', minutes: [480] });
    await remind('r2', '视频会', { kind: 'once', atMs: noonMs + dayMs });
    await remind('r3', '不发', { kind: 'daily', minutes: [500] });
    await reminders.change(id, 'r4', 3, 'pause');
    const read = readCalendar((await feed(secret))?.text ?? '', noonMs + 2 * dayMs);
    expect(read.map(({ uid, day }) => [uid, day])).toEqual([
      [`plan-2026-12-01.${id}@banzhang`, '2026-12-01'],
      [`reminder-1-480.${id}@banzhang`, null],
      [`reminder-2-once.${id}@banzhang`, null],
    ]);
    expect(read[0]).toMatchObject({ summary: '第一章（30 分钟）', description: '光、声；热' });
    expect(read[1]).toMatchObject({ summary: '背单词', description: '背单词\n二十个' });
    expect(read[1]?.startsMs.at(-1)).toBe(Date.parse('2026-11-23T08:00:00+08:00'));
    expect(read[2]?.startsMs).toEqual([noonMs + dayMs]);
  });

  test('begins a reminder when it was made, and not on the Monday before', async () => {
    const { room, feed, linkIn, remind } = openGroup();
    const secret = linkIn((await room.say('班长', '/plan link')).words);
    await remind('r1', '早读', { kind: 'daily', minutes: [480] }, noonMs);
    await remind('r2', '上班', { kind: 'workdays', minutes: [480] }, noonMs);
    const startsOf = (text = '') => readCalendar(text, noonMs + 3 * dayMs).map(({ startsMs }) => startsMs[0]);
    const [daily, workday] = ['2026-11-22', '2026-11-23'].map((on) => Date.parse(`${on}T08:00:00+08:00`));
    expect(startsOf((await feed(secret))?.text).slice(0, 2)).toEqual([daily, workday]);
    room.nowMs += 7 * dayMs;
    expect(startsOf((await feed(secret))?.text)[0]).toBeGreaterThan(daily ?? 0);
  });

  test('says of workdays in a year that is not known that they are only Monday to Friday', async () => {
    const { room, feed, linkIn, remind } = openGroup();
    const secret = linkIn((await room.say('班长', '/plan link')).words);
    await remind('r1', '读一章', { kind: 'workdays', minutes: [480] });
    const read = readCalendar((await feed(secret))?.text ?? '', noonMs + 400 * dayMs);
    const [known, unknown] = ['2026-12-31', '2027-01-04'].map((on) =>
      read.find(({ startsMs }) => startsMs[0] === Date.parse(`${on}T08:00:00+08:00`)),
    );
    expect(known?.description).toBe('');
    expect(unknown?.description).toContain('2027');
  });

  test('is the same through a week, and newer by its date only when something has changed', async () => {
    const { room, feed, linkIn, remind } = openGroup();
    const secret = linkIn((await room.say('班长', '/plan link')).words);
    const first = await feed(secret);
    room.nowMs += dayMs;
    expect(await feed(secret)).toEqual(first);
    await remind('r1', '背单词', { kind: 'daily', minutes: [480] });
    const changed = await feed(secret);
    expect(changed?.etag).not.toBe(first?.etag);
    expect([first?.changedAtMs, changed?.changedAtMs]).toEqual([noonMs, noonMs + dayMs]);
  });

  test('comes as a file where files can be sent, to everybody, and is refused where not', async () => {
    const { room, plans } = openGroup({ can: { files: { maxBytes: 1_000_000 } } });
    await room.say('小李', '大家好');
    await plans.setDay(await room.id(), 'p1', {
      on: '2026-12-01' as LocalDate,
      title: '第一章',
      detail: '',
      goal: null,
    });
    const [answer] = (await room.say('小李', '计划 日历')).replies;
    const part = answer?.parts[0];
    if (part?.kind !== 'file') throw new Error('no file');
    expect(part.file.name).toBe('banzhang.ics');
    expect(readCalendar(new TextDecoder().decode(part.file.bytes), noonMs)).toHaveLength(1);
    const without = openGroup({ can: { files: null }, chat: 'h' });
    expect((await without.room.say('小李', '/plan ics')).keys).toEqual(['calendar-no-files']);
  });
});
