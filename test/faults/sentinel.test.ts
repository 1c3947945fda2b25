import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSentinels, type TestSentinels } from '../support/redis-sentinel.ts';
import { inWorld, patienceMs } from './study-world.ts';

const memberCount = 60;

describe('a Redis that sentinels watch over', () => {
  let sentinels: TestSentinels;
  beforeAll(async () => {
    sentinels = await startTestSentinels();
  }, 30_000);
  afterAll(() => sentinels.stop());

  test(
    'loses its master in the middle of check-ins: the bot goes on by itself, and every check-in is there once',
    () =>
      inWorld({ memberCount, readsAllMessages: true }, async ({ api, group, members, startPolling }) => {
        await startPolling({ REDIS_URL: sentinels.url });
        const before = await sentinels.masterPort();
        const checkIn = (from: number, to: number): void => {
          for (const member of members.slice(from, to)) api.say(group, member, '打卡 10分钟');
        };
        checkIn(0, 20);
        await api.waitForMessage(group, /今日打卡/, patienceMs);
        const failover = sentinels.killMaster();
        checkIn(20, 40);
        await failover;
        checkIn(40, memberCount);
        const shown = await api.waitForMessage(group, /今日打卡.* 60 人/, patienceMs);
        expect(await sentinels.masterPort()).not.toBe(before);
        // Told again after the failover, none of them was counted again.
        expect(shown.text).not.toContain('20 分钟');
      }),
    60_000,
  );
});
