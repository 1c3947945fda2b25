import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCheckInCommand } from '../../../src/commands/check-in/check-in.ts';
import { createMeCommand } from '../../../src/commands/progress/me.ts';
import { createUndoCommand } from '../../../src/commands/check-in/undo.ts';
import { createSettingsCommand } from '../../../src/commands/settings/settings.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, openStudyGroup } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

/** Saturday, 23:30 in Shanghai; 16:30 in Berlin, 10:30 in New York, Sunday 04:30 in Auckland. */
const lateMs = Date.parse('2026-11-21T15:30:00Z');
const [saturday, sunday] = ['2026-11-21', '2026-11-22'] as LocalDate[] as [LocalDate, LocalDate];

function openWorld() {
  const study = openStudyGroup(redis);
  const nothing = () => Promise.resolve();
  const settings = createSettingsCommand({ ...study, replanDays: nothing, replanAll: nothing });
  const commands = [settings, createCheckInCommand(study), createUndoCommand(study), createMeCommand(study)];
  const shared = { redis, keys, commands, nowMs: lateMs, organisers: ['班长'] };
  return {
    ...study,
    group: openRoom({ ...shared, chat: 'g' }),
    own: openRoom({ ...shared, chat: 'p', isGroup: false }),
  };
}

/** Who checked in on a day, by their entries. */
const countOn = async ({ group, progress }: ReturnType<typeof openWorld>, on: LocalDate) =>
  progress.dayCount(await group.id(), on);

describe('a member’s own zone', () => {
  test('counts for their check-ins where the group lets it', async () => {
    const world = openWorld();
    expect((await world.group.say('班长', '设置 成员时区 开')).keys).toContain('member-zones-how');
    await world.own.say('小李', '设置 时区 奥克兰');
    await world.group.say('小李', '打卡');
    await world.group.say('小王', '打卡');
    expect([await countOn(world, saturday), await countOn(world, sunday)]).toEqual([1, 1]);
    expect((await world.group.say('小李', '我的')).words.join()).toContain('连续 1 天');
  });

  test('keeps a streak that the chat’s clock would break', async () => {
    const world = openWorld();
    await world.group.say('班长', '/settings own-zones on');
    await world.own.say('小李', '/settings zone New York');
    await world.group.say('小李', '打卡');
    // Past midnight of Sunday in Shanghai, still Sunday in New York.
    world.group.nowMs = Date.parse('2026-11-22T23:30:00Z');
    await world.group.say('小李', '打卡');
    expect([await countOn(world, saturday), await countOn(world, sunday)]).toEqual([1, 1]);
    expect((await world.group.say('小李', '我的')).words.join()).toContain('连续 2 天');
  });

  test('counts for nothing where the group has not allowed it, nor for those who set none', async () => {
    const world = openWorld();
    await world.own.say('小李', '设置 时区 奥克兰');
    await world.group.say('小李', '打卡');
    await world.group.say('班长', '设置 成员时区 开');
    await world.group.say('小王', '打卡');
    expect([await countOn(world, saturday), await countOn(world, sunday)]).toEqual([2, 0]);
  });

  test('is not an organiser’s who records for somebody else', async () => {
    const world = openWorld();
    await world.group.say('班长', '设置 成员时区 开');
    await world.own.say('班长', '设置 时区 奥克兰');
    await world.group.say('小王', '大家好');
    await world.group.say('班长', '打卡 @小王 30分钟');
    expect([await countOn(world, saturday), await countOn(world, sunday)]).toEqual([1, 0]);
  });

  test('takes back what was recorded on their own day', async () => {
    const world = openWorld();
    await world.group.say('班长', '设置 成员时区 开');
    await world.own.say('小李', '设置 时区 奥克兰');
    await world.group.say('小李', '打卡');
    await world.group.say('小李', '撤销');
    expect(await countOn(world, sunday)).toBe(0);
  });

  test('is set in private only: a group’s zone is nobody’s own', async () => {
    const world = openWorld();
    await world.group.say('班长', '设置 时区 奥克兰');
    const [member] = await redis.keys('t:{m:*}');
    expect(member).toBeDefined();
    expect(await redis.hget(member ?? '', 'zone')).toBeNull();
  });
});
