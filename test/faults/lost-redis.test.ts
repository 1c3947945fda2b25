import { describe, expect, test } from 'vitest';
import { choose, importBank, inWorld, isNoted, patienceMs, startQuiz, threeOf, toldOf } from './study-world.ts';

const away = /记录服务暂时连不上/;
/** A shorter one is no outage to give time back for. */
const outageMs = 5_500;

describe.concurrent(
  'kill -9 of Redis',
  () => {
    test('during a quiz: said once, nothing acknowledged that is not kept, and the round gets its time back', () =>
      inWorld({ memberCount: 6 }, async (world) => {
        const { api, redis, group, members } = world;
        const [first, second, third] = threeOf(world);
        await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 12);
        await choose(world, first, question, '对的').answered();
        await redis.kill9();
        const goneAtMs = Date.now();
        const taps = [second, ...members.slice(3)].map((member) => choose(world, member, question, '对的'));
        api.say(group, third, 'A');
        await api.waitFor(() => taps.some((tap) => away.test(toldOf(tap) ?? '')), patienceMs);
        await api.waitFor(() => Date.now() - goneAtMs > outageMs, patienceMs);
        expect(taps.filter((tap) => away.test(toldOf(tap) ?? ''))).toHaveLength(1);
        expect(taps.filter(isNoted)).toEqual([]);
        await redis.restart();
        await api.waitForMessage(group, /刚才断了一会儿，第 1 题的时间补上/, patienceMs);
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(Date.now() - goneAtMs).toBeGreaterThan(12_000);
        expect(answer.text).toContain('6 人作答');
        expect(taps.filter(isNoted)).toHaveLength(taps.length - 1);
        expect(api.botMessages(group).filter(({ text }) => away.test(text))).toEqual([]);
        await api.waitForMessage(group, /6 人参加/, patienceMs);
      }));

    test('while people check in: said once, and every check-in counts once when it is back', () =>
      inWorld({ memberCount: 6 }, async (world) => {
        const { api, redis, group, members } = world;
        const [first] = threeOf(world);
        await world.startPolling();
        api.say(group, first, '打卡');
        await api.waitForMessage(group, /今日打卡.* 1 人/, patienceMs);
        await redis.kill9();
        for (const member of members.slice(1)) api.say(group, member, '打卡 30分钟');
        api.say(group, first, '中午吃什么');
        await api.waitForMessage(group, away, patienceMs);
        await redis.restart();
        const roster = await api.waitForMessage(group, /今日打卡.* 6 人/, patienceMs);
        expect(roster.text.match(/30 分钟/g)).toHaveLength(5);
        expect(api.botMessages(group).filter(({ text }) => away.test(text))).toHaveLength(1);
        const reacted = api.messages(group).filter(({ isByBot, reactions }) => !isByBot && reactions.length > 0);
        expect(reacted).toHaveLength(6);
      }));

    test('is no reason to answer ordinary talk', () =>
      inWorld({}, async (world) => {
        const { api, redis, group, lin } = world;
        const [first, second] = threeOf(world);
        await world.startPolling();
        api.say(group, first, '打卡');
        await api.waitForMessage(group, /今日打卡/, patienceMs);
        await redis.kill9();
        api.say(group, first, '中午吃什么');
        api.say(group, second, '食堂吧');
        api.say(lin, lin, '你好');
        // Told after the two others, so that they have been looked at as well.
        await api.waitForMessage(lin, away, patienceMs);
        await redis.restart();
        api.say(group, lin, '打卡');
        await api.waitForMessage(group, /今日打卡.* 2 人/, patienceMs);
        expect(api.botMessages(group).filter(({ text }) => away.test(text))).toEqual([]);
      }));
  },
  120_000,
);
